import type { WebClient } from '@slack/web-api'
import type { BotIdentity } from '../protocol/identity.ts'
import type { Log } from '../protocol/log.ts'
import { persist, signIn } from './sign-in.ts'
import type { SocketReceiver } from './socket-receiver.ts'

export type SignInLoop = {
  /** The client to sign in with; undefined where each workspace has a token of its own, which are nobody's to wait for. */
  readonly client: WebClient | undefined
  readonly socket: SocketReceiver | undefined
  readonly log: Log
  readonly signal: AbortSignal
}

export type SignIn = {
  /** Who we are in the one workspace; undefined until Slack has said so. */
  identity(): BotIdentity | undefined
  /** Whether deliveries arrive: signed in and, with Socket Mode, connected. */
  ready(): boolean
  /** Ends when connected, or when the signal has gone off; throws `SlackTokenError` when Slack refuses a token. */
  start(): Promise<void>
  /** Resolves when Slack cannot be reached for the first time: from then on it is tried until it answers. */
  readonly unreachable: Promise<void>
}

/** Gives what signs in and connects, for as long as that takes. */
export function signInLoop({ client, socket, log, signal }: SignInLoop): SignIn {
  let self: BotIdentity | undefined
  let signedIn = false
  const unreachable = Promise.withResolvers<void>()
  const watched: Log = {
    info: (about, words) => log.info(about, words),
    error: (about, words) => log.error(about, words),
    warn: (about, words) => {
      log.warn(about, words)
      unreachable.resolve()
    },
  }
  return {
    async start() {
      if (client !== undefined) {
        self = await persist(() => signIn(client), { log: watched, signal })
        if (self === undefined) return
      }
      signedIn = true
      await socket?.connect(watched)
    },
    identity: () => self,
    ready: () => signedIn && !signal.aborted && (socket?.connected() ?? true),
    unreachable: unreachable.promise,
  }
}
