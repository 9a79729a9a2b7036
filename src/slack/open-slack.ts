import { AsyncLocalStorage } from 'node:async_hooks'
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
import { installedClients } from './connect/installed-clients.ts'
import { QueuedClient } from './connect/queued-client.ts'
import { makeQueue } from './connect/rate-limit-queue.ts'
import { routeWorkspaces } from './connect/route-workspace.ts'
import { persist, signIn } from './connect/sign-in.ts'
import { socketReceiver } from './connect/socket-receiver.ts'
import {
  oneWorkspaceClients,
  type WorkspaceClients,
  type WorkspaceMember,
} from './connect/workspace-clients.ts'
import { oauthRoutes } from './install/oauth-routes.ts'
import { oauthRenewal } from './install/token-renewal.ts'
import { addListeners } from './listeners.ts'
import type { BotIdentity } from './protocol/identity.ts'
import { boltLog, type Log, why } from './protocol/log.ts'

export type SlackOptions = {
  readonly app: App
  readonly library: Library
  /** The linked AWS accounts, and by what linking speaks here. */
  readonly linking?: { readonly linking: AccountLinks; readonly voice: LinkNotifier } | undefined
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
  /** Stops listening, lets answers being said end, and disconnects. */
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
  const { app, library, log, botToken = '', oauth, transport, slackApiUrl } = options
  const metrics = options.metrics ?? makeMetrics()
  const closing = new AbortController()
  const { signal } = closing
  const clientOptions = {
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
    timeout: 6_000,
    // Otherwise one slow method holds up all others.
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 1, minTimeout: 300, maxTimeout: 1_000 },
  }
  const queue = makeQueue(signal)
  // A client of its own options object: Bolt writes into the one it is given.
  const connect = (workspace: string, token: string): WebClient =>
    new QueuedClient(
      token,
      { ...clientOptions, logger: boltLog(log) },
      { queue, metrics, workspace },
    )
  const client = connect('', botToken)
  let self: BotIdentity | undefined
  const workspaces: WorkspaceClients =
    oauth === undefined
      ? oneWorkspaceClients(() => self, botToken, client)
      : installedClients({
          installations: oauth.installations,
          connect,
          // A refresh token is taken once: a second try after a lost answer could only fail.
          renewal: oauthRenewal(
            new WebClient(undefined, {
              ...clientOptions,
              retryConfig: { retries: 0 },
              logger: boltLog(log),
            }),
            oauth.clientId,
            oauth.clientSecret,
          ),
          log,
          signal,
        })
  const arriving = makeAckLoad()
  const mouth = makeAnswerQueue({ app, workspaces, log, signal, metrics, busy: arriving.busy })
  const refused = options.onRefused ?? (() => undefined)

  const link =
    transport.kind === 'socket'
      ? socketReceiver({ appToken: transport.appToken, slackApiUrl, log, onRefused: refused })
      : undefined
  const door =
    transport.kind === 'http'
      ? httpReceiver(
          transport.signingSecret,
          transport.routes,
          log,
          oauth && oauthRoutes({ ...oauth, slackApiUrl, clientOptions: { ...clientOptions }, log }),
        )
      : undefined
  const receiver = link?.receiver ?? (door && withoutInstaller(door))
  if (receiver === undefined) throw new Error('no transport')

  const here = new AsyncLocalStorage<WorkspaceMember>()
  options.linking?.voice.connect(workspaces)
  const bolt = addListeners({
    app,
    library,
    linking: options.linking?.linking,
    receiver,
    get botToken() {
      return here.getStore()?.botToken ?? botToken
    },
    identity: () => here.getStore() ?? self,
    answering: mouth,
    get client() {
      return here.getStore()?.client ?? client
    },
    clientOptions: { ...clientOptions },
    log,
    signal,
  })
  routeWorkspaces(bolt, { workspaces, here, metrics, arriving, log })
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
  let forgetting: NodeJS.Timeout | undefined
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
  let signedIn = false
  const start = async (): Promise<void> => {
    // Installed into many workspaces, each has a token of its own, and none of them is anyone's to wait for.
    if (oauth === undefined) {
      self = await persist(() => signIn(client), { log: watched, signal })
      if (self === undefined) return
    }
    signedIn = true
    await link?.connect(watched)
    if (signal.aborted) return
    if (oauth !== undefined) forgetting = forgetDeparted(oauth.installations, log)
    void mouth.sweep()
    sweeping = setInterval(() => {
      if (ready()) void mouth.sweep()
    }, SWEEP_MS)
    sweeping.unref()
  }
  const ready = (): boolean => signedIn && !signal.aborted && (link?.connected() ?? true)

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
      clearInterval(forgetting)
      await Promise.allSettled([link?.close(), door?.stop()])
      await Promise.race([mouth.idle(), elapsed(FAREWELL_MS)])
      await stop()
    },
  }
}

/** Bolt takes a receiver with an installer for one that also finds tokens; ours are found by `Workspaces`. */
function withoutInstaller(door: HTTPReceiver): Receiver {
  return { init: (bolt) => door.init(bolt), start: () => door.start(0), stop: () => door.stop() }
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

async function listen(door: HTTPReceiver, at: { host: string; port: number }): Promise<number> {
  const address = (await door.start(at)).address()
  return typeof address === 'object' && address !== null ? address.port : at.port
}

function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
