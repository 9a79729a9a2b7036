import type { App as Bolt } from '@slack/bolt'
import type { ListenerContext } from '../answer/listener-context.ts'
import { memberOf } from '../connect/workspace-clients.ts'
import { drawPrivate } from '../draw/draw-private.ts'
import { answeredThere, NO_TEXT, OWN_MESSAGE } from '../draw/notices.ts'
import { renderBlocks } from '../draw/render.ts'
import { SHORTCUT } from '../protocol/action-ids.ts'
import { durable } from '../protocol/durable.ts'
import { guarded } from '../protocol/guarded.ts'
import { threadUrl } from '../protocol/thread-ref.ts'
import { withFile } from '../receive/attach-file.ts'
import { readShortcut } from '../receive/read-message.ts'

/** Wires "Explain AWS auth error": the message is brought along, so no history needs to be read. */
export function onShortcut(bolt: Bolt, parts: ListenerContext): void {
  const { app, answers, log } = parts
  bolt.shortcut(
    { callback_id: SHORTCUT, type: 'message_action' },
    async ({ ack, body, context, respond }) => {
      const show = async (drawn: ReturnType<typeof renderBlocks>) => {
        await respond({ response_type: 'ephemeral', replace_original: false, ...drawn })
      }
      const member = memberOf(context)
      const heard = readShortcut(body, member)
      if (heard === undefined || heard === 'own') {
        await ack()
        return show(renderBlocks(heard === 'own' ? OWN_MESSAGE : NO_TEXT, { id: 'shortcut' }))
      }
      const paste = await withFile(heard, member.botToken, parts.clientOptions?.slackApiUrl)
      const { delivery, place } = paste
      const answer = await durable(() => app.paste(paste), { log, delivery })
      try {
        await ack()
      } finally {
        // Where we are no member, the answer goes to whoever asked.
        if (answer)
          answers.add(answer, {
            elsewhere: async () => {
              const verdict = app.workspace.asPrivate(answer)
              if (verdict) await show(drawPrivate(verdict, undefined))
            },
          })
      }
      if (answer) return
      const there = await app.show(place)
      await guarded({ log, failed: 'nobody could be told' }, () =>
        show(renderBlocks(answeredThere(there && threadUrl(place)), { id: 'shortcut' })),
      )
    },
  )
}
