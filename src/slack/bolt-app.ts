import { App as Bolt, LogLevel, type Receiver, type ReceiverEvent } from '@slack/bolt'
import type { App } from '../app/app.ts'
import type { Library } from '../app/library.ts'
import type { Reply } from '../app/reply.ts'
import type { Answering } from './answering.ts'
import { decodePress, KNOWN_ACTION, UNKNOWN_ACTION } from './buttons.ts'
import { DeliveryError, durable } from './durable.ts'
import { readPaste } from './inbound.ts'
import { onCommand } from './on-command.ts'
import { onForms } from './on-forms.ts'
import { onHome } from './on-home.ts'
import { onOpen } from './on-open.ts'
import { onShortcut } from './on-shortcut.ts'
import { openForm } from './open-form.ts'
import { type Pressed, readPress } from './press-body.ts'
import { rulesOf } from './rules.ts'
import { sayToPerson, type Voice } from './say.ts'
import { OUTDATED, OUTSIDER } from './sentences.ts'
import type { Identity } from './sign-in.ts'
import { boltLog, type Log, why } from './slack-log.ts'
import { stitching } from './stitch.ts'
import { isOutsider, selfOf } from './team.ts'
import { stillFailingView } from './views.ts'
import { withFile } from './with-file.ts'

export type BoltParts = {
  readonly app: App
  readonly library: Library
  readonly receiver: Receiver
  readonly botToken: string
  /** Who we are; `undefined` until Slack has said so. */
  readonly identity: () => Identity | undefined
  readonly answering: Answering
  readonly client: Voice['client']
  readonly clientOptions: NonNullable<ConstructorParameters<typeof Bolt>[0]>['clientOptions']
  readonly log: Log
  readonly signal: AbortSignal
}

/**
 * Bolt, wired: what a person said is durable before Slack hears that we have it, and is answered after.
 * Bolt acknowledges events before it calls any listener, so pastes are taken in front of it.
 */
export function boltApp(parts: BoltParts): Bolt {
  const { app, answering, log, identity } = parts
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

  const stitch = stitching()
  const rules = rulesOf(app.board, async ({ place }) => (await app.show(place)) !== undefined)
  const process = bolt.processEvent.bind(bolt)
  bolt.processEvent = async (event: ReceiverEvent): Promise<void> => {
    const self = identity()
    if (self === undefined) throw new DeliveryError('Slack has not said yet who we are')
    if (event.body.type === 'app_rate_limited') {
      log.warn({}, 'Slack holds events back: this workspace is over its hourly limit')
      return event.ack()
    }
    const heard = readPaste(event.body, self)
    const answer =
      heard &&
      (await durable(
        async () => {
          if (!(await rules.mayHear(heard))) return undefined
          const whole = await withFile(heard, parts.botToken, parts)
          const paste = heard.bot ? whole : stitch(whole)
          const taken = await app.paste(paste)
          return taken && rules.quieten(paste, taken)
        },
        { log, delivery: heard.delivery },
      ))
    try {
      await process(event)
    } finally {
      // Durable is durable: it is answered even when the acknowledgement was lost on its way.
      if (answer !== undefined) answering.answer(answer)
    }
  }

  onCommand(bolt, parts, rules)
  onShortcut(bolt, parts)
  onForms(bolt, parts, rules)
  onHome(bolt, parts, rules)
  onOpen(bolt, parts)

  bolt.action(KNOWN_ACTION, async ({ ack, body, client, context }) => {
    const pressed = readPress(body)
    const press = pressed && decodePress(pressed.action.action_id, pressed.action.value)
    if (press && HOME_ONLY.includes(press.do.kind) && isOutsider(body, selfOf(context).team)) {
      await ack()
      return told(parts, OUTSIDER, pressed)
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

/** Shows a case elsewhere, or changes what this workspace learns. */
const HOME_ONLY: readonly string[] = ['share', 'was']

/** Opens the form for the new error at once, since the right to open one lasts three seconds. */
async function askAgain(
  { log }: BoltParts,
  client: Parameters<typeof openForm>[0]['client'],
  { trigger, thread }: Pressed,
): Promise<void> {
  if (trigger === undefined || thread === undefined) return
  const { channel, ts } = thread
  // The step in the thread asks for the new error too, so nobody needs to be told when this fails.
  await openForm({ client, trigger, log, late: () => Promise.resolve() }, (file) =>
    stillFailingView({ channel, ts }, { file }),
  )
}

async function told(
  { client, signal, log }: BoltParts,
  reply: Reply,
  pressed: Pressed | undefined,
): Promise<void> {
  if (pressed?.thread === undefined) return
  const { user, thread } = pressed
  try {
    await sayToPerson({ client, signal }, reply, thread, { user, inThread: true })
  } catch (error) {
    log.warn(why(error), 'a person could not be told why a button did nothing')
  }
}
