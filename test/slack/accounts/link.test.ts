import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { submissionBody } from '../../doubles/bodies.ts'
import { list, object } from '../../doubles/fixtures.ts'
import { withBotCredentials } from '../../doubles/look.ts'
import { ACCOUNT } from '../../doubles/stub-aws.ts'
import { until } from '../../doubles/until.ts'
import { withinLimits } from '../draw/within-limits.ts'
import { KEY, type LinkedSlack, linkedSlack } from './linked-slack.ts'

withBotCredentials()
vi.setConfig({ testTimeout: 60_000 })
let slack: LinkedSlack
const open = async (options?: Parameters<typeof linkedSlack>[0]) => {
  slack = await linkedSlack(options)
  return slack
}
afterEach(async () => {
  withinLimits(slack.api.calls, slack.acks)
  await slack.close()
})

/** Begins a link; gives the message with what makes its role. */
async function begun(person = 'U01ALICE') {
  const posts = slack.count('chat.postMessage')
  const ack = await slack.body(
    submissionBody(
      'tfauth-link',
      { account: { value: ACCOUNT } },
      { meta: { channel: 'C01INFRA' }, user: { id: person } },
    ),
  )
  const setup = await slack.next('chat.postMessage', posts)
  return { ack, setup }
}

/** Begins a link and verifies it; gives what was said last of it. */
async function linked() {
  const { setup } = await begun()
  const updates = slack.count('chat.update')
  await slack.press(setup, 'Verify')
  return { setup, said: await slack.next('chat.update', updates) }
}

async function checked(words: string, more: Record<string, unknown> = {}) {
  const responds = slack.count('respond')
  const ack = await slack.command(words, more)
  return { ack, said: await slack.next('respond', responds) }
}

