import type { App as Bolt } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Reply } from '../../app/reply/reply.ts'
import type { ListenerContext } from '../answer/listener-context.ts'
import { postToPerson } from '../answer/post-answer.ts'
import { memberOf, type WorkspaceMember } from '../connect/workspace-clients.ts'
import { OUTDATED, OUTSIDER } from '../draw/notices.ts'
import { decodePress, KNOWN_ACTION, UNKNOWN_ACTION } from '../draw/press-codec.ts'
import { stillFailingView } from '../draw/views.ts'
import { durable } from '../protocol/durable.ts'
import { guarded } from '../protocol/guarded.ts'
import { isOutsider } from '../protocol/identity.ts'
import { readPress, type SlackPress } from '../receive/read-press.ts'
import { pressStepCheck } from './on-step-check.ts'
import { openForm } from './open-form.ts'

/** Shows a case elsewhere, changes what this workspace learns, or asks its AWS account. */
const HOME_ONLY: readonly string[] = ['share', 'was', 'check']

/** Wires the buttons of a case: a press is durable before Slack hears that we have it, and answered after. */
export function onPress(bolt: Bolt, parts: ListenerContext): void {
  const { app, answers, log } = parts
  bolt.action(KNOWN_ACTION, async ({ ack, body, context }) => {
    const member = memberOf(context)
    const pressed = readPress(body)
    const press = pressed && decodePress(pressed.action.action_id, pressed.action.value)
    if (press && HOME_ONLY.includes(press.do.kind) && isOutsider(body, member.team)) {
      await ack()
      return postNotice(parts, member, OUTSIDER, pressed)
    }
    if (pressed && press?.do.kind === 'check') {
      await ack()
      return pressStepCheck(parts, member, press, pressed)
    }
    if (pressed && press?.do.kind === 'still-failing') void askAgain(parts, member.client, pressed)
    const { delivery = '', user: presser = '' } = pressed ?? {}
    const answer =
      press &&
      (await durable(() => app.press({ delivery, surface: 'slack', press, presser }), {
        log,
        delivery,
      }))
    try {
      await ack()
    } finally {
      if (answer !== undefined) answers.add(answer)
    }
    if (answer === undefined) await postNotice(parts, member, OUTDATED, pressed)
  })
  bolt.action(UNKNOWN_ACTION, async ({ ack, body, context }) => {
    await ack()
    await postNotice(parts, memberOf(context), OUTDATED, readPress(body))
  })
}

/** Opens the form for the new error at once, since the right to open one lasts three seconds. */
async function askAgain(
  { log }: ListenerContext,
  client: WebClient,
  { trigger, thread }: SlackPress,
): Promise<void> {
  if (trigger === undefined || thread === undefined) return
  const { channel, ts } = thread
  // The step in the thread asks for the new error too, so nobody needs to be told when this fails.
  await openForm({ client, trigger, log, late: () => Promise.resolve() }, (file) =>
    stillFailingView({ channel, ts }, { file }),
  )
}

async function postNotice(
  { signal, log }: ListenerContext,
  { client }: WorkspaceMember,
  reply: Reply,
  pressed: SlackPress | undefined,
): Promise<void> {
  if (pressed?.thread === undefined) return
  const { user, thread } = pressed
  await guarded({ log, failed: 'a person could not be told why a button did nothing' }, () =>
    postToPerson({ client, signal }, reply, thread, { user, inThread: true }),
  )
}
