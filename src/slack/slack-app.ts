import type { HTTPReceiver } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import type { App } from '../app/app.ts'
import type { Library } from '../app/library.ts'
import { answering } from './answering.ts'
import { boltApp } from './bolt-app.ts'
import { httpDoor, type Route } from './http-door.ts'
import { type Identity, persist, signIn } from './sign-in.ts'
import { boltLog, type Log } from './slack-log.ts'
import { socketLink } from './socket-link.ts'

export type SlackOptions = {
  readonly app: App
  readonly library: Library
  readonly log: Log
  readonly botToken: string
  readonly transport:
    | { readonly kind: 'socket'; readonly appToken: string }
    | {
        readonly kind: 'http'
        readonly signingSecret: string
        readonly host: string
        readonly port: number
        /** Pages served beside Slack's requests, from the first moment on. */
        readonly routes: readonly Route[]
      }
  /** Another Web API base, for local emulators; ends in a slash. */
  readonly slackApiUrl?: string | undefined
  /** Called when Slack refuses a token after `openSlack` has returned; by then nothing is tried any more. */
  readonly onRefused?: (error: Error) => void
}

export type Slack = {
  /** Stops listening, lets answers being said end, and disconnects. */
  close(): Promise<void>
  /** Whether deliveries arrive: signed in and, with Socket Mode, connected. */
  ready(): boolean
  /** Where HTTP listens; `undefined` with Socket Mode. */
  readonly port: number | undefined
}

const SWEEP_MS = 10_000
const FAREWELL_MS = 5_000

/**
 * Connects the app to one Slack workspace. Returns once Slack has accepted the tokens, or at once
 * when Slack cannot be reached: then it goes on trying, and `ready()` tells.
 * Throws `SlackTokenError` when Slack refuses a token, and what `listen` throws when the port is taken.
 */
export async function openSlack(options: SlackOptions): Promise<Slack> {
  const { app, library, log, botToken, transport, slackApiUrl } = options
  const closing = new AbortController()
  const { signal } = closing
  const clientOptions = {
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
    timeout: 6_000,
    // Otherwise one slow method holds up all others.
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 1, minTimeout: 300, maxTimeout: 1_000 },
  }
  // A client of its own options object: Bolt writes into the one it is given.
  const client = new WebClient(botToken, { ...clientOptions, logger: boltLog(log) })
  const mouth = answering({ app, client, log, signal })
  const refused = options.onRefused ?? (() => undefined)

  const link =
    transport.kind === 'socket'
      ? socketLink({ appToken: transport.appToken, slackApiUrl, log, onRefused: refused })
      : undefined
  const door =
    transport.kind === 'http' ? httpDoor(transport.signingSecret, transport.routes, log) : undefined
  const receiver = link?.receiver ?? door
  if (receiver === undefined) throw new Error('no transport')

  let self: Identity | undefined
  boltApp({
    app,
    library,
    receiver,
    botToken,
    identity: () => self,
    answering: mouth,
    client,
    clientOptions: { ...clientOptions },
    log,
    signal,
  })
  // HTTP listens before Slack answers, so that health can be asked; events get 500 and come again.
  const port =
    transport.kind === 'http' && door !== undefined
      ? await listen(door, { host: transport.host, port: transport.port })
      : undefined

  const stop = async (): Promise<void> => {
    closing.abort()
    await Promise.allSettled([link?.close(), door?.stop()])
  }

  let sweeping: NodeJS.Timeout | undefined
  let unreachable: () => void = () => undefined
  const firstTrouble = new Promise<void>((resolve) => {
    unreachable = resolve
  })
  const watched: Log = {
    info: (about, words) => log.info(about, words),
    error: (about, words) => log.error(about, words),
    warn: (about, words) => {
      log.warn(about, words)
      unreachable()
    },
  }
  const start = async (): Promise<void> => {
    const found = await persist(() => signIn(client), { log: watched, signal })
    if (found === undefined) return
    self = found
    await link?.connect(watched)
    if (signal.aborted) return
    void mouth.sweep()
    sweeping = setInterval(() => {
      if (ready()) void mouth.sweep()
    }, SWEEP_MS)
    sweeping.unref()
  }
  const ready = (): boolean => self !== undefined && !signal.aborted && (link?.connected() ?? true)

  const started = start()
  try {
    await Promise.race([started, firstTrouble])
  } catch (error) {
    await stop()
    throw error
  }
  started.catch((error: unknown) => {
    log.error({}, error instanceof Error ? error.message : 'Slack could not be opened')
    if (error instanceof Error) refused(error)
  })

  return {
    port,
    ready,
    async close() {
      clearInterval(sweeping)
      await Promise.allSettled([link?.close(), door?.stop()])
      await Promise.race([mouth.idle(), elapsed(FAREWELL_MS)])
      await stop()
    },
  }
}

async function listen(door: HTTPReceiver, at: { host: string; port: number }): Promise<number> {
  const address = (await door.start(at)).address()
  return typeof address === 'object' && address !== null ? address.port : at.port
}

function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
