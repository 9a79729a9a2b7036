import { WebAPIRateLimitedError } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeMetrics } from '../../../src/app/ports/metrics.ts'
import { QueuedClient } from '../../../src/slack/connect/queued-client.ts'
import { makeQueue, type Queue, SlackBusy } from '../../../src/slack/connect/rate-limit-queue.ts'
import { type SlackApi, slackApi } from '../../doubles/slack-api.ts'

let closing: AbortController
let queue: Queue
let api: SlackApi
const metrics = makeMetrics()

beforeEach(async () => {
  closing = new AbortController()
  queue = makeQueue(closing.signal)
  api = await slackApi()
})
afterEach(async () => {
  closing.abort()
  await api.close()
})

const client = (workspace: string) =>
  new QueuedClient(
    `xoxb-${workspace}`,
    { slackApiUrl: api.url, rejectRateLimitedCalls: true, retryConfig: { retries: 0 } },
    { queue, metrics, workspace },
  )
const post = (workspace: string, channel: string, text: string) =>
  client(workspace).chat.postMessage({ channel, text })
const since = (began: number) => performance.now() - began
/** Slack asks for a pause once, on one method. */
const limitedOnce = (method: string, seconds: number, body: object = { ok: false }) => {
  let times = 0
  api.on(method, () => {
    times += 1
    const headers = { 'retry-after': String(seconds) }
    return times === 1 ? { status: 429, headers, body } : undefined
  })
}

describe('posts', () => {
  test('one a second in a channel, in order; other channels and workspaces are not held up', async () => {
    const began = performance.now()
    const ended: string[] = []
    const said = [
      ['T1', 'C1', 'first'],
      ['T1', 'C1', 'second'],
      ['T1', 'C1', 'third'],
      ['T1', 'C2', 'elsewhere'],
      ['T2', 'C1', 'another workspace'],
    ] as const
    await Promise.all(
      said.map(([workspace, channel, text]) =>
        post(workspace, channel, text).then(() => ended.push(text)),
      ),
    )
    expect(ended.slice(-2)).toEqual(['second', 'third'])
    const at = (text: string) => (api.calls.find(({ args }) => args.text === text)?.at ?? 0) - began
    expect(at('second') - at('first')).toBeGreaterThan(700)
    expect(at('third') - at('second')).toBeGreaterThan(700)
    expect(at('elsewhere')).toBeLessThan(900)
    expect(at('another workspace')).toBeLessThan(900)
  })

  test('more than a channel takes in time stay owed, and say so', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 14 }, (_, at) => post('T1', 'C1', `post ${at}`)),
    )
    const late = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(late.length).toBeGreaterThanOrEqual(3)
    for (const reason of late) expect(reason).toBeInstanceOf(SlackBusy)
    const order = api.calls.map(({ args }) => args.text)
    expect(order).toEqual(order.map((_, at) => `post ${at}`))
  })
})

describe('429', () => {
  test('holds up that method of that workspace, and nothing else; nothing is lost', async () => {
    limitedOnce('chat.postMessage', 1)
    const began = performance.now()
    const times: Record<string, number> = {}
    const timed = (name: string, call: Promise<unknown>) =>
      call.then(() => {
        times[name] = since(began)
      })
    await Promise.all([
      timed('post', post('T1', 'C1', 'held up')),
      (async () => {
        while (!metrics.render().includes('limited_total{method="chat.postMessage"}'))
          await new Promise((resolve) => setTimeout(resolve, 5))
        await Promise.all([
          timed('another post', post('T1', 'C2', 'held up too')),
          timed('update', client('T1').chat.update({ channel: 'C1', ts: '1.2', text: 'x' })),
          timed('another workspace', post('T2', 'C1', 'goes on')),
        ])
      })(),
    ])
    expect(times.post).toBeGreaterThan(950)
    expect(times['another post']).toBeGreaterThan(950)
    expect(times.update).toBeLessThan(900)
    expect(times['another workspace']).toBeLessThan(900)
    const page = metrics.render()
    expect(page).toContain('tfauth_slack_rate_limited_total{method="chat.postMessage"} 1')
    expect(page).toContain('tfauth_slack_calls_total{method="chat.update",outcome="ok"} 1')
    expect(page).not.toMatch(/T1|C1|held up|xoxb/)
  })

  test('a pause longer than anyone can wait leaves it owed, and Slack is not asked meanwhile', async () => {
    limitedOnce('chat.postEphemeral', 60)
    const whisper = () =>
      client('T1').chat.postEphemeral({ channel: 'C1', user: 'U1', text: 'psst' })
    await expect(whisper()).rejects.toBeInstanceOf(WebAPIRateLimitedError)
    await expect(whisper()).rejects.toBeInstanceOf(SlackBusy)
    expect(api.calls).toHaveLength(1)
  })

  test('a modal does not wait longer than its trigger lives', async () => {
    limitedOnce('views.open', 5)
    const open = () =>
      client('T1').views.open({
        trigger_id: '1.2.x',
        view: { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [] },
      })
    const began = performance.now()
    await expect(open()).rejects.toBeInstanceOf(WebAPIRateLimitedError)
    await expect(open()).rejects.toBeInstanceOf(SlackBusy)
    expect(since(began)).toBeLessThan(1_500)
  })
})

test('updates go at once until the burst is used up, then as the tier allows', async () => {
  const began = performance.now()
  const at = await Promise.all(
    Array.from({ length: 12 }, () =>
      queue.run({ workspace: 'T1', method: 'chat.update' }, async () => since(began)),
    ),
  )
  expect(at[9]).toBeLessThan(1_000)
  expect(at[10]).toBeGreaterThan(1_400)
  expect(at[11]).toBeGreaterThan(2_900)
})

test('what fails does not hold up what waits behind it, and the end of the process ends the waiting', async () => {
  const call = { workspace: 'T1', method: 'chat.postMessage', channel: 'C1' }
  const broken = queue.run(call, () => Promise.reject(new Error('away')))
  const behind = queue.run(call, () => Promise.resolve('said'))
  await expect(broken).rejects.toThrow('away')
  expect(await behind).toBe('said')
  const waiting = queue.run(call, () => Promise.resolve('never'))
  closing.abort()
  await expect(waiting).rejects.toThrow()
})
