import type { App as Bolt, RespondFn } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Reply } from '../../app/reply/reply.ts'
import type { ListenerContext } from '../answer/listener-context.ts'
import { NO_UNFURL, refusedForGood } from '../answer/post-answer.ts'
import { memberOf, type WorkspaceMember } from '../connect/workspace-clients.ts'
import {
  NOT_A_MEMBER,
  NOT_NOW,
  NOT_YOURS,
  OPENED,
  OPENED_ALREADY,
  OUTSIDER,
  opening,
} from '../draw/notices.ts'
import { renderBlocks } from '../draw/render.ts'
import { replyView } from '../draw/views.ts'
import { OWN } from '../protocol/action-ids.ts'
import { guarded } from '../protocol/guarded.ts'
import { isOutsider } from '../protocol/identity.ts'
import { isDirect, threadRefOf, threadUrl } from '../protocol/thread-ref.ts'
import { readPress, type SlackPress } from '../receive/read-press.ts'

/** Wires the second, confirmed click: what somebody asked privately gets a thread, in the channel or with them alone. */
export function onOpen(bolt: Bolt, parts: ListenerContext): void {
  const { log } = parts
  for (const action of [OWN.openHere, OWN.openDirect])
    bolt.action(action, async ({ ack, body, context, respond }) => {
      await ack()
      const member = memberOf(context)
      const pressed = readPress(body)
      if (pressed === undefined) return
      const { delivery } = pressed
      const reply = replier(pressed, { client: member.client, respond })
      const tell = () => reply(NOT_NOW)
      await guarded(
        { log, failed: 'a thread could not be opened', about: { delivery }, tell },
        async () =>
          reply(
            isOutsider(body, member.team)
              ? OUTSIDER
              : await open(parts, member, pressed, action === OWN.openHere),
          ),
      )
    })
}

async function open(
  { app, answers }: ListenerContext,
  { client, team }: WorkspaceMember,
  { user, delivery, channel, action }: SlackPress,
  here: boolean,
): Promise<Reply> {
  if (here && (channel === undefined || isDirect(channel))) return NOT_A_MEMBER
  const where = here && channel !== undefined ? channel : 'direct'
  const opened = { case: action.value, by: user, where }
  const may = await app.workspace.mayOpen(opened)
  if (may !== 'yes') return may === 'already' ? OPENED_ALREADY : NOT_YOURS
  // A person's id in the place of a channel is their talk with us.
  const to = where === 'direct' ? user : where
  const drawn = renderBlocks(opening(user, !here), { id: 'opening' })
  let root: { channel?: string | undefined; ts?: string | undefined }
  try {
    root = await client.chat.postMessage({ channel: to, ...NO_UNFURL, ...drawn })
  } catch (error) {
    if (!refusedForGood(error)) throw error
    return NOT_A_MEMBER
  }
  if (root.ts === undefined) return NOT_NOW
  const place = threadRefOf({ team, channel: root.channel ?? to, ts: root.ts })
  const answer = await app.workspace.openThread({ ...opened, place, delivery })
  if (answer) answers.add(answer)
  const url = threadUrl(place)
  return url
    ? {
        ...OPENED,
        parts: [
          ...OPENED.parts,
          { kind: 'links', title: '', links: [{ title: 'The thread', url }] },
        ],
      }
    : {
        ...OPENED,
        parts: [{ kind: 'paragraph', text: ['I have written to you directly; go on there.'] }],
      }
}

/** A private message says the outcome in a new one beside it, a modal in itself. */
function replier(
  { view }: SlackPress,
  { client, respond }: { readonly client: WebClient; readonly respond: RespondFn },
): (reply: Reply) => Promise<void> {
  return async (reply) => {
    const drawn = renderBlocks(reply, { id: 'opened' })
    if (view === undefined)
      await respond({ response_type: 'ephemeral', replace_original: false, ...drawn })
    else await client.views.update({ view_id: view, view: replyView('tfauth', drawn) })
  }
}
