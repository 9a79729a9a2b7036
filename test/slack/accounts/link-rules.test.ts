import { WebClient } from '@slack/web-api'
import { afterEach, expect, test, vi } from 'vitest'
import type { LinkRecord } from '../../../src/app/accounts/link-store.ts'
import { makePeople } from '../../../src/slack/accounts/people.ts'
import { notifier } from '../../../src/slack/answer/notify-admins.ts'
import { homeBody, submissionBody, viewPressBody } from '../../doubles/bodies.ts'
import { list, object } from '../../doubles/fixtures.ts'
import { withBotCredentials } from '../../doubles/look.ts'
import { send } from '../../doubles/signed.ts'
import { slackApi } from '../../doubles/slack-api.ts'
import { ACCOUNT } from '../../doubles/stub-aws.ts'
import { until } from '../../doubles/until.ts'
import { writtenLog } from '../../doubles/written-log.ts'
import { withinLimits } from '../draw/within-limits.ts'
import { KEY, type LinkedSlack, linkedSlack, pressBody } from './linked-slack.ts'

withBotCredentials()
vi.setConfig({ testTimeout: 60_000 })
let slack: LinkedSlack
const open = async (options?: Parameters<typeof linkedSlack>[0]) => {
  slack = await linkedSlack(options)
}
afterEach(async () => {
  withinLimits(slack.api.calls, slack.acks)
  await slack.close()
})

async function linked(person = 'U01ALICE') {
  const posts = slack.count('chat.postMessage')
  await slack.body(
    submissionBody('tfauth-link', { account: { value: ACCOUNT } }, { user: { id: person } }),
  )
  const setup = await slack.next('chat.postMessage', posts)
  const updates = slack.count('chat.update')
  await slack.press(setup, 'Verify', { user: { id: person, team_id: 'T0TFTEST' } })
  await slack.next('chat.update', updates)
}

/** What a command was answered with, whichever way. */
async function answered(words: string, more: Record<string, unknown>) {
  const before = slack.count('respond')
  await slack.command(words, more)
  return String((await slack.next('respond', before))?.args.text)
}
const asked = () => slack.stub.calls.length

test('R1: whoever is no admin can neither link, verify, unlink nor say who may ask; each refusal is on record', async () => {
  await open()
  await linked()
  const user = { id: 'U02BOB', team_id: 'T0TFTEST' }
  const before = asked()
  const views = slack.count('views.update')
  await slack.command('link', { user_id: 'U02BOB' })
  expect(JSON.stringify((await slack.next('views.update', views))?.args.view)).toContain(
    'for the admins',
  )
  const shown = slack.count('views.update')
  await slack.body(submissionBody('tfauth-link', { account: { value: '222233334444' } }, { user }))
  await slack.next('views.update', shown)
  for (const deed of ['verify', 'unlink', 'cancel', 'audit']) {
    const responds = slack.count('respond')
    const action = { type: 'button', action_id: `tfauth-link:${deed}:0`, value: 'L1' }
    await slack.body(pressBody(action, undefined, slack.api.url, { user }))
    await until(
      () =>
        slack.count('respond') > responds &&
        /admins/.test(String(slack.api.named('respond').at(-1)?.args.text)),
    )
  }
  await slack.body(
    submissionBody(
      'tfauth-link-who',
      { channels: { selected_conversations: ['C1'] } },
      { meta: { link: 'L1' }, user },
    ),
  )
  expect(slack.memory.all()).toMatchObject([{ state: 'active', allowed: { channels: [] } }])
  const refusals = slack.memory.rows.filter(
    ({ by, result }) => by === 'U02BOB' && result === 'not-admin',
  )
  expect(refusals.length).toBeGreaterThanOrEqual(6)
  expect(asked()).toBe(before)
})

