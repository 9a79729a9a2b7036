import type { ReceiverEvent } from '@slack/bolt'
import type { ListenerContext } from '../answer/listener-context.ts'
import type { WorkspaceMember } from '../connect/workspace-clients.ts'
import { durable, eventType } from '../protocol/durable.ts'
import { withFile } from '../receive/attach-file.ts'
import type { ChannelRules } from '../receive/channel-rules.ts'
import { joinMessages } from '../receive/join-messages.ts'
import { type Heard, readPaste, SAID } from '../receive/read-message.ts'

/** Takes a delivery; tells whether it is something that somebody said. Asked of each one. */
export function isMessage({ body }: ReceiverEvent): boolean {
  return SAID.includes(eventType(body) ?? '')
}

/** Gives what takes messages: in front of Bolt, which would acknowledge them before they are durable. */
export function onMessage(
  { app, answers, log, clientOptions }: ListenerContext,
  rules: ChannelRules,
): (event: ReceiverEvent, member: WorkspaceMember) => Promise<void> {
  const join = joinMessages()
  return async ({ body, ack }, member) => {
    const heard = readPaste(body, member)
    const take = async (said: Heard) => {
      if (!(await rules.mayHear(said))) return undefined
      const whole = await withFile(said, member.botToken, clientOptions?.slackApiUrl)
      const paste = said.bot ? whole : join(whole)
      // An answer to the open step is one at once, however soon it follows on something else.
      const reply = paste === whole ? undefined : await app.reply(whole)
      const answer = reply ?? (await app.paste(paste))
      return answer && { answer, paste }
    }
    const taken = heard && (await durable(() => take(heard), { log, delivery: heard.delivery }))
    try {
      await ack()
    } finally {
      // Durable is durable: it is answered even when the acknowledgement was lost on its way.
      if (taken)
        answers.add(taken.answer, { revise: (answer) => rules.suppressRepeat(taken.paste, answer) })
    }
  }
}
