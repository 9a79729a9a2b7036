import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { App } from '../../../src/app/app.ts'
import {
  commandBody,
  homeBody,
  shortcutBody,
  submissionBody,
  viewPressBody,
} from '../../doubles/bodies.ts'
import { fixture, list, messageBody, object, pressBody } from '../../doubles/fixtures.ts'
import { inProcess } from '../../doubles/in-process.ts'
import { realApp } from '../../doubles/small-app.ts'
import { withinLimits } from '../draw/within-limits.ts'

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const PASTE = [
  'Error: configuring Terraform AWS Provider: validating provider credentials: retrieving caller identity from STS:',
  'operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 00000000-1111-4222-8333-444455556666,',
  'api error ExpiredToken: The security token included in the request is expired',
].join(' ')

let slack: Awaited<ReturnType<typeof inProcess<App>>>
const acked: unknown[] = []

beforeEach(async () => {
  slack = await inProcess(realApp())
  acked.length = 0
})
afterEach(async () => {
  await slack.answers.idle()
  withinLimits(slack.api.calls, acked)
  expect(JSON.stringify([slack.api.calls, acked])).not.toContain(SECRET)
  await slack.close()
})

const send = async (body: Record<string, unknown>) => {
  const delivered = await slack.deliver(body)
  await slack.answers.idle()
  acked.push(...delivered.acks.map((ack) => ack.body))
  return delivered
}
const command = async (text: string, more: Record<string, unknown> = {}) => {
  const { acks } = await send(commandBody(text, slack.api.url, more))
  expect(acks).toHaveLength(1)
  return acks[0]?.body === undefined ? undefined : object(acks[0].body)
}
const elements = (blocks: unknown) =>
  list(blocks)
    .map(object)
    .filter(({ type }) => type === 'actions')
    .flatMap((block) => list(block.elements).map(object))
const named = (method: string) => slack.api.named(method).map(({ args }) => args)
const press = (action: Record<string, unknown> | undefined, more: Record<string, unknown> = {}) =>
  pressBody(
    { action_id: String(action?.action_id), value: String(action?.value) },
    { response_url: `${slack.api.url}respond`, message: undefined, ...more },
  )

