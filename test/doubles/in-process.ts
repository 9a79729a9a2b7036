import type { App as Bolt, Receiver } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import type { App } from '../../src/app/app.ts'
import { makeMetrics } from '../../src/app/ports/metrics.ts'
import { makeAnswerQueue } from '../../src/slack/answer/answer-queue.ts'
import { makeAckLoad } from '../../src/slack/connect/ack-load.ts'
import { oneWorkspaceClients } from '../../src/slack/connect/workspace-clients.ts'
import { addListeners } from '../../src/slack/listeners.ts'
import { boltLog } from '../../src/slack/protocol/log.ts'
import { type SlackApi, slackApi } from './slack-api.ts'
import { smallLibrary } from './small-app.ts'
import { writtenLog } from './written-log.ts'

export type Delivered = {
  readonly acks: readonly { readonly at: number; readonly body: unknown }[]
  readonly error: unknown
}

/** The Slack surface without a transport: bodies go in where a receiver puts them, calls come out at a local server. */
export async function inProcess<Given extends App>(app: Given) {
  const api: SlackApi = await slackApi()
  const log = writtenLog()
  const closing = new AbortController()
  const clientOptions = {
    slackApiUrl: api.url,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
  }
  const client = new WebClient('xoxb-test', { ...clientOptions, logger: boltLog(log) })
  const self = () => ({ botUserId: 'U0TFAUTH', botId: 'B0TFAUTH', team: 'T0TFTEST' })
  const workspaces = oneWorkspaceClients(self, 'xoxb-test', client)
  const answers = makeAnswerQueue({ app, workspaces, log, signal: closing.signal })
  let bolt: Bolt | undefined
  const receiver: Receiver = {
    init: (given) => {
      bolt = given
    },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  }
  addListeners({
    app,
    library: smallLibrary,
    receiver,
    route: { workspaces, metrics: makeMetrics(), load: makeAckLoad(), log },
    answers,
    clientOptions,
    log,
    signal: closing.signal,
  })
  return {
    app,
    api,
    log,
    answers,
    /** Delivers a body as a receiver would. */
    async deliver(body: Record<string, unknown>, lostAck = false): Promise<Delivered> {
      const acks: { at: number; body: unknown }[] = []
      const ack = (answer?: unknown) => {
        acks.push({ at: performance.now(), body: answer })
        return lostAck ? Promise.reject(new Error('the socket is closed')) : Promise.resolve()
      }
      const error: unknown = await bolt?.processEvent({ body, ack }).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      return { acks, error }
    },
    async close() {
      closing.abort()
      await answers.idle()
      await api.close()
    },
  }
}
