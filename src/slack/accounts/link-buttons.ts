import type { App as Bolt } from '@slack/bolt'
import { auditReply, unlinkedReply } from '../../app/accounts/wording/link-notices.ts'
import { isCheck } from '../../app/checks/all-checks.ts'
import type { Reply } from '../../app/reply/reply.ts'
import type { ListenerContext } from '../answer/listener-context.ts'
import { memberOf } from '../connect/workspace-clients.ts'
import { NO_LINKS, NOT_NOW, OUTDATED, VERIFYING } from '../draw/notices.ts'
import { type DrawnMessage, renderBlocks } from '../draw/render.ts'
import { replyView } from '../draw/views.ts'
import { guarded } from '../protocol/guarded.ts'
import { isOutsider } from '../protocol/identity.ts'
import { LINK_ACTION, type LinkAction, readLinkAction } from '../protocol/link-action-ids.ts'
import { isDirect } from '../protocol/thread-ref.ts'
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
    await ack()
    const { client, team } = memberOf(context)
    const pressed = readPress(body)
    if (pressed === undefined) return
    const { user, channel, trigger } = pressed
    const outsider = isOutsider(body, team)
    const acting: LinkActor = { team, user, channel, outsider, trigger, respond }
    const reply = replyPrivatelyTo(pressed, { client, respond })
    const action = readLinkAction(pressed.action.action_id)
    const failed = 'a press about a linked account could not be answered'
    await guarded({ log, failed, tell: () => reply(drawn(NOT_NOW)) }, async () => {
      if (linked === undefined) await reply(drawn(NO_LINKS))
      else if (action === undefined) await reply(drawn(OUTDATED))
      else await LINK_ACTIONS[action]({ ...linked, client }, { acting, pressed, reply })
    })
  })
}

/** All that is the same for every delivery. */
export type LinkedContext = Omit<LinkContext, 'client'>

type LinkPress = {
  readonly acting: LinkActor
  readonly pressed: SlackPress
  readonly reply: ReplyPrivately
}

const LINK_ACTIONS: Readonly<
  Record<LinkAction, (parts: LinkContext, press: LinkPress) => Promise<void>>
> = {
  async verify(parts, { acting, pressed, reply }) {
    const { linking } = parts
    await reply(drawn(VERIFYING))
    const answer = await linking.verify(await resolvePerson(parts, acting), pressed.action.value)
    await reply(
      answer.kind === 'refused' ? drawn(linkRefusal(linking, answer)) : drawVerified(answer),
    )
  },
  async cancel(parts, press) {
    if (await endLink(parts, press)) await forgetSetup(parts, press)
  },
  async unlink(parts, press) {
    await endLink(parts, press)
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
  async audit(parts, { acting, reply }) {
    const { linking } = parts
    const rows = await linking.audit(await resolvePerson(parts, acting), AUDIT_ROWS)
    await reply(drawn('kind' in rows ? linkRefusal(linking, rows) : auditReply(rows)))
  },
  async ask(parts, { acting, pressed }) {
    const { value } = pressed.action
    if (isCheck(value)) await openCheck(parts, acting, { check: value, given: {} })
  },
  async show(parts, { acting, pressed, reply }) {
    await reply(drawn(await shareCheck(parts, acting, pressed.action.value)))
  },
}

const AUDIT_ROWS = 20

/** Ends a link; tells whether it did. */
async function endLink(
  parts: LinkContext,
  { acting, pressed, reply }: LinkPress,
): Promise<boolean> {
  const { linking } = parts
  const answer = await linking.unlink(await resolvePerson(parts, acting), pressed.action.value)
  const refused = 'kind' in answer
  await reply(drawn(refused ? linkRefusal(linking, answer) : unlinkedReply(answer)))
  return !refused
}

/** The message with the external id goes too, where it is a message and not a private word. */
async function forgetSetup(
  { client, log }: LinkContext,
  { pressed: { channel, thread } }: LinkPress,
): Promise<void> {
  if (channel === undefined || !isDirect(channel) || thread === undefined) return
  await guarded({ log, failed: 'a message about a link could not be deleted' }, () =>
    client.chat.delete({ channel, ts: thread.ts }),
  )
}

function drawn(reply: Reply): DrawnMessage {
  return renderBlocks(reply, { id: 'accounts' })
}