test.each(['U03GUEST', 'U04SINGLE', 'U05BOT', 'U06GONE', 'U07OTHER'])(
  'R2: %s can neither check nor list, whatever the link allows, and AWS is not asked',
  async (user_id) => {
    await open()
    await linked()
    await slack.memory.links.allow('T0TFTEST', 'L1', { channels: ['C01INFRA'], groups: [] })
    const before = asked()
    expect(await answered(`check key ${KEY}`, { user_id })).toMatch(/members of this workspace/)
    expect(await answered('links', { user_id })).toMatch(/members of this workspace/)
    expect(asked()).toBe(before)
  },
)

test('R2: somebody whose command comes from another workspace is none of ours, without asking Slack', async () => {
  await open()
  const more = { user_id: 'U01ALICE', team_id: 'T0OTHER', context_team_id: 'T0TFTEST' }
  expect(await answered(`check key ${KEY}`, more)).toMatch(/members of this workspace/)
  expect(slack.count('users.info')).toBe(0)
})

test('R2: without users:read guests cannot be told from members, so only named admins may ask', async () => {
  await open({ without: ['users', 'usergroups'] })
  await linked()
  await slack.memory.links.allow('T0TFTEST', 'L1', { channels: ['C01INFRA'], groups: [] })
  expect(await answered(`check key ${KEY}`, { user_id: 'U02BOB' })).toMatch(/members/)
  expect(await answered(`check key ${KEY}`, { user_id: 'U01ALICE' })).toMatch(/key/)
  expect(await slack.notifier.personAt('T0TFTEST', 'U02BOB', 'C01INFRA')).toBeUndefined()
})

test('R1: while nobody is named an admin, the owners of the workspace are', async () => {
  await open({ admins: [] })
  await linked('U08OWNER')
  expect(slack.memory.all()).toMatchObject([{ state: 'active', by: 'U08OWNER' }])
  expect(await answered('unlink', { user_id: 'U02BOB' })).toMatch(/admins/)
})

test.each([
  ['another organisation reads the channel', 'C0SHARED', [], /Another organisation/],
  ['that cannot be seen', 'C01INFRA', ['conversations'], /channels:read/],
] as const)('R3: where %s, the answer stays private', async (_, channel, without, says) => {
  await open({ without })
  await linked()
  const responds = slack.count('respond')
  await slack.command(`check key ${KEY}`, { channel_id: channel })
  const said = await slack.next('respond', responds)
  expect(said?.args.response_type).toBe('ephemeral')
  const more = slack.count('respond')
  await slack.press(said, 'Show in the channel', { channel: { id: channel } })
  expect(JSON.stringify((await slack.next('respond', more))?.args.blocks)).toMatch(says)
  expect(
    slack.api.named('chat.postMessage').filter(({ args }) => args.channel === channel),
  ).toEqual([])
})

test('R16: nobody shows an answer that somebody else got', async () => {
  await open()
  await linked()
  const responds = slack.count('respond')
  await slack.command(`check key ${KEY}`)
  const said = await slack.next('respond', responds)
  const more = slack.count('respond')
  await slack.press(said, 'Show in the channel', { user: { id: 'U02BOB', team_id: 'T0TFTEST' } })
  expect(String((await slack.next('respond', more))?.args.text)).toMatch(/gone/)
})

test('R17: words with markup in them act as none', async () => {
  await open()
  await linked()
  await answered('check role <!channel>/deploy', {})
  expect(JSON.stringify(slack.api.calls)).not.toContain('<!channel>')
})

test('R40: an admin stops all checks on the Home page; AWS is not asked until they go on', async () => {
  await open()
  await linked()
  const publishes = slack.count('views.publish')
  const home = homeBody('U01ALICE')
  await sendEvent(home)
  const page = await slack.next('views.publish', publishes)
  expect(JSON.stringify(page?.args.view)).toContain(ACCOUNT)
  const press = async (value: string, user = 'U01ALICE') => {
    const before = slack.count('views.publish')
    await slack.body(
      viewPressBody(
        { type: 'button', action_id: 'tfauth-home:checks', value },
        { id: 'V1', type: 'home' },
        { id: user, team_id: 'T0TFTEST' },
      ),
    )
    await slack.next('views.publish', before)
  }
  await press('stop', 'U02BOB')
  expect(await slack.memory.links.stopped('T0TFTEST')).toBe(false)
  await press('stop')
  const before = asked()
  expect(await answered(`check key ${KEY}`, {})).toMatch(/switched off/)
  expect(asked()).toBe(before)
  await press('go-on')
  expect(await answered(`check key ${KEY}`, {})).toMatch(/key/)
})

