import type { HTTPReceiver, Receiver } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import type { AccountLinks } from '../app/accounts/linking.ts'
import type { App } from '../app/app.ts'
import type { Library } from '../app/lookup/library.ts'
import type { Installations } from '../app/ports/installation-store.ts'
import { type Metrics, makeMetrics } from '../app/ports/metrics.ts'
import type { LinkNotifier } from './accounts/link-notifier.ts'
import { makeAnswerQueue } from './answer/answer-queue.ts'
import { makeAckLoad } from './connect/ack-load.ts'
import { httpReceiver, type Route } from './connect/http-receiver.ts'
import { type InstalledClients, installedClients } from './connect/installed-clients.ts'
import { QueuedClient } from './connect/queued-client.ts'
import { makeQueue } from './connect/rate-limit-queue.ts'
import { signInLoop } from './connect/sign-in-loop.ts'
import { type SocketReceiver, socketReceiver } from './connect/socket-receiver.ts'
import { oneWorkspaceClients, type WorkspaceClients } from './connect/workspace-clients.ts'
import { oauthRoutes } from './install/oauth-routes.ts'
import { oauthRenewal } from './install/token-renewal.ts'
import { addListeners } from './listeners.ts'
import { boltLog, type Log, why } from './protocol/log.ts'

export type SlackOptions = {
  readonly app: App
  readonly library: Library
  /** The linked AWS accounts, and what tells people about them here. */
  readonly linking?: { readonly linking: AccountLinks; readonly notifier: LinkNotifier } | undefined
  readonly log: Log
  /** Of the one workspace, or how the app is installed into many; that goes over HTTP only. */
  readonly botToken?: string
  readonly oauth?: Oauth
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
  readonly metrics?: Metrics
  /** Another Web API base, for local emulators; ends in a slash. */
  readonly slackApiUrl?: string | undefined
  /** Called when Slack refuses a token after `openSlack` has returned; by then nothing is tried any more. */
  readonly onRefused?: (error: Error) => void
}

type Oauth = {
  readonly clientId: string
  readonly clientSecret: string
  readonly stateSecret: string
  readonly installations: Installations
}

export type Slack = {
  /** Stops listening, lets answers being posted end, and disconnects. */
  close(): Promise<void>
  /** Whether deliveries arrive: signed in and, with Socket Mode, connected. */
  ready(): boolean
  /** Where HTTP listens; `undefined` with Socket Mode. */
  readonly port: number | undefined
}

const SWEEP_MS = 10_000
const FAREWELL_MS = 5_000
// A workspace that comes back within this time finds its cases; after it nothing of it is left.
const KEPT_MS = 30 * 24 * 3_600_000
const FORGET_MS = 3_600_000

/**
 * Connects the app to one Slack workspace, or to all it is installed in. Returns once Slack has accepted the tokens, or at once
 * when Slack cannot be reached: then it goes on trying, and `ready()` tells.
 * Throws `SlackTokenError` when Slack refuses a token, and what `listen` throws when the port is taken.
 */
