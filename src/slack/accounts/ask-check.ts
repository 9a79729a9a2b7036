import type { LinkCheckResult } from '../../app/accounts/check-through-link.ts'
import type { LinkRefusal } from '../../app/accounts/link-deps.ts'
import type { LinkRecord } from '../../app/accounts/link-store.ts'
import { mayAsk } from '../../app/accounts/links-for.ts'
import { pickLink } from '../../app/accounts/pick-link.ts'
import { linkCheckReply } from '../../app/accounts/wording/link-check-reply.ts'
import { type DrawnMessage, renderBlocks } from '../draw/render.ts'
import { replyView } from '../draw/views.ts'
import { confirming, linkButton } from '../protocol/link-action-ids.ts'
import { isDirect } from '../protocol/thread-ref.ts'
import { checkView } from './check-view.ts'
import { withButtons } from './draw-links.ts'
import { type LinkActor, type LinkContext, linkRefusal, resolvePerson } from './link-context.ts'
import { openFilled } from './open-link-form.ts'
import type { CheckAsked, CheckDraft } from './read-check-command.ts'
import type { ReplyPrivately } from './reply-privately.ts'

/** Asks what somebody wants to know and tells them; where it is not clear which account is meant, a form asks. */
export async function askCheck(
  parts: LinkContext,
  acting: LinkActor,
  { request, draft, link }: CheckAsked & { readonly link?: string | undefined },
  reply: ReplyPrivately,
): Promise<void> {
  const { linking } = parts
  const person = await resolvePerson(parts, acting)
  const mine = link === undefined ? await askableLinks(parts, acting) : []
  const meant = link ?? pickLink(mine, request)?.id
  if (mine.length > 1 && meant === undefined) return openCheck(parts, acting, draft)
  await reply(drawCheck(parts, acting, await linking.check(person, request, meant)))
}

/** Opens the form for a check, with what was understood of it. */
export async function openCheck(
  parts: LinkContext,
  acting: LinkActor,
  draft: CheckDraft,
): Promise<void> {
  const { linking } = parts
  await openFilled(parts, acting, 'Check', async () => {
    const found = await linking.list(await resolvePerson(parts, acting))
    if (found.kind === 'refused')
      return replyView('Check', renderBlocks(linkRefusal(linking, found), { id: 'refused' }))
    const mine = await askableLinks(parts, acting)
    // Only admins see links they may not ask; to everybody else there may be some.
    const because = found.admin && found.links.length === 0 ? 'unknown-link' : 'not-allowed'
    return mine.length === 0
      ? replyView(
          'Check',
          renderBlocks(linkRefusal(linking, { kind: 'refused', because }), { id: 'refused' }),
        )
      : checkView(draft, mine, acting.channel)
  })
}

/** The links this person may ask here. */
async function askableLinks(parts: LinkContext, acting: LinkActor): Promise<readonly LinkRecord[]> {
  const person = await resolvePerson(parts, acting)
  const found = await parts.linking.list(person)
  return found.kind === 'refused' ? [] : mayAsk(found.links, person)
}

/** Draws an answer for whoever asked; in a channel it can be shown there, masked, by a second, confirmed press. */
function drawCheck(
  { kept, linking }: LinkContext,
  { team, user, channel }: LinkActor,
  answer: LinkCheckResult | LinkRefusal,
): DrawnMessage {
  if (answer.kind === 'refused')
    return renderBlocks(linkRefusal(linking, answer), { id: 'refused' })
  const drawn = renderBlocks(linkCheckReply(answer, 'person'), { id: 'check' })
  if (answer.kind !== 'checked' || channel === undefined || isDirect(channel)) return drawn
  const masked = linkCheckReply(answer, 'thread')
  const value = kept.keep({ team, user, masked })
  return withButtons(drawn, [
    linkButton(
      'show',
      { value, index: 0 },
      {
        text: 'Show in the channel',
        describes: 'Post this answer in the channel with its ids masked',
        confirm: confirming(
          'Show this in the channel?',
          'Everyone in the channel will see it. Account and key ids are masked; names of users and roles are not.',
          'Show it',
          'Keep it private',
        ),
      },
    ),
  ])
}
