import type { App as Bolt, Receiver } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import type { App } from '../../src/app/app.ts'
import { makeAnswerQueue } from '../../src/slack/answer/answer-queue.ts'
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
  const mouth = makeAnswerQueue({ app, workspaces, log, signal: closing.signal })
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
    botToken: 'xoxb-test',
    identity: self,
    answering: mouth,
    client,
    clientOptions,
    log,
    signal: closing.signal,
  })
  return {
    app,
    api,
    log,
    mouth,
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
      await mouth.idle()
      await api.close()
    },
  }
}