export async function openSlack(options: SlackOptions): Promise<Slack> {
  const { app, library, log, botToken = '', oauth, slackApiUrl } = options
  const { onRefused = () => undefined, metrics = makeMetrics() } = options
  const closing = new AbortController()
  const { signal } = closing
  const timers: NodeJS.Timeout[] = []
  const clientOptions = clientOptionsFor(slackApiUrl)
  const queue = makeQueue(signal)
  // A client of its own options object: Bolt writes into the one it is given.
  const connect = (workspace: string, token: string): WebClient =>
    new QueuedClient(
      token,
      { ...clientOptions, logger: boltLog(log) },
      { queue, metrics, workspace },
    )
  const client = connect('', botToken)
  const { receiver, socket, http } = openTransport(options, clientOptions, onRefused)
  const signIn = signInLoop({ client: oauth ? undefined : client, socket, log, signal })
  const workspaces: WorkspaceClients =
    oauth === undefined
      ? oneWorkspaceClients(signIn.identity, botToken, client)
      : installedWorkspaces(oauth, { connect, clientOptions, log, signal })
  options.linking?.notifier.connect(workspaces)
  const load = makeAckLoad()
  const answers = makeAnswerQueue({ app, workspaces, log, signal, metrics, busy: load.busy })
  addListeners({
    app,
    library,
    linking: options.linking?.linking,
    receiver,
    route: { workspaces, metrics, load, log },
    answers,
    clientOptions: { ...clientOptions },
    log,
    signal,
  })
  // HTTP listens before Slack answers, so that health can be asked; events get 500 and come again.
  const port = await http?.listen()

  const start = async (): Promise<void> => {
    await signIn.start()
    if (signal.aborted) return
    if (oauth !== undefined) timers.push(forgetDeparted(oauth.installations, log))
    const sweep = (): void => {
      if (signIn.ready()) void answers.sweep()
    }
    sweep()
    timers.push(setInterval(sweep, SWEEP_MS).unref())
  }
  const stop = async (): Promise<void> => {
    closing.abort()
    await Promise.allSettled([socket?.close(), http?.close()])
  }
  const started = start()
  try {
    await Promise.race([started, signIn.unreachable])
  } catch (error) {
    await stop()
    throw error
  }
  started.catch((error: unknown) => {
    log.error({}, error instanceof Error ? error.message : 'Slack could not be opened')
    if (error instanceof Error) onRefused(error)
  })

  return {
    port,
    ready: signIn.ready,
    async close() {
      for (const timer of timers) clearInterval(timer)
      await Promise.allSettled([socket?.close(), http?.close()])
      await Promise.race([answers.idle(), elapsed(FAREWELL_MS)])
      await stop()
    },
  }
}

function clientOptionsFor(slackApiUrl: string | undefined) {
  return {
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
    timeout: 6_000,
    // Otherwise one slow method holds up all others.
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 1, minTimeout: 300, maxTimeout: 1_000 },
  }
}

function installedWorkspaces(
  { installations, clientId, clientSecret }: Oauth,
  {
    clientOptions,
    ...parts
  }: Pick<InstalledClients, 'connect' | 'log' | 'signal'> & {
    readonly clientOptions: ReturnType<typeof clientOptionsFor>
  },
): WorkspaceClients {
  // A refresh token is taken once: a second try after a lost answer could only fail.
  const renewing = new WebClient(undefined, {
    ...clientOptions,
    retryConfig: { retries: 0 },
    logger: boltLog(parts.log),
  })
  return installedClients({
    ...parts,
    installations,
    renewal: oauthRenewal(renewing, clientId, clientSecret),
  })
}

type Transport = {
  readonly receiver: Receiver
  readonly socket?: SocketReceiver
  readonly http?: { listen(): Promise<number>; close(): Promise<unknown> }
}

function openTransport(
  { transport, oauth, slackApiUrl, log }: SlackOptions,
  clientOptions: ReturnType<typeof clientOptionsFor>,
  onRefused: (error: Error) => void,
): Transport {
  if (transport.kind === 'socket') {
    const socket = socketReceiver({ appToken: transport.appToken, slackApiUrl, log, onRefused })
    return { receiver: socket.receiver, socket }
  }
  const { signingSecret, routes, host, port } = transport
  const pages =
    oauth && oauthRoutes({ ...oauth, slackApiUrl, clientOptions: { ...clientOptions }, log })
  const receiver = httpReceiver(signingSecret, routes, log, pages)
  return {
    receiver: withoutInstaller(receiver),
    http: { listen: () => listen(receiver, { host, port }), close: () => receiver.stop() },
  }
}

/** Bolt takes a receiver with an installer for one that also finds tokens; ours are found by `Workspaces`. */
function withoutInstaller(http: HTTPReceiver): Receiver {
  return { init: (bolt) => http.init(bolt), start: () => http.start(0), stop: () => http.stop() }
}

/** Deletes, hourly, what is left of workspaces that removed the app a month ago. */
function forgetDeparted(installations: Installations, log: Log): NodeJS.Timeout {
  const once = (): void => {
    installations.forgetDeparted(KEPT_MS).then(
      (count) => count > 0 && log.info({ count }, 'workspaces that left were forgotten'),
      (error: unknown) => log.warn(why(error), 'workspaces that left could not be forgotten yet'),
    )
  }
  once()
  return setInterval(once, FORGET_MS).unref()
}

async function listen(http: HTTPReceiver, at: { host: string; port: number }): Promise<number> {
  const address = (await http.start(at)).address()
  return typeof address === 'object' && address !== null ? address.port : at.port
}

function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
