import type { CheckedHere } from '../../app/accounts/check-through-link.ts'
import type { Refused } from '../../app/accounts/link-deps.ts'
import type { LinkRecord } from '../../app/accounts/link-store.ts'
import { askable } from '../../app/accounts/links-for.ts'
import { linkMeant } from '../../app/accounts/pick-link.ts'
import { sayChecked } from '../../app/accounts/wording/link-check-reply.ts'
import type { CheckRequest } from '../../app/checks/check-types.ts'
import { type Drawn, render } from '../draw/render.ts'
import { replyView } from '../draw/views.ts'
import { confirming, linkButton } from '../protocol/link-action-ids.ts'
import { isDirect } from '../protocol/thread-ref.ts'
import { checkView } from './check-view.ts'
import { withButtons } from './draw-links.ts'
import { type Acting, type LinkParts, personOf, refusal } from './link-context.ts'
import { openFilled } from './open-link-form.ts'
import type { CheckDraft } from './read-check-command.ts'
import type { Talk } from './reply-privately.ts'

/** Asks what somebody wants to know and tells them; where it is not clear which account is meant, a form asks. */
export async function askCheck(
  parts: LinkParts,
  acting: Acting,
  request: CheckRequest,
  link: string | undefined,
  tell: Talk,
): Promise<void> {
  const { linking } = parts
  const person = await personOf(parts, acting)
  if (link !== undefined)
    return tell(drawCheck(parts, acting, await linking.check(person, request, link)))
  const mine = await mayAsk(parts, acting)
  const meant = linkMeant(mine, request)
  if (mine.length > 1 && meant === undefined) return openCheck(parts, acting, draftOf(request))
  await tell(drawCheck(parts, acting, await linking.check(person, request, meant?.id)))
}

/** Opens the form for a check, with what was understood of it. */
export async function openCheck(
  parts: LinkParts,
  acting: Acting,
  draft: CheckDraft,
): Promise<void> {
  const { linking } = parts
  await openFilled(parts, acting, 'Check', async () => {
    const found = await linking.list(await personOf(parts, acting))
    if (found.kind === 'refused')
      return replyView('Check', render(refusal(linking, found), { id: 'refused' }))
    const mine = await mayAsk(parts, acting)
    // Only admins see links they may not ask; to everybody else there may be some.
    const because = found.admin && found.links.length === 0 ? 'unknown-link' : 'not-allowed'
    return mine.length === 0
      ? replyView(
          'Check',
          render(refusal(linking, { kind: 'refused', because }), { id: 'refused' }),
        )
      : checkView(draft, mine, acting.channel)
  })
}

/** The links this person may ask here. */
async function mayAsk(parts: LinkParts, acting: Acting): Promise<readonly LinkRecord[]> {
  const person = await personOf(parts, acting)
  const found = await parts.linking.list(person)
  return found.kind === 'refused' ? [] : askable(found.links, person)
}

/** Draws an answer for whoever asked; in a channel it can be shown there, masked, by a second, confirmed press. */
function drawCheck(
  { kept, linking }: LinkParts,
  { team, user, channel }: Acting,
  answer: CheckedHere | Refused,
): Drawn {
  if (answer.kind === 'refused') return render(refusal(linking, answer), { id: 'refused' })
  const drawn = render(sayChecked(answer, 'person'), { id: 'check' })
  if (answer.kind !== 'checked' || channel === undefined || isDirect(channel)) return drawn
  const masked = sayChecked(answer, 'thread')
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

/** A request as words again, to fill a form with. */
function draftOf(request: CheckRequest): CheckDraft {
  switch (request.check) {
    case 'key':
      return { check: 'key', given: { word: request.keyId } }
    case 'user':
    case 'devices':
      return { check: request.check, given: { word: request.user } }
    case 'role': {
      const { role, from, externalId, seconds } = request
      const duration = seconds === undefined ? undefined : String(seconds)
      return { check: 'role', given: { word: role, caller: from, externalId, duration } }
    }
    case 'oidc':
      return { check: 'oidc', given: { word: request.role }, claims: request.claims }
    case 'region':
      return { check: 'region', given: { word: request.region } }
    case 'message':
      return { check: 'message', given: { word: request.message } }
    case 'may-assume':
      return { check: 'may-assume', given: { word: request.role, caller: request.from } }
    case 'whoami':
    case 'tokens':
      return { check: request.check, given: {} }
  }
}
