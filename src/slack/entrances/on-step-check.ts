import type { App as Bolt } from '@slack/bolt'
import type { Press } from '../../app/reply/reply.ts'
import { CHECK_PARTS } from '../../core/case/check-ids.ts'
import type { ListenerContext } from '../answer/listener-context.ts'
import { postToPerson } from '../answer/post-answer.ts'
import { NOT_NOW, OUTDATED, OUTSIDER } from '../draw/notices.ts'
import { FORMS } from '../protocol/action-ids.ts'
import { isOutsider, selfOf } from '../protocol/identity.ts'
import { why } from '../protocol/log.ts'
import type { SlackPress } from '../receive/read-press.ts'
import { openForm } from './open-form.ts'
import { readStepCheck, stepCheckView } from './step-check-view.ts'

type Thread = { readonly team: string; readonly channel: string; readonly ts: string }

/** What a check says more with, and does without. */
const OPTIONAL: readonly string[] = ['caller', 'external-id', 'duration']

/**
 * Takes a press on "Check it", which Slack has heard by now: AWS may take longer than Slack waits. Opens a form where
 * something has to be typed, and asks AWS where nothing has.
 */
export async function pressStepCheck(
  parts: ListenerContext,
  press: Press,
  { delivery, user, thread, trigger }: SlackPress,
): Promise<void> {
  const { client, log } = parts
  const deed = press.do
  if (deed.kind !== 'check' || thread === undefined) return
  if (deed.asks.length === 0) return ask(parts, press, { delivery, user, thread })
  if (trigger === undefined) return
  const { channel, ts } = thread
  const { check } = deed
  const asks = CHECK_PARTS.filter((part) => deed.asks.includes(part))
  const late = (reply: Parameters<typeof postToPerson>[1]) =>
    postToPerson(parts, reply, thread, { user, inThread: true })
  await openForm({ client, trigger, log, late }, () =>
    stepCheckView(
      { channel, ts, case: press.case, revision: press.revision, check, asks },
      asks.filter((part) => !OPTIONAL.includes(part)),
    ),
  )
}

/** Wires the form that asks for what a check lacks. */
export function onStepCheck(bolt: Bolt, parts: ListenerContext): void {
  bolt.view(
    { callback_id: FORMS.stepCheck, type: 'view_submission' },
    async ({ ack, body, context }) => {
      await ack()
      const read = readStepCheck(body)
      if (!read) return
      const { press, user, delivery, thread } = read
      if (isOutsider(body, selfOf(context).team))
        return void (await postToPerson(parts, OUTSIDER, thread, { user, inThread: true }))
      await ask(parts, press, { delivery, user, thread })
    },
  )
}

async function ask(
  parts: ListenerContext,
  press: Press,
  {
    delivery,
    user,
    thread,
  }: { readonly delivery: string; readonly user: string; readonly thread: Thread },
): Promise<void> {
  const { app, answering, log } = parts
  try {
    const answer = await app.press({ delivery, surface: 'slack', press, presser: user })
    if (answer) return answering.answer(answer)
    await postToPerson(parts, OUTDATED, thread, { user, inThread: true })
  } catch (error) {
    log.warn(why(error), 'AWS could not be asked for a step')
    await postToPerson(parts, NOT_NOW, thread, { user, inThread: true }).catch((again: unknown) =>
      log.warn(why(again), 'a person could not be told'),
    )
  }
}
