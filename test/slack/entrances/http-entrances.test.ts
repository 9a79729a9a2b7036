import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSlack, type Slack } from '../../../src/slack/open-slack.ts'
import { commandBody, shortcutBody, submissionBody } from '../../doubles/bodies.ts'
import { form, SIGNING_SECRET, send } from '../../doubles/signed.ts'
import { type SlackApi, slackApi } from '../../doubles/slack-api.ts'
import { realApp, smallLibrary } from '../../doubles/small-app.ts'
import { writtenLog } from '../../doubles/written-log.ts'

const PASTE =
  'Error: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, api error ExpiredToken: The security token included in the request is expired'
const FORM = 'application/x-www-form-urlencoded'

let api: SlackApi
let slack: Slack
beforeEach(async () => {
  api = await slackApi()
  slack = await openSlack({
    app: realApp(),
    library: smallLibrary,
    log: writtenLog(),
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
})
afterEach(async () => {
  await slack.close()
  await api.close()
})

const bodies: readonly (readonly [string, () => string])[] = [
  ['a command', () => new URLSearchParams(commandBody(PASTE, api.url)).toString()],
  ['a shortcut', () => form(shortcutBody({ text: PASTE }, api.url))],
  ['a form', () => form(submissionBody('tfauth-paste', { paste: { value: PASTE } }))],
]

test.each(bodies)('%s that is forged or old is refused, and does nothing', async (_, body) => {
  const port = slack.port ?? 0
  const old = Math.floor(Date.now() / 1_000) - 301
  expect((await send(port, body(), { type: FORM, secret: 'another' })).status).toBe(401)
  expect((await send(port, body(), { type: FORM, at: old })).status).toBe(401)
  expect(api.calls.filter(({ method }) => method !== 'auth.test')).toEqual([])
})

test.each(bodies)('%s that comes twice, even at once, is answered once', async (_, body) => {
  const port = slack.port ?? 0
  const answers = await Promise.all([1, 2].map(() => send(port, body(), { type: FORM })))
  const again = await send(port, body(), { type: FORM })
  const texts = await Promise.all([...answers, again].map((answer) => answer.text()))
  expect([...answers, again].map(({ status }) => status)).toEqual([200, 200, 200])
  await slack.close()
  const said = [
    ...texts,
    ...api.calls.filter(({ args }) => 'blocks' in args).map(({ args }) => JSON.stringify(args)),
  ]
  expect(said.filter((words) => words.includes('ExpiredToken'))).toHaveLength(1)
})
