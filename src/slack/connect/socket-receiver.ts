import { SocketModeReceiver } from '@slack/bolt'
import { boltLog, type Log, why } from '../protocol/log.ts'
import { persist, signInRefusal } from './sign-in.ts'

export type SocketReceiver = {
  readonly receiver: SocketModeReceiver
  /** Resolves when connected for the first time, telling its trouble to `log`; keeps the connection from then on. */
  connect(log: Log): Promise<void>
  connected(): boolean
  close(): Promise<void>
}

export type SocketOptions = {
  readonly appToken: string
  readonly slackApiUrl: string | undefined
  readonly log: Log
  /** Called when Slack refuses the token later on; nothing is tried any more. */
  readonly onRefused: (error: Error) => void
}

// Slack greets at once; a link that stays silent this long is none.
const HELLO_MS = 20_000

/**
 * A Socket Mode connection that outlives Slack being away.
 * The client's own reconnecting ends in an unhandled rejection, and waits 5 s even after a planned
 * refresh, so it is switched off and done here.
 */
export function socketReceiver({
  appToken,
  slackApiUrl,
  log,
  onRefused,
}: SocketOptions): SocketReceiver {
  const closing = new AbortController()
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLog(log),
    autoReconnectEnabled: false,
    // An object of its own: the client writes its token and its retry policy into it.
    installerOptions: {
      clientOptions: {
        ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
        timeout: 8_000,
        rejectRateLimitedCalls: true,
        retryConfig: { retries: 0 },
      },
    },
    // What went wrong was logged where it went wrong; without an ack Slack sends the envelope again.
    processEventErrorHandler: () => Promise.resolve(false),
  })
  const { client } = receiver
  let up = false

  const open = async (): Promise<void> => {
    const silence = setTimeout(() => void client.disconnect().catch(() => undefined), HELLO_MS)
    try {
      await client.start()
      up = true
    } catch (error) {
      throw (
        signInRefusal(error, 'SLACK_APP_TOKEN') ?? error ?? new Error('the connection was closed')
      )
    } finally {
      clearTimeout(silence)
    }
  }
  const keep = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await gone(client)
      up = false
      if (closing.signal.aborted) return
      await persist(open, { log, signal: closing.signal, maxWaitMs: 15_000 })
    }
  }

  return {
    receiver,
    connected: () => up,
    async connect(first) {
      await persist(open, { log: first, signal: closing.signal })
      if (closing.signal.aborted) return
      log.info({}, 'connected to Slack by Socket Mode')
      keep().catch((error: unknown) => {
        log.error(why(error), error instanceof Error ? error.message : 'Socket Mode ended')
        if (error instanceof Error) onRefused(error)
      })
    },
    async close() {
      closing.abort()
      up = false
      await Promise.race([client.disconnect(), timeout(3_000)])
    },
  }
}

function gone(client: SocketModeReceiver['client']): Promise<void> {
  return new Promise((resolve) => {
    client.once('disconnected', () => resolve())
  })
}

function timeout(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
