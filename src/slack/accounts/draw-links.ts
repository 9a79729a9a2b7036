import type { types } from '@slack/bolt'
import type { ListedLinks, StartedLink, VerifiedLink } from '../../app/accounts/link-deps.ts'
import type { LinkRecord } from '../../app/accounts/link-store.ts'
import { linkReply } from '../../app/accounts/wording/link-notices.ts'
import { setupReply } from '../../app/accounts/wording/setup-reply.ts'
import { verificationReply } from '../../app/accounts/wording/verification-reply.ts'
import { text } from '../../app/reply/text.ts'
import { type DrawnMessage, renderBlocks } from '../draw/render.ts'
import { confirming, linkButton } from '../protocol/link-action-ids.ts'

// Each link takes up to four blocks of fifty.
const MOST_LINKS = 10

/** The message with all that makes the role; it holds the external id and goes to one person. */
export function drawSetup(started: StartedLink): DrawnMessage {
  const { id } = started.link
  const drawn = renderBlocks(setupReply(started), { id: 'setup' })
  return withButtons(drawn, [verify(id, 0, 'Verify'), cancel(id, 1)])
}

/** How a verification went, with what comes next. */
export function drawVerified(verified: VerifiedLink): DrawnMessage {
  const { id, state } = verified.link
  const drawn = renderBlocks(verificationReply(verified), { id: 'verified' })
  if (verified.kind === 'verified') return withButtons(drawn, [who(id, 0, 'primary')])
  const end = state === 'pending' ? cancel(id, 1) : unlink(id, 1, verified.link.account)
  return withButtons(drawn, [verify(id, 0, 'Verify again'), end])
}

/** The links of a workspace; those who may change them get the buttons for it. */
export function drawLinks(
  { links, admin, stopped }: ListedLinks,
  only: 'unlink' | 'all',
): DrawnMessage {
  const shown = links.slice(0, MOST_LINKS)
  const more =
    links.length > shown.length ? `${links.length - shown.length} more are not shown.` : ''
  const head = renderBlocks(
    {
      headline: text(links.length === 0 ? 'No AWS account to ask about' : 'Linked AWS accounts'),
      parts: [
        ...(stopped
          ? [
              {
                kind: 'warning',
                text: text('Checks are switched off in this workspace, on my Home page.'),
              } as const,
            ]
          : []),
        {
          kind: 'paragraph',
          text: text(
            links.length === 0
              ? admin
                ? 'Link one with `/tfauth link`. It takes one read-only role in that account.'
                : 'None is linked, or none that may be asked from here; admins link accounts and say who may ask.'
              : `Ask with \`/tfauth check\`. ${more}`,
          ),
        },
      ],
      buttons: [],
      fallback: `Linked AWS accounts: ${links.length}.`,
    },
    { id: 'links' },
  )
  const blocks = shown.flatMap((link, at) => drawLink(link, at, admin, only))
  const audit = admin && only === 'all' ? [actions('links.audit', [auditButton(90)])] : []
  return { text: head.text, blocks: [...head.blocks, ...blocks, ...audit] }
}

function drawLink(
  link: LinkRecord,
  at: number,
  admin: boolean,
  only: 'unlink' | 'all',
): types.KnownBlock[] {
  const { blocks } = renderBlocks(linkReply(link), { id: `link.${at}` })
  if (!admin) return blocks
  const first = at * 4
  const { id, account, state } = link
  const end = state === 'pending' && only === 'all' ? cancel(id, first) : unlink(id, first, account)
  const rest =
    only === 'unlink'
      ? []
      : [
          verify(id, first + 1, state === 'pending' ? 'Verify' : 'Verify again', state),
          ...(state === 'pending' ? [] : [who(id, first + 2)]),
        ]
  return [...blocks, actions(`link.${at}.do`, [...rest, end])]
}

const verify = (value: string, index: number, says: string, state?: LinkRecord['state']) =>
  linkButton(
    'verify',
    { value, index },
    {
      text: says,
      describes: 'Try whether the role lets in me and nobody else',
      // What is active needs nothing done to it.
      ...(state === 'active' ? {} : { style: 'primary' }),
    },
  )
const cancel = (value: string, index: number) =>
  linkButton(
    'cancel',
    { value, index },
    {
      text: 'Cancel',
      describes: 'Forget this link and its external id',
      confirm: confirming(
        'Forget this link?',
        'Its external id is deleted. A role that was made for it is of no use then.',
        'Forget it',
        'Keep it',
      ),
    },
  )
const unlink = (value: string, index: number, account: string) =>
  linkButton(
    'unlink',
    { value, index },
    {
      text: 'Unlink',
      describes: `End the link to account ${account}`,
      style: 'danger',
      confirm: confirming(
        `Unlink account ${account}?`,
        'Nobody can ask about it any more, at once. The role stays in the account until its owner deletes it.',
        'Unlink it',
        'Keep it',
      ),
    },
  )
const who = (value: string, index: number, style?: 'primary') =>
  linkButton(
    'who',
    { value, index },
    {
      text: 'Who may ask',
      describes: 'Choose the channels and user groups whose members may ask',
      ...(style ? { style } : {}),
    },
  )
const auditButton = (index: number) =>
  linkButton(
    'audit',
    { value: 'newest', index },
    { text: 'What was done', describes: 'Show the newest lines of the record of links and checks' },
  )

/** A reply with buttons of ours below it. */
export function withButtons(
  drawn: DrawnMessage,
  elements: types.ActionsBlock['elements'],
): DrawnMessage {
  return elements.length === 0
    ? drawn
    : { ...drawn, blocks: [...drawn.blocks, actions('do', elements)] }
}

function actions(block_id: string, elements: types.ActionsBlock['elements']): types.ActionsBlock {
  return { type: 'actions', block_id, elements }
}