describe('from link to unlink', () => {
  beforeEach(async () => void (await open()))

  test('/tfauth link opens a form at once, which asks for an account number and nothing else (R6, R8)', async () => {
    const views = slack.count('views.update')
    await slack.command('link')
    const filled = await slack.next('views.update', views)
    const blocks = list(object(filled?.args.view).blocks).map(object)
    expect(blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id)).toEqual([
      'account',
    ])
    const [opened, ...rest] = slack.api.calls.filter(({ method }) => method !== 'auth.test')
    expect(opened?.method).toBe('views.open')
    expect(rest.map(({ method }) => method)).toContain('users.info')
  })

  test.each(['1234', '11112222333a', 'arn:aws:iam::111122223333:role/x', ''])(
    'R8: %j is no account id, and the form says so under the field',
    async (value) => {
      const ack = await slack.body(submissionBody('tfauth-link', { account: { value } }))
      expect(ack).toMatchObject({
        response_action: 'errors',
        errors: { account: expect.stringMatching(/twelve digits/) },
      })
      expect(slack.memory.all()).toEqual([])
    },
  )

  test('what makes the role goes to one person: role, external id, template, Terraform, trust policy, checksum', async () => {
    const { ack, setup } = await begun()
    expect(ack).toMatchObject({ response_action: 'update' })
    expect(setup?.args.channel).toBe('U01ALICE')
    const words = JSON.stringify(setup?.args.blocks)
    const [link] = slack.memory.all()
    for (const part of [
      `arn:aws:iam::${ACCOUNT}:role/tfauth/tfauth-readonly`,
      link?.externalId ?? 'no id',
      'AWSTemplateFormatVersion',
      'aws_iam_policy_document',
      'BotWithExternalId',
      'SHA-256',
      'CAPABILITY_NAMED_IAM',
    ])
      expect(words).toContain(part)
  })

  test('verify says at once that it takes a minute, then what the role lets in and may read, and who else is in', async () => {
    const { said } = await linked()
    const first = slack.api
      .named('chat.postMessage')
      .find(({ args }) => /Verifying/.test(String(args.text)))
    expect(said?.args.ts).toBeDefined()
    expect(first?.args.channel).toBe('D01ALICE')
    const words = JSON.stringify(said?.args.blocks)
    expect(words).toContain(`Account \`${ACCOUNT}\` is linked`)
    expect(words).toContain('user/ada')
    expect(words).toContain('iam:ListAccessKeys')
    expect(words).toContain('Who may ask')
  })

  test('R4: who may ask is nobody but the linker until an admin chooses channels and groups', async () => {
    const { said } = await linked()
    expect(slack.memory.all()[0]?.allowed).toEqual({ channels: [], groups: [] })
    const bob = { user_id: 'U02BOB' }
    const refusedFirst = await checked(`check key ${KEY}`, bob)
    expect(String(refusedFirst.said?.args.text)).toMatch(/may be asked from here/)
    const views = slack.count('views.update')
    await slack.press(said, 'Who may ask')
    const form = await slack.next('views.update', views)
    const inputs = list(object(form?.args.view).blocks).map(object)
    expect(JSON.stringify(inputs)).toContain('exclude_external_shared_channels')
    expect(JSON.stringify(inputs)).toContain('Platform')
    await slack.body(
      submissionBody(
        'tfauth-link-who',
        {
          channels: { selected_conversations: ['C01INFRA'] },
          groups: { selected_options: [{ value: 'S01' }] },
        },
        { meta: { link: 'L1' } },
      ),
    )
    expect(slack.memory.all()[0]?.allowed).toEqual({ channels: ['C01INFRA'], groups: ['S01'] })
    expect(String((await checked(`check key ${KEY}`, bob)).said?.args.text)).toMatch(/key/)
    const owner = await checked(`check key ${KEY}`, { user_id: 'U08OWNER', channel_id: 'C0OTHER' })
    expect(String(owner.said?.args.text)).toMatch(/may be asked from here/)
  })

  test('R16: a check is answered to the asker alone; a second, confirmed press shows it masked', async () => {
    await linked()
    const posts = slack.count('chat.postMessage')
    const { ack, said } = await checked(`check key ${KEY}`)
    expect(ack).toMatchObject({ response_type: 'ephemeral' })
    expect(said?.args).toMatchObject({ response_type: 'ephemeral' })
    expect(JSON.stringify(said?.args)).toContain('Inactive')
    expect(JSON.stringify(said?.args)).toContain(ACCOUNT)
    expect(slack.count('chat.postMessage')).toBeLessThanOrEqual(posts + 1)
    const responds = slack.count('respond')
    await slack.press(said, 'Show in the channel')
    await slack.next('respond', responds)
    const shown = slack.api
      .named('chat.postMessage')
      .filter(({ args }) => args.channel === 'C01INFRA')
    expect(shown).toHaveLength(1)
    const words = JSON.stringify(shown)
    expect(words).toContain('Inactive')
    expect(words).not.toContain(ACCOUNT)
    expect(words).not.toContain(KEY)
    // It is shown once: a second press finds nothing.
    await slack.press(said, 'Show in the channel')
    await until(() =>
      slack.api.named('respond').some(({ args }) => /is gone/.test(String(args.text))),
    )
    expect(
      slack.api.named('chat.postMessage').filter(({ args }) => args.channel === 'C01INFRA'),
    ).toHaveLength(1)
  })

  test('missing parts are asked for in a form, filled in with what was given', async () => {
    await linked()
    const views = slack.count('views.update')
    await slack.command('check oidc deploy repo:acme/infra:ref:refs/heads/main')
    const form = await slack.next('views.update', views)
    const words = JSON.stringify(form?.args.view)
    expect(words).toContain('repo:acme/infra:ref:refs/heads/main')
    expect(words).toContain('Issuer')
    const ack = await slack.body(
      submissionBody(
        'tfauth-check',
        {
          role: { value: 'deploy' },
          issuer: { value: '' },
          subject: { value: 'x' },
          audience: { value: 'y' },
        },
        { meta: { check: 'oidc' } },
      ),
    )
    expect(ack).toMatchObject({ response_action: 'errors' })
    const before = slack.count('views.update')
    const taken = await slack.body(
      submissionBody(
        'tfauth-check',
        { 'key-id': { value: KEY } },
        { meta: { check: 'key', channel: 'C01INFRA' } },
      ),
    )
    expect(taken).toMatchObject({ response_action: 'update' })
    const answer = await slack.next('views.update', before)
    expect(JSON.stringify(answer?.args.view)).toContain('Inactive')
    expect(JSON.stringify(answer?.args.view)).toContain('Show in the channel')
  })

  test('links lists state, linker and who may ask; unlink asks first, then says how to delete the stack', async () => {
    await linked()
    const { said } = await checked('links')
    const words = JSON.stringify(said?.args.blocks)
    for (const part of [
      ACCOUNT,
      'active',
      '<@U01ALICE>',
      'only who linked it',
      'Verify again',
      'What was done',
    ])
      expect(words).toContain(part)
    const forBob = await checked('links', { user_id: 'U02BOB' })
    expect(JSON.stringify(forBob.said?.args.blocks)).not.toContain(ACCOUNT)
    const { said: choice } = await checked(`unlink ${ACCOUNT}`)
    expect(JSON.stringify(choice?.args.blocks)).toContain('confirm')
    const responds = slack.count('respond')
    await slack.press(choice, 'Unlink')
    const end = await slack.next('respond', responds)
    expect(JSON.stringify(end?.args.blocks)).toContain('delete-stack')
    expect(slack.memory.all()).toEqual([])
    const after = await checked(`check key ${KEY}`)
    expect(String(after.said?.args.text)).toMatch(/no such link/)
  })

  test('R38: the newest rows of the record, for admins only', async () => {
    await linked()
    await checked(`check key ${KEY}`)
    const { said } = await checked('links')
    const responds = slack.count('respond')
    await slack.press(said, 'What was done')
    const rows = JSON.stringify((await slack.next('respond', responds))?.args.blocks)
    expect(rows).toContain('began a link')
    expect(rows).toContain('checked')
    expect(rows).not.toContain(KEY)
    const again = slack.count('respond')
    await slack.press(said, 'What was done', { user: { id: 'U02BOB', team_id: 'T0TFTEST' } })
    expect(String((await slack.next('respond', again))?.args.text)).toMatch(/admins/)
  })

  test('cancel forgets the link and deletes the message with its external id', async () => {
    const { setup } = await begun()
    const deletes = slack.count('chat.delete')
    await slack.press(setup, 'Cancel')
    await slack.next('chat.delete', deletes)
    expect(slack.memory.all()).toEqual([])
  })

  test('R6: the external id is in the private message and nowhere else', async () => {
    const { setup } = await linked()
    const id = slack.memory.all()[0]?.externalId ?? 'none'
    const { said } = await checked(`check key ${KEY}`)
    await slack.press(said, 'Show in the channel')
    await checked('links')
    await checked('check role tfauth-readonly')
    await checked('check whoami')
    await checked(`unlink ${ACCOUNT}`)
    const elsewhere = slack.api.calls.filter((call) => call !== setup)
    expect(JSON.stringify(setup?.args)).toContain(id)
    expect(JSON.stringify(elsewhere)).not.toContain(id)
    expect(JSON.stringify(slack.acks)).not.toContain(id)
    expect(slack.log.lines.join('\n')).not.toContain(id)
    expect(JSON.stringify(slack.memory.rows)).not.toContain(id)
    const carried = JSON.stringify(setup?.args.blocks).match(/"value":"[^"]*"/g) ?? []
    expect(carried.join()).not.toContain(id)
  })
})

