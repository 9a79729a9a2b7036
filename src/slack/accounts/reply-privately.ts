import type { WebClient } from '@slack/web-api'
import { NO_UNFURL } from '../answer/post-answer.ts'
import type { DrawnMessage } from '../draw/render.ts'
import { replyView } from '../draw/views.ts'
import { isDirect } from '../protocol/thread-ref.ts'
import type { SlackPress } from '../receive/read-press.ts'
import type { Respond } from './link-context.ts'

/** Says something to whoever pressed; what is said again takes the place of what was said before, where Slack can do that. */
export type ReplyPrivately = (drawn: DrawnMessage) => Promise<void>

/** Takes a press; gives how to answer it so that only the presser sees it: in its modal, in their direct messages, or beside the message. */
export function replyPrivatelyTo(
  { view, channel }: Pick<SlackPress, 'view' | 'channel'>,
  { client, respond }: { readonly client: WebClient; readonly respond: Respond },
): ReplyPrivately {
  let posted: string | undefined
  return async (drawn) => {
    if (view !== undefined) {
      const meta = channel === undefined ? {} : { channel }
      await client.views.update({ view_id: view, view: replyView('AWS accounts', drawn, meta) })
    } else if (channel !== undefined && isDirect(channel)) {
      if (posted === undefined)
        posted = (await client.chat.postMessage({ channel, ...NO_UNFURL, ...drawn })).ts
      else await client.chat.update({ channel, ts: posted, parse: 'none', ...drawn })
    } else await respond({ response_type: 'ephemeral', replace_original: false, ...drawn })
  }
}
