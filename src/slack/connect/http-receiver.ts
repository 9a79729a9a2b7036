import type { IncomingMessage, ServerResponse } from 'node:http'
import { HTTPReceiver, type HTTPReceiverOptions } from '@slack/bolt'
import { boltLog, type Log } from '../protocol/log.ts'

/** A page beside Slack's requests, such as `/healthz`. */
export type Route = {
  readonly path: string
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void
}

/** Where Slack sends events and presses to. */
export const EVENTS_PATH = '/slack/events'

/** Slack's own messages end at 40,000 characters; a megabyte holds one several times over. */
const BODY_LIMIT = 1_048_576

/**
 * The receiver of signed requests: refuses what is forged, old, too long or not understood. With `oauth` it serves the
 * pages of the installation too.
 */
export function httpReceiver(
  signingSecret: string,
  routes: readonly Route[],
  log: Log,
  oauth: Partial<HTTPReceiverOptions> = {},
): HTTPReceiver {
  const receiver = new HTTPReceiver({
    ...oauth,
    signingSecret,
    logger: boltLog(log),
    endpoints: [EVENTS_PATH],
    bodyLimit: BODY_LIMIT,
    customRoutes: routes.map(({ path, handler }) => ({ path, method: 'GET', handler })),
    // 500 makes Slack send an event again; what went wrong was logged where it went wrong.
    processEventErrorHandler: ({ response }) => {
      if (!response.headersSent) response.writeHead(500).end()
      return Promise.resolve(false)
    },
    unhandledRequestHandler: ({ response }) => {
      log.error({}, 'a delivery was not acknowledged within 3 seconds')
      if (!response.headersSent) response.writeHead(503).end()
    },
  })
  return limit(receiver)
}

// Slack opens a few dozen; whoever holds more open only costs memory.
const MOST_CONNECTIONS = 512
// Slack sends a request in one breath.
const REQUEST_MS = 15_000
const FAREWELL_MS = 3_000

/** Puts an end to what a peer may hold open: while Bolt's receiver serves, and when it stops. */
function limit(receiver: HTTPReceiver): HTTPReceiver {
  const { start, stop } = receiver
  let listening: Awaited<ReturnType<typeof start>> | undefined
  return Object.assign(receiver, {
    start: async (...at: Parameters<typeof start>) => {
      listening = await start.apply(receiver, at)
      listening.maxConnections = MOST_CONNECTIONS
      listening.headersTimeout = REQUEST_MS
      listening.requestTimeout = REQUEST_MS
      return listening
    },
    stop: async () => {
      // A balancer's spare connection asks nothing and never ends by itself.
      const impatient = setTimeout(() => listening?.closeAllConnections(), FAREWELL_MS)
      const stopped = stop.call(receiver)
      listening?.closeIdleConnections()
      await stopped.finally(() => clearTimeout(impatient))
    },
  })
}