describe('/tfauth', () => {
  test('with an error answers only the asker, and repeats nothing of it', async () => {
    const reply = await command(`export AWS_SECRET_ACCESS_KEY=${SECRET}\n${PASTE}`)
    expect(reply).toMatchObject({ response_type: 'ephemeral' })
    expect(String(reply?.text)).toContain('have expired')
    expect(JSON.stringify(reply)).toContain('I did not keep it')
    expect(slack.api.calls).toEqual([])
    expect(elements(reply?.blocks).map(({ action_id, confirm }) => [action_id, !!confirm])).toEqual(
      [
        ['tfauth-open:direct', false],
        ['tfauth-open:here', true],
      ],
    )
  })

  test('a replay is answered once', async () => {
    await command(PASTE)
    expect(JSON.stringify(await command(PASTE))).toContain('I answered that already')
  })

  test('a second, confirmed click opens a thread that quotes nothing', async () => {
    const reply = await command(`${PASTE}\nmy-own-words-zebra`)
    const here = elements(reply?.blocks).find(({ action_id }) => action_id === 'tfauth-open:here')
    await send(press(here))
    const [root, verdict] = named('chat.postMessage')
    expect(root).toMatchObject({ channel: 'C01INFRA' })
    expect(root?.thread_ts).toBeUndefined()
    expect(verdict).toMatchObject({ channel: 'C01INFRA', thread_ts: expect.any(String) })
    expect(JSON.stringify(slack.api.calls)).not.toContain('zebra')
    expect(JSON.stringify(named('respond'))).toContain('The thread is open')
    // Once is enough, and nobody else may.
    await send(press(here, { trigger_id: '1.2.again' }))
    expect(named('chat.postMessage')).toHaveLength(2)
    expect(JSON.stringify(named('respond').at(-1))).toContain('There is a thread for this already')
  })

  test.each([
    [{ user: { id: 'U02BOB', team_id: 'T0TFTEST' } }, 'Only whoever asked can open this'],
    [{ user: { id: 'U01ALICE', team_id: 'T0OTHER' } }, 'for members of this workspace'],
  ])('nobody else opens it: %j', async (more, words) => {
    const reply = await command(PASTE)
    await send(press(elements(reply?.blocks)[1], more))
    expect(named('chat.postMessage')).toEqual([])
    expect(JSON.stringify(named('respond'))).toContain(words)
  })

  test('goes on privately, and says so where it may not post', async () => {
    slack.api.on('chat.postMessage', ({ args }) =>
      args.channel === 'C01INFRA' ? { body: { ok: false, error: 'not_in_channel' } } : undefined,
    )
    const [direct, here] = elements((await command(PASTE))?.blocks)
    await send(press(here))
    expect(JSON.stringify(named('respond'))).toContain('/invite @tfauth')
    await send(press(direct, { trigger_id: '1.2.direct' }))
    expect(named('chat.postMessage').slice(1)).toMatchObject([
      { channel: 'U01ALICE' },
      { thread_ts: expect.any(String) },
    ])
  })

  test('alone opens a form at once, without a file where that scope was declined', async () => {
    slack.api.on('views.open', ({ args }) =>
      JSON.stringify(args.view).includes('file_input')
        ? { body: { ok: false, error: 'missing_scope' } }
        : undefined,
    )
    expect(await command('')).toBeUndefined()
    const [first, second] = named('views.open')
    expect(JSON.stringify(first)).toContain('file_input')
    expect(second).toMatchObject({
      trigger_id: '1.2.command-0',
      view: { callback_id: 'tfauth-paste' },
    })
    expect(JSON.stringify(second)).not.toContain('file_input')
  })

  test('a form that comes too late is said so', async () => {
    slack.api.on('views.open', () => ({ body: { ok: false, error: 'expired_trigger_id' } }))
    await command('')
    expect(named('views.open')).toHaveLength(1)
    expect(named('respond')).toMatchObject([
      { response_type: 'ephemeral', text: expect.stringContaining('could not open the form') },
    ])
  })

  test.each([
    ['help', 'What tfauth can do'],
    ['HELP', 'What tfauth can do'],
    ['cases', 'No open cases'],
    ['stats', 'This month: No cases opened'],
    ['checklist', 'published checklist'],
    ['tree', 'The tree'],
    ['probe', 'The probe'],
    ['explain ExpiredToken', 'About ExpiredToken'],
    ['what is this', 'About what is this'],
    ['link 123456789012', 'No AWS account is linked here'],
    ['links', 'No AWS account is linked here'],
    ['unlink', 'No AWS account is linked here'],
    ['check key', 'No AWS account is linked here'],
  ])('%s', async (words, says) => {
    const reply = await command(words)
    expect(reply).toMatchObject({ response_type: 'ephemeral' })
    expect(JSON.stringify(reply)).toContain(says)
  })

  test('settings open at once, and what is saved holds', async () => {
    await command('settings', { user_id: 'U02BOB' })
    expect(named('views.open')).toMatchObject([{ view: { title: { text: 'Settings' } } }])
    // The fake gives no view id; a form of Slack's does.
    const save = submissionBody(
      'tfauth-settings',
      { listens: { selected_options: [] }, quiet: { selected_option: { value: '60' } } },
      { meta: { channel: 'C01INFRA' } },
    )
    await send(save)
    const room = await slack.app.workspace.channelSettings('T0TFTEST', 'C01INFRA')
    expect(room).toMatchObject({ listens: false, bots: false, quiet: 60, by: 'U01ALICE' })
    await send(messageBody(PASTE, '1795322100.000100'))
    expect(named('chat.postMessage')).toEqual([])
    await send(messageBody(`<@U0TFAUTH> ${PASTE}`, '1795322101.000100'))
    expect(named('chat.postMessage')).toHaveLength(1)
    // Muted is the channel, not the thread.
    await send(
      messageBody(`${PASTE} again`, '1795322190.000100', { thread_ts: '1795322101.000100' }),
    )
    expect(named('chat.update').length + named('chat.postMessage').length).toBeGreaterThan(1)
  })
})

