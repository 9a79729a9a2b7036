import { expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'

test('nothing given is the sandbox', () => {
  expect(readConfig({})).toMatchObject({
    transport: { kind: 'sandbox' },
    port: 3000,
    host: '127.0.0.1',
    dataDir: './data',
  })
})

test('an empty variable is one that is not set', () => {
  expect(readConfig({ SLACK_BOT_TOKEN: '', DATABASE_URL: '', PORT: '' })).toEqual(readConfig({}))
})

test('the tokens decide the transport', () => {
  const bot = { SLACK_BOT_TOKEN: 'xoxb-1' }
  expect(readConfig({ ...bot, SLACK_APP_TOKEN: 'xapp-1' }).transport.kind).toBe('socket')
  expect(readConfig({ ...bot, SLACK_SIGNING_SECRET: 'longenough' }).transport.kind).toBe('http')
})

test.each([
  [{ SLACK_BOT_TOKEN: 'xoxb-1' }, /SLACK_APP_TOKEN.*SLACK_SIGNING_SECRET/],
  [{ SLACK_APP_TOKEN: 'xapp-1' }, /SLACK_BOT_TOKEN is missing/],
  [{ PORT: '70000' }, /PORT/],
  [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL must start with postgres/],
  [{ LOG_LEVEL: 'debug' }, /LOG_LEVEL.*paste/],
  [{ PORT: 'x', LOG_LEVEL: 'trace' }, /faults:\n.*PORT[\s\S]*LOG_LEVEL/],
])('%j is refused with a sentence', (env, words) => {
  expect(() => readConfig(env)).toThrow(words)
})

test('every fault is told at once, by name; no value is', () => {
  const env = {
    SLACK_BOT_TOKEN: 'xoxp-planted-1',
    SLACK_APP_TOKEN: 'planted-2',
    SLACK_SIGNING_SECRET: 'plant-3',
    SLACK_API_URL: 'planted-4',
    PORT: 'planted-5',
    DATABASE_URL: 'mysql://tf:planted-6@db/x',
    LOG_LEVEL: 'planted-7',
  }
  const told = (() => {
    try {
      return readConfig(env)
    } catch (error) {
      return String(error)
    }
  })()
  for (const name of Object.keys(env)) expect(told).toContain(name)
  expect(told).not.toMatch(/plant/)
})

test('with both transports given, Socket Mode wins', () => {
  const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
  expect(readConfig({ ...env, SLACK_SIGNING_SECRET: 'longenough' }).transport).toEqual({
    kind: 'socket',
    botToken: 'xoxb-1',
    appToken: 'xapp-1',
  })
})
