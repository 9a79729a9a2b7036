import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { makeMetrics } from '../../src/app/ports/metrics.ts'
import { readConfig } from '../../src/serve/config.ts'
import { metricsPage, servePages } from '../../src/serve/serve-pages.ts'
import { httpReceiver } from '../../src/slack/connect/http-receiver.ts'
import { writtenLog } from '../doubles/written-log.ts'

test.each(['0.0.0.0', '10.1.2.3', '::', 'page.example'])(
  'the page does not listen at %s without a token',
  (HOST) => {
    expect(() => readConfig({ HOST })).toThrow(/HOST .*TFAUTH_PAGE_TOKEN/)
    expect(readConfig({ HOST, TFAUTH_PAGE_TOKEN: 'f3a9c1d7e5b20846' }).pageToken).toBeDefined()
  },
)

test('a token that can be guessed is refused, and not repeated', () => {
  expect(() => readConfig({ HOST: '0.0.0.0', TFAUTH_PAGE_TOKEN: 'hunter2' })).toThrow(
    /TFAUTH_PAGE_TOKEN must be at least 16/,
  )
  expect(() => readConfig({ HOST: '0.0.0.0', TFAUTH_PAGE_TOKEN: 'hunter2' })).not.toThrow(/hunter2/)
})

test('counts are given although the database hangs', async () => {
  const page = metricsPage(makeMetrics(), () => new Promise(() => undefined))
  const server = await servePages([page], { host: '127.0.0.1', port: 0 })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  expect(text).toContain('tfauth_store_errors_total 0')
  expect(text).not.toContain('tfauth_deliveries_owed')
  server.close()
})

test('an idle connection and a half-sent request do not keep the receiver from stopping', async () => {
  const receiver = httpReceiver('a signing secret', [], writtenLog())
  const server = await receiver.start({ port: 0, host: '127.0.0.1' })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const idle = connect(port, '127.0.0.1')
  const half = connect(port, '127.0.0.1')
  await Promise.all([once(idle, 'connect'), once(half, 'connect')])
  half.write('POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n{')
  idle.on('error', () => undefined)
  half.on('error', () => undefined)
  await receiver.stop()
  idle.destroy()
  half.destroy()
  expect(server.listening).toBe(false)
})
