import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSlack, type Slack, type SlackOptions } from '../../src/slack/open-slack.ts'
import { fixture, list, messageBody, object, pressBody } from '../doubles/fixtures.ts'
import { form, SIGNING_SECRET, send } from '../doubles/signed.ts'
import { type SlackApi, slackApi } from '../doubles/slack-api.ts'
import { type SmallApp, smallApp, smallLibrary } from '../doubles/small-app.ts'
import { writtenLog } from '../doubles/written-log.ts'

let api: SlackApi
let app: SmallApp
let log: ReturnType<typeof writtenLog>
const opened: Slack[] = []

beforeEach(async () => {
  api = await slackApi()
  app = smallApp()
  log = writtenLog()
})

afterEach(async () => {
  await Promise.all(opened.splice(0).map((slack) => slack.close()))
  await api.close()
})

const open = async (more: Partial<SlackOptions> = {}): Promise<{ slack: Slack; port: number }> => {
  const slack = await openSlack({
    app,
    library: smallLibrary,
    log,
    botToken: 'xoxb-test',
    slackApiUrl: api.url,
    transport: {
      kind: 'http',
      signingSecret: SIGNING_SECRET,
      host: '127.0.0.1',
      port: 0,
      routes: [
        {
          path: '/healthz',
          handler: (_request, response) => void response.writeHead(200).end('ok'),
        },
      ],
    },
    ...more,
  })
  opened.push(slack)
  return { slack, port: slack.port ?? 0 }
}
const until = async (holds: () => boolean, ms = 5_000): Promise<void> => {
  const end = Date.now() + ms
  while (!holds() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(holds()).toBe(true)
}
const posted = () => api.named('chat.postMessage')
const body = JSON.stringify(fixture('message-channel'))

describe('signed HTTP', () => {
  test('a paste is answered, a press moves on', async () => {
    const { port, slack } = await open()
    expect(slack.ready()).toBe(true)
    expect((await send(port, body)).status).toBe(200)
    await until(() => posted().length === 1)
    expect(posted()[0]).toMatchObject({ token: 'Bearer xoxb-test', args: { channel: 'C01INFRA' } })
    const blocks = list(posted()[0]?.args.blocks).map(object)
    const button = object(list(blocks.find(({ type }) => type === 'actions')?.elements)[0])
    const press = pressBody({ action_id: String(button.action_id), value: String(button.value) })
    const answered = await send(port, form(press), { type: 'application/x-www-form-urlencoded' })
    expect(answered.status).toBe(200)
    await until(() => posted().length === 2)
  })

  test('the same request again is acknowledged and answered once', async () => {
    const { port } = await open()
    const at = Math.floor(Date.now() / 1_000)
    expect((await send(port, body, { at })).status).toBe(200)
    expect((await send(port, body, { at })).status).toBe(200)
    await until(() => app.done.length === 1)
    expect(posted()).toHaveLength(1)
  })

  test.each([
    ['a forged signature', 401, { secret: 'another' }],
    ['an old timestamp', 401, { at: Math.floor(Date.now() / 1_000) - 301 }],
    ['no timestamp', 401, { at: Number.NaN }],
    [
      'a content type Slack does not use',
      400,
      { type: 'application/x-www-form-urlencoded; charset=utf-8' },
    ],
    ['another path', 404, { path: '/slack/other' }],
  ])('%s is refused', async (_, status, twist) => {
    const { port } = await open()
    const wrong = status === 400 ? form(fixture('block-actions')) : body
    expect((await send(port, wrong, twist)).status).toBe(status)
    expect(app.pastes).toEqual([])
  })

  test('a body over a megabyte is refused', async () => {
    const { port } = await open()
    const long = JSON.stringify(messageBody('x'.repeat(1_100_000), '1795322099.000100'))
    expect((await send(port, long)).status).toBe(413)
    expect(app.pastes).toEqual([])
  })

  test('what cannot be made durable gets 500, so that Slack sends it again', async () => {
    const { port } = await open()
    app.broken = true
    expect((await send(port, body)).status).toBe(500)
    expect(
      (
        await send(port, form(pressBody({ action_id: 'old', value: '' })), {
          type: 'application/x-www-form-urlencoded',
        })
      ).status,
    ).toBe(200)
    expect(posted()).toEqual([])
  })

  test('broken bodies never reach the log', async () => {
    const { port } = await open()
    expect((await send(port, '{"AKIAQYLPMN5HFIQR7XYA": wJalrXUtnFEMI')).status).toBe(400)
    expect(log.lines.join()).toContain('Malformed')
    expect(log.lines.join()).not.toMatch(/AKIA|wJalr/)
  })

  test('what a dead process owed is said at the start', async () => {
    const place = { surface: 'slack', thread: 'T0TFTEST/C01INFRA/1795322008.000100' } as const
    const owed = {
      id: 'c',
      revision: 1,
      place,
      asker: 'U01ALICE',
      knowledge: '',
      events: [],
      messages: {},
    }
    const reply = { headline: ['Late'], parts: [], buttons: [], fallback: 'Late.' }
    app.owe({
      delivery: 'd',
      case: owed,
      asker: 'U01ALICE',
      outgoing: [{ to: 'thread', slot: 'verdict', reply }],
    })
    await open()
    await until(() => app.done.includes('d'))
    expect(posted()).toMatchObject([{ args: { thread_ts: '1795322008.000100', text: 'Late.' } }])
  })
})

describe('signing in', () => {
  test.each(['invalid_auth', 'account_inactive', 'not_authed'])(
    '%s ends the start with the variable to look at',
    async (error) => {
      api.on('auth.test', () => ({ body: { ok: false, error } }))
      await expect(open()).rejects.toThrow(new RegExp(`SLACK_BOT_TOKEN \\(${error}\\)`))
      expect(api.named('auth.test')).toHaveLength(1)
    },
  )

  test('a refused app token names its own variable', async () => {
    api.on('apps.connections.open', () => ({ body: { ok: false, error: 'invalid_auth' } }))
    await expect(open({ transport: { kind: 'socket', appToken: 'xapp-test' } })).rejects.toThrow(
      /SLACK_APP_TOKEN/,
    )
    expect(api.named('apps.connections.open')).toMatchObject([{ token: 'Bearer xapp-test' }])
  })

  test('Slack away at the start: health answers, events come again, one line is logged', async () => {
    let away = true
    api.on('auth.test', () => (away ? { status: 503, body: {} } : undefined))
    const { slack, port } = await open()
    expect(slack.ready()).toBe(false)
    expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).text()).toBe('ok')
    expect((await send(port, body)).status).toBe(500)
    away = false
    await until(() => slack.ready())
    expect((await send(port, body)).status).toBe(200)
    await until(() => posted().length === 1)
    expect(log.lines.filter((line) => line.includes('cannot be reached'))).toHaveLength(1)
    expect(log.lines.filter((line) => line.includes('answers again'))).toHaveLength(1)
  })

  test('a token refused after the start is told', async () => {
    let status = 503
    api.on('auth.test', () => ({ status, body: { ok: false, error: 'invalid_auth' } }))
    const refused: Error[] = []
    const { slack } = await open({ onRefused: (error) => void refused.push(error) })
    status = 200
    await until(() => refused.length === 1)
    expect(refused[0]?.message).toContain('SLACK_BOT_TOKEN')
    expect(slack.ready()).toBe(false)
  })

  test('a port in use ends the start', async () => {
    const { port } = await open()
    const transport = {
      kind: 'http',
      signingSecret: SIGNING_SECRET,
      host: '127.0.0.1',
      port,
      routes: [],
    } as const
    await expect(open({ transport })).rejects.toThrow(/EADDRINUSE/)
  })

  test('closing while Slack is away ends at once', async () => {
    api.on('auth.test', () => ({ status: 503, body: {} }))
    const { slack } = await open()
    const before = performance.now()
    await slack.close()
    expect(performance.now() - before).toBeLessThan(1_500)
  })
})