/** Events travel as JSON. */
async function sendEvent(body: object): Promise<void> {
  const sent = await send(slack.port, JSON.stringify(body))
  expect(sent.status).toBe(200)
}

const LINK: LinkRecord = {
  team: 'T0TFTEST',
  id: 'L1',
  account: ACCOUNT,
  externalId: 'tfauth-nobody-may-see-this',
  state: 'active',
  by: 'U08OWNER',
  madeAt: '2026-11-20T14:02:00Z',
  endsAt: null,
  verifiedAt: null,
  usedAt: null,
  suspendedBecause: null,
  may: [],
  others: [],
  allowed: { channels: [], groups: [] },
}

test.each([
  ['linked', 'U08OWNER', /was linked/],
  ['suspended', 'accepts-no-id', /is suspended/],
  ['unlinked', 'U01ALICE', /was unlinked/],
  ['new-channel', 'C0NEW', /from a new place/],
] as const)(
  'R43: admins and the linker are told of %s, once each and without the external id',
  async (what, by, says) => {
    await open()
    const client = new WebClient('xoxb-test', { slackApiUrl: slack.api.url })
    const member = { client, botToken: '', team: 'T0TFTEST', botUserId: '', botId: '' }
    const before = slack.count('chat.postMessage')
    const notify = notifier({
      workspaces: { member: () => Promise.resolve(member) },
      admins: ['U01ALICE', 'U08OWNER'],
      log: writtenLog(),
    })
    await notify({ team: 'T0TFTEST', what, link: LINK, by })
    const told = slack.api.named('chat.postMessage').slice(before)
    expect(told.map(({ args }) => args.channel)).toEqual(['U01ALICE', 'U08OWNER'])
    for (const { args } of told) {
      expect(String(args.text)).toMatch(says)
      expect(JSON.stringify(args)).not.toContain(LINK.externalId)
    }
  },
)

test('R43: linking, the first use from a channel and unlinking tell the admins', async () => {
  await open()
  await linked()
  await answered(`check key ${KEY}`, {})
  const responds = slack.count('respond')
  await slack.command('unlink')
  await slack.press(await slack.next('respond', responds), 'Unlink')
  const texts = () => slack.api.named('chat.postMessage').map(({ args }) => String(args.text))
  for (const says of [/was linked/, /from a new place/, /was unlinked/])
    await until(() => texts().some((one) => says.test(one)))
})

test('R4: who somebody is is asked anew after a minute; what could not be asked is not kept', async () => {
  await open()
  const api = await slackApi()
  let guest = false
  let down = true
  api.on('users.info', () =>
    down
      ? { status: 500, body: {} }
      : { body: { ok: true, user: { team_id: 'T1', is_restricted: guest } } },
  )
  const client = new WebClient('xoxb-test', { slackApiUrl: api.url, retryConfig: { retries: 0 } })
  let now = 0
  const people = makePeople(
    () => false,
    () => now,
  )
  const ask = () =>
    people.person({ client, team: 'T1', user: 'U1', channel: null, outsider: false })
  await expect(ask()).rejects.toThrow()
  down = false
  expect((await ask()).home).toBe(true)
  guest = true
  now = 59_000
  expect((await ask()).home).toBe(true)
  now = 61_000
  expect((await ask()).home).toBe(false)
  expect(list(api.calls).map((call) => object(call).method)).toHaveLength(3)
  await api.close()
})
