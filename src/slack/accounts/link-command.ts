import { LOOKING } from '../draw/notices.ts'
import { type DrawnMessage, renderBlocks } from '../draw/render.ts'
import { replyView } from '../draw/views.ts'
import { askCheck, openCheck } from './ask-check.ts'
import { checkMenu } from './check-view.ts'
import { drawLinks } from './draw-links.ts'
import { type LinkActor, type LinkContext, linkRefusal, resolvePerson } from './link-context.ts'
import { linkView } from './link-views.ts'
import { openFilled } from './open-link-form.ts'
import { readCheckWords } from './read-check-command.ts'

const VERBS = ['link', 'links', 'unlink', 'check'] as const
export type LinkVerb = (typeof VERBS)[number]

/** Takes the first word behind `/tfauth`; tells whether it is about linked accounts. */
export function isLinkVerb(verb: string): verb is LinkVerb {
  return VERBS.some((one) => one === verb)
}

export type LinkCommand = {
  readonly acting: LinkActor
  readonly verb: LinkVerb
  readonly words: string
  readonly ack: (said?: DrawnMessage) => Promise<void>
}

/** Answers `/tfauth link`, `links`, `unlink` and `check`: acknowledged at once, answered to the asker alone. */
export async function linkCommand(parts: LinkContext, command: LinkCommand): Promise<void> {
  const { acting, verb, words, ack } = command
  switch (verb) {
    case 'link':
      await ack()
      return openLink(parts, acting)
    case 'links':
    case 'unlink':
      await ack()
      return reply(acting, await listed(parts, acting, verb, words))
    case 'check':
      return check(parts, command)
  }
}

/** Opens the form that begins a link, for those who may. */
async function openLink(parts: LinkContext, acting: LinkActor): Promise<void> {
  const { linking } = parts
  await openFilled(parts, acting, 'Link an AWS account', async () => {
    const found = await linking.list(await resolvePerson(parts, acting))
    const refused = { kind: 'refused', because: 'not-admin' } as const
    return found.kind === 'listed' && found.admin
      ? linkView(acting.channel)
      : replyView(
          'Link an AWS account',
          renderBlocks(linkRefusal(linking, found.kind === 'refused' ? found : refused), {
            id: 'refused',
          }),
        )
  })
}

async function listed(
  parts: LinkContext,
  acting: LinkActor,
  verb: 'links' | 'unlink',
  words: string,
): Promise<DrawnMessage> {
  const { linking } = parts
  const found = await linking.list(await resolvePerson(parts, acting))
  if (found.kind === 'refused') return renderBlocks(linkRefusal(linking, found), { id: 'refused' })
  if (verb === 'links') return drawLinks(found, 'all')
  if (!found.admin)
    return renderBlocks(linkRefusal(linking, { kind: 'refused', because: 'not-admin' }), {
      id: 'refused',
    })
  const account = words.replace(/[^\d]/g, '')
  const links = found.links.filter((link) => account === '' || link.account === account)
  return links.length === 0 && account !== ''
    ? renderBlocks(linkRefusal(linking, { kind: 'refused', because: 'unknown-link' }), {
        id: 'refused',
      })
    : drawLinks({ ...found, links }, 'unlink')
}

async function check(parts: LinkContext, { acting, words, ack }: LinkCommand): Promise<void> {
  const read = readCheckWords(words)
  if (read.kind === 'which') return ack({ text: 'What shall I look up?', blocks: checkMenu() })
  if (read.kind === 'draft') {
    await ack()
    return openCheck(parts, acting, read)
  }
  await ack(renderBlocks(LOOKING, { id: 'looking' }))
  await askCheck(parts, acting, read, (drawn) => reply(acting, drawn))
}

async function reply({ respond }: LinkActor, drawn: DrawnMessage): Promise<void> {
  await respond({ response_type: 'ephemeral', replace_original: false, ...drawn })
}
