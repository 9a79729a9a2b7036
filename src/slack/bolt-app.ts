import { App as Bolt, LogLevel, type Receiver, type ReceiverEvent } from '@slack/bolt'
import { z } from 'zod'
import type { App } from '../app/app.ts'
import type { Library } from '../app/library.ts'
import type { Answering } from './answering.ts'
import { decodePress, KNOWN_ACTION, UNKNOWN_ACTION } from './buttons.ts'
import { answerCommand, COMMAND } from './command.ts'
import { download } from './download.ts'
import { type Heard, readPaste } from './inbound.ts'
import { OUTDATED } from './outdated.ts'
import { render } from './render.ts'
import { sayToPerson, type Voice } from './say.ts'
import type { Identity } from './sign-in.ts'
import { boltLog, type Log, why } from './slack-log.ts'
import { stitching } from './stitch.ts'

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

/** A delivery was not accepted: the receiver must not acknowledge it, so that Slack sends it again. */
class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
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
  const process = bolt.processEvent.bind(bolt)
  bolt.processEvent = async (event: ReceiverEvent): Promise<void> => {
    const self = identity()
    if (self === undefined) throw new DeliveryError('Slack has not said yet who we are')
    if (event.body.type === 'app_rate_limited') {
      log.warn({}, 'Slack holds events back: this workspace is over its hourly limit')
      return event.ack()
    }
    const heard = readPaste(event.body, self.botUserId)
    const paste = heard && stitch(await withFile(heard, parts))
    const answer =
      paste && (await durable(() => app.paste(paste), { log, delivery: paste.delivery }))
    try {
      await process(event)
    } finally {
      // Durable is durable: it is answered even when the acknowledgement was lost on its way.
      if (answer !== undefined) answering.answer(answer)
    }
  }

  // Looked up at once, so the answer travels inside the acknowledgement and nobody else sees it.
  bolt.command(COMMAND, async ({ ack, command }) => {
    const drawn = render(answerCommand(parts.library, command.text), { id: 'command' })
    await ack({ response_type: 'ephemeral', ...drawn })
  })

  bolt.action(KNOWN_ACTION, async ({ ack, body }) => {
    const pressed = readPress(body)
    const press = pressed && decodePress(pressed.action.action_id, pressed.action.value)
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
    if (answer === undefined) await outdated(parts, pressed)
  })
  bolt.action(UNKNOWN_ACTION, async ({ ack, body }) => {
    await ack()
    await outdated(parts, readPress(body))
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

/** The text of the file that came with a message, when it can be had, in place of its first lines. */
async function withFile(heard: Heard, { botToken, clientOptions }: BoltParts): Promise<Heard> {
  if (heard.file === undefined) return heard
  const base = clientOptions?.slackApiUrl
  const local = base !== undefined && !base.startsWith('https:') ? [new URL(base).host] : []
  const text = await download(heard.file, botToken, local)
  return text === undefined
    ? heard
    : { ...heard, text: [heard.typed, text].filter(Boolean).join('\n') }
}

/** Runs what makes a delivery durable; its failure is logged here, without the words of the person. */
async function durable<T>(
  accept: () => Promise<T>,
  { log, delivery }: { readonly log: Log; readonly delivery: string },
): Promise<T> {
  try {
    return await accept()
  } catch (error) {
    log.error(
      { delivery, ...why(error) },
      'a delivery could not be made durable and was not acknowledged',
    )
    throw new DeliveryError('not durable')
  }
}

const id = z.string().min(1)
const actions = z.looseObject({
  trigger_id: id.optional().catch(undefined),
  user: z.looseObject({ id }),
  channel: z.looseObject({ id }).optional().catch(undefined),
  container: z
    .looseObject({
      message_ts: id.optional().catch(undefined),
      thread_ts: id.optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  message: z
    .looseObject({ ts: id.optional().catch(undefined), thread_ts: id.optional().catch(undefined) })
    .optional()
    .catch(undefined),
  actions: z
    .array(
      z
        .looseObject({
          action_id: id,
          action_ts: id.optional().catch(undefined),
          value: z.string().optional().catch(undefined),
          selected_option: z.looseObject({ value: z.string() }).nullish().catch(undefined),
          selected_conversation: z.string().nullish().catch(undefined),
        })
        // A menu says what was chosen in a place of its own.
        .transform(({ selected_option, selected_conversation, ...action }) => ({
          ...action,
          value: action.value ?? selected_option?.value ?? selected_conversation ?? '',
        })),
    )
    .min(1),
})

type Pressed = {
  readonly delivery: string
  readonly user: string
  readonly action: { readonly action_id: string; readonly value: string }
  readonly thread:
    | { readonly team: string; readonly channel: string; readonly ts: string }
    | undefined
}

/** Who pressed what, and where; Slack does not repeat presses, yet a signed request can be replayed. */
function readPress(body: unknown): Pressed | undefined {
  const read = actions.safeParse(body).data
  const [action] = read?.actions ?? []
  if (read === undefined || action === undefined) return undefined
  const channel = read.channel?.id
  const ts =
    read.message?.thread_ts ??
    read.container?.thread_ts ??
    read.message?.ts ??
    read.container?.message_ts
  return {
    delivery: `slack:press:${read.trigger_id ?? `${channel ?? ''}:${ts ?? ''}:${action.action_ts ?? ''}:${read.user.id}`}`,
    user: read.user.id,
    action,
    thread: channel === undefined || ts === undefined ? undefined : { team: '', channel, ts },
  }
}

async function outdated(
  { client, signal, log }: BoltParts,
  pressed: Pressed | undefined,
): Promise<void> {
  if (pressed?.thread === undefined) return
  const { user, thread } = pressed
  try {
    await sayToPerson({ client, signal }, OUTDATED, thread, { user, inThread: true })
  } catch (error) {
    log.warn(why(error), 'a person could not be told that a button is out of date')
  }
}
