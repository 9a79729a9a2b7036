import { expect, test } from 'vitest'
import { readConfig } from '../../src/serve/config.ts'

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

const OAUTH = {
  SLACK_CLIENT_ID: '123.456',
  SLACK_CLIENT_SECRET: 'client-secret',
  SLACK_SIGNING_SECRET: 'longenough',
  SLACK_STATE_SECRET: 'sixteen letters!',
  TFAUTH_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
}

test('with a client id it is OAuth, for many workspaces', () => {
  const { transport, secretKeys } = readConfig(OAUTH)
  expect(transport).toEqual({
    kind: 'oauth',
    clientId: '123.456',
    clientSecret: 'client-secret',
    signingSecret: 'longenough',
    stateSecret: 'sixteen letters!',
  })
  expect(secretKeys).toEqual([Buffer.alloc(32, 7)])
})

test('keys can be changed: the new one first, the old ones after it', () => {
  const keys = [1, 2].map((fill) => Buffer.alloc(32, fill))
  const TFAUTH_SECRET_KEY = keys.map((key) => key.toString('base64')).join(', ')
  expect(readConfig({ TFAUTH_SECRET_KEY }).secretKeys).toEqual(keys)
})

test('admins are a list', () => {
  expect(readConfig({ TFAUTH_ADMINS: 'U01ALICE, W02BOB' }).admins).toEqual(['U01ALICE', 'W02BOB'])
  expect(readConfig({}).admins).toEqual([])
})

test('R40: the kill switch for all workspaces is in the environment; checks are on unless it says so', () => {
  expect(readConfig({}).checks).toBe(true)
  expect(readConfig({ TFAUTH_CHECKS: 'off' }).checks).toBe(false)
  expect(() => readConfig({ TFAUTH_CHECKS: 'no' })).toThrow(/TFAUTH_CHECKS must be on or off/)
})

test('R8: the canary is named, never an ARN; a template is fetched over TLS', () => {
  const given = {
    TFAUTH_CANARY_ROLE: 'tfauth/tfauth-canary',
    TFAUTH_LINK_TEMPLATE_URL: 'https://example.com/v1/tfauth-readonly.cloudformation.yml',
  }
  expect(readConfig(given)).toMatchObject({
    canaryRole: given.TFAUTH_CANARY_ROLE,
    linkTemplateUrl: given.TFAUTH_LINK_TEMPLATE_URL,
  })
  const arn = 'arn:aws:iam::111122223333:role/x'
  expect(() => readConfig({ TFAUTH_CANARY_ROLE: arn })).toThrow(/name of a role/)
  const plain = 'http://example.com/x.yml'
  expect(() => readConfig({ TFAUTH_LINK_TEMPLATE_URL: plain })).toThrow(/https/)
})

test('OAuth tells what is missing beside it, and what is wrong, at once', () => {
  const told = () =>
    readConfig({ SLACK_CLIENT_ID: 'planted', SLACK_BOT_TOKEN: 'xoxb-1', PORT: 'x' })
  for (const name of [
    'SLACK_CLIENT_ID must be two numbers',
    'SLACK_CLIENT_SECRET is missing',
    'SLACK_STATE_SECRET is missing',
    'SLACK_SIGNING_SECRET is missing',
    'TFAUTH_SECRET_KEY is missing',
    'SLACK_BOT_TOKEN cannot stand beside',
    'PORT must',
  ])
    expect(told).toThrow(name)
})

test.each([
  [{ TFAUTH_SECRET_KEY: 'short' }, /32 random bytes/],
  [{ TFAUTH_SECRET_KEY: Buffer.alloc(31).toString('base64') }, /32 random bytes/],
  [{ TFAUTH_SECRET_KEY: `${'A'.repeat(42)}!=` }, /32 random bytes/],
  [{ TFAUTH_ADMINS: 'alice' }, /TFAUTH_ADMINS must be Slack user ids/],
  [{ ...OAUTH, SLACK_STATE_SECRET: 'short' }, /SLACK_STATE_SECRET must be at least 16/],
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
    SLACK_CLIENT_ID: 'planted-8',
    SLACK_CLIENT_SECRET: 'plant-9',
    SLACK_STATE_SECRET: 'planted-10',
    TFAUTH_SECRET_KEY: 'planted-11',
    TFAUTH_ADMINS: 'planted-12',
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
