import type { App as Bolt } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { isCheck } from '../../app/checks/all-checks.ts'
import { FIELD_IDS, optionOf } from '../../app/checks/kinds/fields.ts'
import type { Press, Reply } from '../../app/reply/reply.ts'
import type { ListenerContext } from '../answer/listener-context.ts'
import { postToPerson } from '../answer/post-answer.ts'
import { memberOf, type WorkspaceMember } from '../connect/workspace-clients.ts'
import { NOT_NOW, OUTDATED, OUTSIDER } from '../draw/notices.ts'
import { FORMS } from '../protocol/action-ids.ts'
import { guarded } from '../protocol/guarded.ts'
import { isOutsider } from '../protocol/identity.ts'
import type { SlackPress } from '../receive/read-press.ts'
import { openForm } from './open-form.ts'
import { readStepCheck, stepCheckView } from './step-check-view.ts'

type Thread = { readonly team: string; readonly channel: string; readonly ts: string }

/**
 * Takes a press on "Check it", which Slack has heard by now: AWS may take longer than Slack waits. Opens a form where
 * something has to be typed, and asks AWS where nothing has.
 */
export async function pressStepCheck(
  parts: ListenerContext,
  { client }: WorkspaceMember,
  press: Press,
  { delivery, user, thread, trigger }: SlackPress,
): Promise<void> {
  const { log, signal } = parts
  const action = press.do
  if (action.kind !== 'check' || thread === undefined) return
  if (action.asks.length === 0) return ask(parts, client, press, { delivery, user, thread })
  if (trigger === undefined) return
  const { channel, ts } = thread
  const { check } = action
  if (!isCheck(check)) return
  const asks = FIELD_IDS.filter((part) => action.asks.includes(part))
  const late = (reply: Reply) =>
    postToPerson({ client, signal }, reply, thread, { user, inThread: true })
  await openForm({ client, trigger, log, late }, () =>
    stepCheckView(
      { channel, ts, case: press.case, revision: press.revision, check, asks },
      asks.filter((part) => optionOf(part) === undefined),
    ),
  )
}

/** Wires the form that asks for what a check lacks. */
export function onStepCheck(bolt: Bolt, parts: ListenerContext): void {
  bolt.view(
    { callback_id: FORMS.stepCheck, type: 'view_submission' },
    async ({ ack, body, context }) => {
      await ack()
      const { client, team } = memberOf(context)
      const read = readStepCheck(body)
      if (!read) return
      const { press, user, delivery, thread } = read
      if (isOutsider(body, team))
        return postToPerson({ client, signal: parts.signal }, OUTSIDER, thread, {
          user,
          inThread: true,
        })
      await ask(parts, client, press, { delivery, user, thread })
    },
  )
}

async function ask(
  { app, answers, log, signal }: ListenerContext,
  client: WebClient,
  press: Press,
  {
    delivery,
    user,
    thread,
  }: { readonly delivery: string; readonly user: string; readonly thread: Thread },
): Promise<void> {
  const notify = (reply: Reply) =>
    postToPerson({ client, signal }, reply, thread, { user, inThread: true })
  const failed = 'AWS could not be asked for a step'
  await guarded({ log, failed, tell: () => notify(NOT_NOW) }, async () => {
    const answer = await app.press({ delivery, surface: 'slack', press, presser: user })
    if (answer) answers.add(answer)
    else await notify(OUTDATED)
  })
}