describe('the form', () => {
  test('nothing in it is an error under the field', async () => {
    const { acks } = await send(submissionBody('tfauth-paste', { paste: { value: ' ' } }))
    expect(acks[0]?.body).toMatchObject({
      response_action: 'errors',
      errors: { paste: expect.any(String) },
    })
  })

  test('an error is answered in it, and opens a thread from there', async () => {
    const meta = { channel: 'C01INFRA' }
    const body = submissionBody('tfauth-paste', { paste: { value: PASTE } }, { meta })
    const { acks } = await send(body)
    const view = object(object(acks[0]?.body).view)
    expect(JSON.stringify(view)).toMatch(/expired/i)
    const here = elements(view.blocks).find(({ action_id }) => action_id === 'tfauth-open:here')
    await send(viewPressBody({ ...here }, { ...view, id: 'V01' }))
    expect(named('chat.postMessage')).toHaveLength(2)
    expect(named('views.update')).toMatchObject([{ view_id: 'V01' }])
    expect(JSON.stringify((await send(body)).acks[0]?.body)).toContain('I answered that already')
  })

  test('a file is looked up by its id, and what cannot be read is said', async () => {
    const file = { files: [{ id: 'F01' }] }
    const { acks } = await send(submissionBody('tfauth-paste', { file }))
    expect(JSON.stringify(acks[0]?.body)).toContain('One moment')
    expect(named('files.info')).toMatchObject([{ file: 'F01' }])
    expect(JSON.stringify(named('views.update'))).toContain('could not read that file')
  })

  test('still failing: a press opens it, the new error joins the case', async () => {
    await send(messageBody(PASTE, '1795322100.000100'))
    const value = JSON.stringify({
      case: 'case-1',
      revision: 1,
      do: { kind: 'still-failing', remedy: 'x/y' },
    })
    const thread = { message: { ts: '1795322101.000100', thread_ts: '1795322100.000100' } }
    await send(press({ action_id: 'tfauth:still-failing:1', value }, thread))
    const [form] = named('views.open')
    expect(form).toMatchObject({ view: { callback_id: 'tfauth-still-failing' } })
    const meta = JSON.parse(String(object(form?.view).private_metadata))
    expect(meta).toEqual({ channel: 'C01INFRA', ts: '1795322100.000100' })
    const other = PASTE.replace(
      'ExpiredToken: The security token included in the request is expired',
      'InvalidClientTokenId: The security token included in the request is invalid.',
    )
    const { acks } = await send(
      submissionBody('tfauth-still-failing', { paste: { value: other } }, { meta }),
    )
    expect(acks).toHaveLength(1)
    expect(JSON.stringify(named('chat.update'))).toContain('InvalidClientTokenId')
  })
})

describe('the shortcut', () => {
  test('answers in the thread of the message', async () => {
    await send(shortcutBody({ text: PASTE }, slack.api.url))
    expect(named('chat.postMessage')).toMatchObject([{ thread_ts: '1795322008.000100' }])
    await send(shortcutBody({ text: PASTE }, slack.api.url, { trigger_id: '1.2.second' }))
    expect(named('chat.postMessage')).toHaveLength(1)
    expect(JSON.stringify(named('respond'))).toContain('I answered this message already')
  })

  test('answers whoever asked where it is no member', async () => {
    slack.api.on('chat.postMessage', () => ({ body: { ok: false, error: 'not_in_channel' } }))
    await send(shortcutBody({ text: PASTE }, slack.api.url))
    const [reply] = named('respond')
    expect(reply).toMatchObject({ response_type: 'ephemeral' })
    expect(elements(reply?.blocks).map(({ action_id }) => action_id)).toEqual([
      'tfauth-open:direct',
    ])
  })

  test("reads what another app wrote in cards, and not tfauth's own words", async () => {
    const cards = {
      bot_id: 'B0CI',
      user: undefined,
      text: '',
      attachments: [{ title: 'Run failed', text: PASTE }],
    }
    await send(shortcutBody(cards, slack.api.url))
    expect(String(named('chat.postMessage')[0]?.text)).toContain('have expired')
    await send(shortcutBody({ text: PASTE, bot_id: 'B0TFAUTH' }, slack.api.url))
    expect(JSON.stringify(named('respond'))).toContain('That message is mine')
    await send(shortcutBody({ text: '' }, slack.api.url))
    expect(JSON.stringify(named('respond'))).toContain('I see no text')
  })
})

