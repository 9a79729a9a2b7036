import { makeMetrics } from '../../src/app/ports/metrics.ts'
import { openSlack, type Slack } from '../../src/slack/open-slack.ts'
import { object } from './fixtures.ts'
import { form, SIGNING_SECRET, send, type Twist } from './signed.ts'
import { type SlackApi, slackApi } from './slack-api.ts'
import { realApp, smallLibrary } from './small-app.ts'
import { socketSlack } from './socket-slack.ts'
import { writtenLog } from './written-log.ts'

/** How a body reaches us, whichever the transport. */
export type Door = {
  readonly name: string
  readonly api: SlackApi
  readonly slack: Slack
  readonly log: ReturnType<typeof writtenLog>
  /** What is counted, as the metrics page has it. */
  counted(): string
  /** Delivers as Slack does; gives what came back with the acknowledgement. Throws without one. */
  deliver(body: Record<string, unknown>, twist?: Twist): Promise<Record<string, unknown>>
  close(): Promise<void>
}

const parts = () => ({ api: slackApi(), log: writtenLog(), metrics: makeMetrics() })

/** Signed requests. */
export async function httpDoor(): Promise<Door> {
  const { api: opening, log, metrics } = parts()
  const api = await opening
  const slack = await openSlack({
    app: realApp(),
    library: smallLibrary,
    log,
    metrics,
    botToken: 'xoxb-test',
    slackApiUrl: api.url,
    transport: {
      kind: 'http',
      signingSecret: SIGNING_SECRET,
      host: '127.0.0.1',
      port: 0,
      routes: [],
    },
  })
  return {
    name: 'signed HTTP',
    api,
    slack,
    log,
    counted: () => metrics.render(),
    async deliver(body, twist = {}) {
      const kind = kindOf(body)
      const text =
        kind === 'events_api'
          ? JSON.stringify(body)
          : kind === 'slash_commands'
            ? new URLSearchParams(body as Record<string, string>).toString()
            : form(body)
      const type = kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded'
      const answer = await send(slack.port ?? 0, text, { type, ...twist })
      if (answer.status !== 200) throw new Error(`refused with ${answer.status}`)
      const said = await answer.text()
      return said.startsWith('{') ? object(JSON.parse(said)) : {}
    },
    async close() {
      await slack.close()
      await api.close()
    },
  }
}

/** Socket Mode; `lost` ends its connection as an outage does. */
export async function socketDoor(): Promise<Door & { lost(): Promise<void> }> {
  const { api: opening, log, metrics } = parts()
  const api = await opening
  const socket = await socketSlack()
  api.on('apps.connections.open', () => ({ body: { ok: true, url: socket.url } }))
  const slack = await openSlack({
    app: realApp(),
    library: smallLibrary,
    log,
    metrics,
    botToken: 'xoxb-test',
    slackApiUrl: api.url,
    transport: { kind: 'socket', appToken: 'xapp-test' },
  })
  return {
    name: 'Socket Mode',
    api,
    slack,
    log,
    counted: () => metrics.render(),
    deliver: (body) => socket.deliver(kindOf(body), body),
    async lost() {
      const before = socket.connected()
      socket.drop()
      while (socket.connected() === before || !slack.ready())
        await new Promise((resolve) => setTimeout(resolve, 20))
    },
    async close() {
      await slack.close()
      await socket.close()
      await api.close()
    },
  }
}

function kindOf(body: Record<string, unknown>): 'events_api' | 'slash_commands' | 'interactive' {
  if (body.type === 'event_callback') return 'events_api'
  return 'command' in body ? 'slash_commands' : 'interactive'
}
