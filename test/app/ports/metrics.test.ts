import { expect, test } from 'vitest'
import { makeMetrics } from '../../../src/app/ports/metrics.ts'

test('a fresh page has every family, and counts of ours at zero', () => {
  const page = makeMetrics().render({ count: 0, oldestSeconds: 0 })
  for (const line of ['tfauth_deliveries_owed 0', 'tfauth_store_errors_total 0'])
    expect(page.split('\n')).toContain(line)
  expect(page.endsWith('\n')).toBe(true)
})

test('times are counted into every bucket that holds them', () => {
  const metrics = makeMetrics()
  for (const ms of [4, 30, 30, 9_000]) metrics.accepted('event_callback', ms)
  const lines = metrics.render().split('\n')
  expect(lines).toContain('tfauth_ack_seconds_bucket{le="0.005"} 1')
  expect(lines).toContain('tfauth_ack_seconds_bucket{le="0.025"} 1')
  expect(lines).toContain('tfauth_ack_seconds_bucket{le="0.05"} 3')
  expect(lines).toContain('tfauth_ack_seconds_bucket{le="3"} 3')
  expect(lines).toContain('tfauth_ack_seconds_bucket{le="+Inf"} 4')
  expect(lines).toContain('tfauth_ack_seconds_count 4')
  expect(lines).toContain('tfauth_ack_seconds_sum 9.064')
  expect(lines).toContain('tfauth_deliveries_accepted_total{kind="event_callback"} 4')
})

test('every line is one that Prometheus reads, whatever a label was given', () => {
  const metrics = makeMetrics()
  metrics.called('chat."post"\n}Message', 'rate limited')
  metrics.called('chat.update', 'ok')
  metrics.answered('given up')
  metrics.storeFailed()
  const page = metrics.render({ count: 3, oldestSeconds: 41.5 })
  for (const line of page.trimEnd().split('\n'))
    expect(line).toMatch(
      /^(?:# (?:HELP|TYPE) tfauth_\w+ .+|tfauth_\w+(?:\{(?:\w+="[^"\\]*",?)+\})? \d+(?:\.\d+)?)$/,
    )
  expect(page).toContain('tfauth_store_errors_total 1')
  expect(page).toContain('tfauth_slack_rate_limited_total{method="chat.postMessage"} 1')
})