describe('home', () => {
  test.each([
    ['U01ALICE', true],
    ['U02BOB', false],
  ])('%s', async (user, admin) => {
    await command(PASTE, { user_id: 'U03CAROL' })
    await send(messageBody(PASTE, '1795322100.000100', { user: 'U03CAROL' }))
    await send(homeBody(user))
    const [home] = named('views.publish')
    expect(home).toMatchObject({ user_id: user, view: { type: 'home' } })
    const page = JSON.stringify(home)
    expect(page.includes('tfauth-home:reset')).toBe(admin)
    expect(page).toContain(admin ? '1 open case in this workspace' : 'No open cases of yours')
    expect(page.includes('app.slack.com/client/T0TFTEST/C01INFRA')).toBe(admin)
    expect(page).toContain('Privacy')
  })

  test('only admins change what a workspace learns, whatever page they have', async () => {
    const learning: boolean[] = []
    slack.app.setLearning = (_workspace, on) => Promise.resolve(void learning.push(on))
    const off = { action_id: 'tfauth-home:learning', value: 'off' }
    await send(
      viewPressBody(off, { id: 'V01', type: 'home' }, { id: 'U02BOB', team_id: 'T0TFTEST' }),
    )
    await send(
      viewPressBody(off, { id: 'V01', type: 'home' }, { id: 'U01ALICE', team_id: 'T0OTHER' }),
    )
    expect(learning).toEqual([])
    expect(named('views.open')).toHaveLength(2)
    await send(viewPressBody(off, { id: 'V01', type: 'home' }))
    expect(learning).toEqual([false])
    expect(named('views.publish')).toHaveLength(1)
  })

  test('only admins say for how long cases are kept, and only what is offered', async () => {
    const kept: number[] = []
    slack.app.workspace.keepFor = (_workspace, days) => Promise.resolve(void kept.push(days))
    const week = {
      action_id: 'tfauth-home:kept',
      type: 'static_select',
      selected_option: { value: '7' },
    }
    const home = { id: 'V01', type: 'home' }
    await send(viewPressBody(week, home, { id: 'U02BOB', team_id: 'T0TFTEST' }))
    expect(kept).toEqual([])
    expect(JSON.stringify(named('views.open'))).toContain('admins')
    await send(viewPressBody(week, home))
    expect(kept).toEqual([7])
    expect(named('views.publish')).toHaveLength(1)
    const days = new Map<string, number>()
    const retention = {
      keptDays: (workspace: string) => Promise.resolve(days.get(workspace) ?? 30),
      keepFor: (workspace: string, chosen: number) =>
        Promise.resolve(void days.set(workspace, chosen)),
    }
    const { workspace: board } = realApp({ retention })
    for (const chosen of [14, 365, 0, Number.NaN]) await board.keepFor('T0TFTEST', chosen)
    expect(await board.home({ workspace: 'T0TFTEST', user: 'U01ALICE' })).toMatchObject({
      keptDays: 14,
    })
  })

  test('opens the settings of a channel, and the form', async () => {
    slack.api.on('views.open', () => ({ body: { ok: true, view: { id: 'V09' } } }))
    const room = {
      action_id: 'tfauth-home:room',
      selected_conversation: 'C02OTHER',
      type: 'conversations_select',
    }
    await send(viewPressBody(room, { id: 'V01', type: 'home' }))
    expect(named('views.update')).toMatchObject([
      {
        view_id: 'V09',
        view: { callback_id: 'tfauth-settings', private_metadata: '{"channel":"C02OTHER"}' },
      },
    ])
    await send(
      viewPressBody({ action_id: 'tfauth-home:form', value: 'open' }, { id: 'V01', type: 'home' }),
    )
    expect(named('views.open')).toHaveLength(2)
  })
})

describe('listening', () => {
  const bot = (ts: string, more: Record<string, unknown> = {}) =>
    messageBody(PASTE, ts, { user: undefined, bot_id: 'B0CI', subtype: 'bot_message', ...more })

  test('bots are read where a channel lets us, and warn whoever said so', async () => {
    await send(bot('1795322100.000100'))
    expect(slack.api.calls).toEqual([])
    await slack.app.workspace.setChannelSettings('T0TFTEST', 'C09CI', {
      listens: true,
      bots: true,
      quiet: 10,
      by: 'U01ALICE',
    })
    const leak = `aws_secret_access_key = ${SECRET}\n${PASTE}`
    await send(bot('1795322101.000100', { channel: 'C09CI', text: leak }))
    expect(named('chat.postMessage')).toHaveLength(1)
    expect(named('chat.postEphemeral')).toMatchObject([{ user: 'U01ALICE' }])
    // The next run fails the same way: no second thread.
    await send(bot('1795322201.000100', { channel: 'C09CI' }))
    expect(named('chat.postMessage')).toHaveLength(1)
  })

  test('the same error of the same person stays quiet, another one does not', async () => {
    await send(messageBody(PASTE, '1795322100.000100'))
    await send(messageBody(PASTE, '1795322200.000100'))
    expect(named('chat.postMessage')).toHaveLength(1)
    expect(named('chat.postEphemeral')).toMatchObject([
      { text: expect.stringContaining('I answered this one a moment ago') },
    ])
    await send(messageBody(PASTE, '1795322300.000100', { user: 'U02BOB' }))
    await send(
      messageBody(PASTE.replace('ExpiredToken', 'SignatureDoesNotMatch'), '1795322400.000100'),
    )
    expect(named('chat.postMessage')).toHaveLength(3)
  })

  test.each(Object.keys(fixture('ignored')).filter((name) => name !== 'app_home_opened'))(
    'silent: %s',
    async (name) => {
      await send(object(fixture('ignored')[name]))
      expect(slack.api.calls).toEqual([])
    },
  )
})
