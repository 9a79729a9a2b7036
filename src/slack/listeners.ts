import { App as Bolt, LogLevel, type ReceiverEvent } from '@slack/bolt'
import type { Reply } from '../app/reply/reply.ts'
import { makeKeptChecks } from './accounts/kept-checks.ts'
import { type LinkedContext, onLinkButtons } from './accounts/link-buttons.ts'
import { linkForms } from './accounts/link-forms.ts'
import { makePeople } from './accounts/people.ts'
import type { ListenerContext } from './answer/listener-context.ts'
import { postToPerson } from './answer/post-answer.ts'
import { OUTDATED, OUTSIDER } from './draw/notices.ts'
import { decodePress, KNOWN_ACTION, UNKNOWN_ACTION } from './draw/press-codec.ts'
import { stillFailingView } from './draw/views.ts'
import { onCommand } from './entrances/on-command.ts'
import { onForms } from './entrances/on-forms.ts'
import { onHome } from './entrances/on-home.ts'
import { onOpen } from './entrances/on-open-thread.ts'
import { onShortcut } from './entrances/on-shortcut.ts'
import { onStepCheck, pressStepCheck } from './entrances/on-step-check.ts'
import { openForm } from './entrances/open-form.ts'
import { DeliveryError, durable } from './protocol/durable.ts'
import { eventType } from './protocol/event-type.ts'
import { isOutsider, selfOf } from './protocol/identity.ts'
import { boltLog, why } from './protocol/log.ts'
import { withFile } from './receive/attach-file.ts'
import { channelRulesOf } from './receive/channel-rules.ts'
import { joinMessages } from './receive/join-messages.ts'
import { type Heard, readPaste, SAID } from './receive/read-message.ts'
import { readPress, type SlackPress } from './receive/read-press.ts'

/**
 * Bolt, wired: what a person said is durable before Slack hears that we have it, and is answered after.
 * Bolt acknowledges events before it calls any listener, so pastes are taken in front of it.
 */
export function addListeners(parts: ListenerContext): Bolt {
  const { app, answering, log, identity } = parts
  // Its own clients are left alone: everything said goes through `parts.client`, queued and counted.
  const bolt = new Bolt({
    receiver: parts.receiver,
    // No lookup at all: a slow one would stand before every acknowledgement.
    authorize: () => {
      const self = identity()
      if (self === undefined) throw new DeliveryError('Slack has not said yet who we are')
      return Promise.resolve({ botToken: parts.botToken, ...self })
    },
    logger: boltLog(log),
    logLevel: LogLevel.INFO,
    convoStore: false,
    ...(parts.clientOptions === undefined ? {} : { clientOptions: parts.clientOptions }),
  })

  const stitch = joinMessages()
  const rules = channelRulesOf(
    app.workspace,
    async ({ place }) => (await app.show(place)) !== undefined,
  )
  const process = bolt.processEvent.bind(bolt)
  bolt.processEvent = async (event: ReceiverEvent): Promise<void> => {
    const self = identity()
    if (self === undefined) throw new DeliveryError('Slack has not said yet who we are')
    if (event.body.type === 'app_rate_limited') {
      log.warn({}, 'Slack holds events back: this workspace is over its hourly limit')
      return event.ack()
    }
    if (!SAID.includes(eventType(event.body) ?? '')) return process(event)
    const heard = readPaste(event.body, self)
    const take = async (said: Heard) => {
      if (!(await rules.mayHear(said))) return undefined
      const whole = await withFile(said, parts.botToken, parts.clientOptions?.slackApiUrl)
      const paste = said.bot ? whole : stitch(whole)
      const answer = await app.paste(paste)
      return answer && { answer, paste }
    }
    const about = { log, delivery: heard?.delivery ?? '' }
    const taken = heard && (await durable(() => take(heard), about))
    try {
      await event.ack()
    } finally {
      // Durable is durable: it is answered even when the acknowledgement was lost on its way.
      if (taken)
        answering.answer(taken.answer, {
          revise: (answer) => rules.quieten(taken.paste, answer),
        })
    }
  }

  const { linking } = parts
  const linked: LinkedContext | undefined = linking && {
    linking,
    people: makePeople(app.workspace.isAdmin),
    kept: makeKeptChecks(),
    log,
  }
  onCommand(bolt, parts, rules, linked)
  onShortcut(bolt, parts)
  onForms(bolt, parts, rules)
  onHome(bolt, parts, rules, linked)
  onOpen(bolt, parts)
  onStepCheck(bolt, parts)
  onLinkButtons(bolt, parts, linked)
  linkForms(bolt, parts, linked)

  bolt.action(KNOWN_ACTION, async ({ ack, body, context }) => {
    const { client } = parts
    const pressed = readPress(body)
    const press = pressed && decodePress(pressed.action.action_id, pressed.action.value)
    if (press && HOME_ONLY.includes(press.do.kind) && isOutsider(body, selfOf(context).team)) {
      await ack()
      return told(parts, OUTSIDER, pressed)
    }
    if (pressed && press?.do.kind === 'check') {
      await ack()
      return pressStepCheck(parts, press, pressed)
    }
    if (pressed && press?.do.kind === 'still-failing') void askAgain(parts, client, pressed)
    const answer =
      press &&
      (await durable(
        () =>
          app.press({ delivery: pressed.delivery, surface: 'slack', press, presser: pressed.user }),
        {
          log,
          delivery: pressed.delivery,
        },
      ))
    try {
      await ack()
    } finally {
      if (answer !== undefined) answering.answer(answer)
    }
    if (answer === undefined) await told(parts, OUTDATED, pressed)
  })
  bolt.action(UNKNOWN_ACTION, async ({ ack, body }) => {
    await ack()
    await told(parts, OUTDATED, readPress(body))
  })
  // Rethrown, so that the receiver answers 500 and the person sees at once that the press did not arrive.
  bolt.error((error) => {
    const cause: unknown =
      error.code === 'slack_bolt_unknown_error' && 'original' in error ? error.original : error
    if (!(cause instanceof DeliveryError)) log.error(why(cause), 'a listener failed')
    return Promise.reject(new DeliveryError('not taken'))
  })
  return bolt
}

/** Shows a case elsewhere, changes what this workspace learns, or asks its AWS account. */
const HOME_ONLY: readonly string[] = ['share', 'was', 'check']

/** Opens the form for the new error at once, since the right to open one lasts three seconds. */
async function askAgain(
  { log }: ListenerContext,
  client: Parameters<typeof openForm>[0]['client'],
  { trigger, thread }: SlackPress,
): Promise<void> {
  if (trigger === undefined || thread === undefined) return
  const { channel, ts } = thread
  // The step in the thread asks for the new error too, so nobody needs to be told when this fails.
  await openForm({ client, trigger, log, late: () => Promise.resolve() }, (file) =>
    stillFailingView({ channel, ts }, { file }),
  )
}

async function told(
  { client, signal, log }: ListenerContext,
  reply: Reply,
  pressed: SlackPress | undefined,
): Promise<void> {
  if (pressed?.thread === undefined) return
  const { user, thread } = pressed
  try {
    await postToPerson({ client, signal }, reply, thread, { user, inThread: true })
  } catch (error) {
    log.warn(why(error), 'a person could not be told why a button did nothing')
  }
}