test('where several accounts may be asked, the one that is named is meant, and else a form asks', async () => {
  await open()
  await linked()
  const other = await slack.memory.links.begin('T0TFTEST', '222233334444', 'U01ALICE')
  if (typeof other === 'string') throw new Error(other)
  const thrice = <Answer>(answer: Answer) => [answer, answer, answer]
  await slack.memory.links.activate(other, {
    verdict: 'link',
    account: other.account,
    may: [],
    others: [],
    probed: { right: thrice('accepted'), random: thrice('rejected'), none: thrice('rejected') },
  })
  const { said } = await checked(`check key ${KEY}`)
  expect(JSON.stringify(said?.args.blocks)).toContain(ACCOUNT)
  const views = slack.count('views.update')
  const asked = slack.stub.calls.length
  await slack.command('check user ci')
  const form = await slack.next('views.update', views)
  expect(JSON.stringify(form?.args.view)).toContain('222233334444')
  expect(JSON.stringify(form?.args.view)).toContain('"initial_value":"ci"')
  expect(slack.stub.calls.length).toBe(asked)
  const before = slack.count('views.update')
  await slack.body(
    submissionBody(
      'tfauth-check',
      { link: { selected_option: { value: 'L1' } }, user: { value: 'ci' } },
      { meta: { check: 'user', channel: 'C01INFRA' } },
    ),
  )
  const answer = await slack.next('views.update', before)
  expect(JSON.stringify(answer?.args.view)).toContain(ACCOUNT)
})

describe('a role that is not safe', () => {
  test.each([
    ['R7: lets nobody in', () => false, /STS refused me the role/],
    [
      'R7: lets in any external id',
      (id?: string) => id !== undefined,
      /external id that nobody uses/,
    ],
    [
      'R7: lets in without one',
      (id?: string, right?: string) => id === undefined || id === right,
      /without any external id/,
    ],
  ])('%s: it is not linked, and the words say what to change', async (_, lets, says) => {
    await open({ lets })
    const { said } = await linked()
    expect(JSON.stringify(said?.args.blocks)).toMatch(says)
    expect(JSON.stringify(said?.args.blocks)).toContain('Verify again')
    expect(slack.memory.all()[0]?.state).toBe('pending')
  })
})

test('where nobody may be written to directly, what makes the role is a word only they see in the channel', async () => {
  await open()
  slack.api.on('chat.postMessage', () => ({ body: { ok: false, error: 'messages_tab_disabled' } }))
  const words = slack.count('chat.postEphemeral')
  await slack.body(
    submissionBody(
      'tfauth-link',
      { account: { value: ACCOUNT } },
      { meta: { channel: 'C01INFRA' } },
    ),
  )
  const said = await slack.next('chat.postEphemeral', words)
  expect(said?.args).toMatchObject({ channel: 'C01INFRA', user: 'U01ALICE' })
  expect(JSON.stringify(said?.args.blocks)).toContain(slack.memory.all()[0]?.externalId)
})

test('with an address for the template the console makes the stack; its link holds the three parameters', async () => {
  await open({ url: 'https://templates.example.com/tfauth-readonly.v1.yml' })
  const { setup } = await begun()
  const words = JSON.stringify(setup?.args.blocks)
  for (const name of [
    'param_ExternalId=tfauth-',
    'param_BotRoleArn=',
    'param_BotAccountId=',
    'templateURL=',
  ])
    expect(words).toContain(name)
  expect(words).not.toContain('AWSTemplateFormatVersion')
})
