import type { App as Bolt } from '@slack/bolt'
import { auditReply, unlinkedReply } from '../../app/accounts/wording/link-notices.ts'
import { isCheck } from '../../app/checks/read-request.ts'
import type { Reply } from '../../app/reply/reply.ts'
import type { ListenerContext } from '../answer/listener-context.ts'
import { VERIFYING } from '../draw/link-sentences.ts'
import { NO_LINKS, NOT_NOW, OUTDATED } from '../draw/notices.ts'
import { type DrawnMessage, renderBlocks } from '../draw/render.ts'
import { replyView } from '../draw/views.ts'
import { isOutsider, selfOf } from '../protocol/identity.ts'
import { LINK_ACTION, type LinkAction, readLinkAction } from '../protocol/link-action-ids.ts'
import { why } from '../protocol/log.ts'
import { readPress, type SlackPress } from '../receive/read-press.ts'
import { openCheck } from './ask-check.ts'
import { drawVerified } from './draw-links.ts'
import { type LinkActor, type LinkContext, linkRefusal, resolvePerson } from './link-context.ts'
import { whoView } from './link-views.ts'
import { openFilled } from './open-link-form.ts'
import { type ReplyPrivately, replyPrivatelyTo } from './reply-privately.ts'
import { shareCheck } from './share-check.ts'

/** Wires every button about linked accounts. Who presses is looked up anew: a message may be older than its reader's rights. */
export function onLinkButtons(
  bolt: Bolt,
  parts: ListenerContext,
  linked: LinkedContext | undefined,
): void {
  const { log } = parts
  bolt.action(LINK_ACTION, async ({ ack, body, context, respond }) => {
    const { client } = parts
    await ack()
    const pressed = readPress(body)
    if (pressed === undefined) return
    const { user, channel, trigger } = pressed
    const { team } = selfOf(context)
    const outsider = isOutsider(body, team)
    const acting: LinkActor = { team, user, channel, outsider, trigger, respond }
    const tell = replyPrivatelyTo(pressed, { client, respond })
    const deed = readLinkAction(pressed.action.action_id)
    try {
      if (linked === undefined) await tell(drawn(NO_LINKS))
      else if (deed === undefined) await tell(drawn(OUTDATED))
      else await DO[deed]({ ...linked, client }, { acting, pressed, tell })
    } catch (error) {
      log.warn(why(error), 'a press about a linked account could not be answered')
      await tell(drawn(NOT_NOW)).catch((again: unknown) =>
        log.warn(why(again), 'nobody could be told'),
      )
    }
  })
}

/** All that is the same for every delivery. */
export type LinkedContext = Omit<LinkContext, 'client'>

type Press = {
  readonly acting: LinkActor
  readonly pressed: SlackPress
  readonly tell: ReplyPrivately
}

const DO: Readonly<Record<LinkAction, (parts: LinkContext, press: Press) => Promise<void>>> = {
  async verify(parts, { acting, pressed, tell }) {
    const { linking } = parts
    await tell(drawn(VERIFYING))
    const answer = await linking.verify(await resolvePerson(parts, acting), pressed.action.value)
    await tell(
      answer.kind === 'refused' ? drawn(linkRefusal(linking, answer)) : drawVerified(answer),
    )
  },
  async cancel(parts, press) {
    if (await cut(parts, press)) await forgetSetup(parts, press)
  },
  async unlink(parts, press) {
    await cut(parts, press)
  },
  async who(parts, { acting, pressed }) {
    const { linking, people, client } = parts
    await openFilled(parts, acting, 'Who may ask', async () => {
      const found = await linking.list(await resolvePerson(parts, acting))
      const refused = (because: 'not-admin' | 'unknown-link') =>
        replyView('Who may ask', drawn(linkRefusal(linking, { kind: 'refused', because })))
      if (found.kind === 'refused')
        return replyView('Who may ask', drawn(linkRefusal(linking, found)))
      if (!found.admin) return refused('not-admin')
      const link = found.links.find(({ id }) => id === pressed.action.value)
      return link
        ? whoView(link, await people.groups(client, acting.team))
        : refused('unknown-link')
    })
  },
  async audit(parts, { acting, tell }) {
    const { linking } = parts
    const rows = await linking.audit(await resolvePerson(parts, acting), AUDIT_ROWS)
    await tell(drawn('kind' in rows ? linkRefusal(linking, rows) : auditReply(rows)))
  },
  async ask(parts, { acting, pressed }) {
    const { value } = pressed.action
    if (isCheck(value)) await openCheck(parts, acting, { check: value, given: {} })
  },
  async show(parts, { acting, pressed, tell }) {
    await tell(drawn(await shareCheck(parts, acting, pressed.action.value)))
  },
}

const AUDIT_ROWS = 20

/** Ends a link; tells whether it did. */
async function cut(parts: LinkContext, { acting, pressed, tell }: Press): Promise<boolean> {
  const { linking } = parts
  const answer = await linking.unlink(await resolvePerson(parts, acting), pressed.action.value)
  const refused = 'kind' in answer
  await tell(drawn(refused ? linkRefusal(linking, answer) : unlinkedReply(answer)))
  return !refused
}

/** The message with the external id goes too, where it is a message and not a private word. */
async function forgetSetup(
  { client, log }: LinkContext,
  { pressed: { channel, thread } }: Press,
): Promise<void> {
  if (!channel?.startsWith('D') || thread === undefined) return
  await client.chat
    .delete({ channel, ts: thread.ts })
    .catch((error: unknown) => log.warn(why(error), 'a message about a link could not be deleted'))
}

function drawn(reply: Reply): DrawnMessage {
  return renderBlocks(reply, { id: 'accounts' })
}
