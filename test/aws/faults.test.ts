import { expect, test, vi } from 'vitest'
import { makeChecks } from '../../src/app/checks/rate-limited-checks.ts'
import { resultSentences } from '../../src/app/checks/result-sentences.ts'
import { runCheck } from '../../src/app/checks/run-check.ts'
import { flat } from '../../src/app/reply/text.ts'
import { openAws } from '../../src/aws/open-aws.ts'
import { keyIdOf } from '../../src/core/aws-ids/access-key-id.ts'
import { check, LINK, withBotCredentials, withStub } from '../doubles/look.ts'
import { ACCOUNT, refused, result } from '../doubles/stub-aws.ts'

withBotCredentials()
const KEY = keyIdOf(ACCOUNT)
const key = { check: 'key', keyId: KEY } as const

test('R27, recorded shape: a throttled read stops the check, says so, and nothing is asked for a minute', async () => {
  await withStub(
    { GetRole: () => refused('Throttling', 400, 'Rate exceeded') },
    async (aws, calls) => {
      const ask = () =>
        runCheck(
          { check: 'role', role: 'deploy' },
          { reads: aws.through(LINK, 'U1'), now: Date.now(), regions: () => [] },
        )
      const first = await ask()
      expect(first).toMatchObject({ grade: 'cannot-tell', finding: { why: 'throttled' } })
      expect(resultSentences(first, 'person').map(flat).join(' ')).toContain(
        'Ask again in a minute',
      )
      const sent = calls.filter(({ action }) => action === 'GetRole').length
      expect(sent).toBeLessThanOrEqual(3)
      expect(await ask()).toMatchObject({ finding: { why: 'throttled' } })
      expect(calls.filter(({ action }) => action === 'GetRole')).toHaveLength(sent)
    },
    { paced: true },
  )
})

test('R27, recorded shape: an answer that never comes ends with the check, not later', async () => {
  const started = Date.now()
  const found = await check(
    { check: 'role', role: 'deploy' },
    { GetRole: () => 'silence' },
    { limits: { callMs: 200, checkMs: 900 } },
  )
  expect(found).toMatchObject({ grade: 'cannot-tell', finding: { why: 'too-slow' } })
  expect(Date.now() - started).toBeLessThan(3000)
})

test('R27, recorded shape: one answer has its own time, and is asked for three times', async () => {
  const started = Date.now()
  const found = await check(
    { check: 'role', role: 'deploy' },
    { GetRole: () => 'silence' },
    { limits: { callMs: 150, checkMs: 8000 } },
  )
  expect(found).toMatchObject({ grade: 'cannot-tell', finding: { why: 'too-slow' } })
  expect(found.sent.filter(({ action }) => action === 'GetRole')).toHaveLength(3)
  expect(Date.now() - started).toBeLessThan(6000)
})

test.each([
  ['ExpiredToken', 'credentials-expired', 'have expired'],
  ['InvalidClientTokenId', 'credentials-refused', 'does not accept the credentials I look with'],
  ['SignatureDoesNotMatch', 'credentials-refused', 'does not accept the credentials I look with'],
  ['AccessDenied', 'link-refused', 'did not give us the role of the link'],
  ['RegionDisabledException', 'unexpected', 'RegionDisabledException'],
])(
  'R29, recorded shape: %s of our own sign-in is never a finding about the key',
  async (code, why, says) => {
    const found = await check(key, { AssumeRole: () => refused(code, 403) })
    expect(found).toMatchObject({ grade: 'cannot-tell', finding: { because: { why } } })
    expect(found.facts.map(({ kind }) => kind)).toEqual(['access-key-kind', 'key-account'])
    expect(found.text).toContain(says)
  },
)

test.each(['MalformedPolicyDocument', 'SomethingNew', 'ServiceFailure', 'PackedPolicyTooLarge'])(
  'R29, recorded shape: an error we do not know is no finding: %s',
  async (code) => {
    const found = await check({ check: 'role', role: 'deploy' }, { GetRole: () => refused(code) })
    expect(found).toMatchObject({ grade: 'cannot-tell', facts: [], finding: { why: 'unexpected' } })
    expect(found.text).toContain('do not read as a finding')
  },
)

test('STS that cannot be reached is about this machine', async () => {
  const aws = openAws({ env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, paced: false })
  const found = await runCheck(key, {
    reads: aws.through(LINK, 'U1'),
    now: Date.now(),
    regions: () => [],
  })
  expect(found).toMatchObject({
    grade: 'cannot-tell',
    finding: { because: { why: 'unreachable' } },
  })
  aws.close()
})

test('no credentials at all: what the id says is still said, and nothing else', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined)
  await withStub({}, async (aws, calls) => {
    const found = await runCheck(key, {
      reads: aws.ambient(),
      now: Date.now(),
      regions: () => [],
    })
    expect(found).toMatchObject({
      grade: 'cannot-tell',
      finding: { because: { why: 'no-credentials' } },
    })
    expect(calls).toEqual([])
    expect(resultSentences(found, 'operator').map(flat).join(' ')).toContain(ACCOUNT)
    expect(resultSentences(found, 'person').map(flat).join(' ')).not.toContain(ACCOUNT)
  })
})

test('R40: while checks are switched off no role is taken', async () => {
  const found = await check(key, {}, { stopped: (team) => team === 'T1' })
  expect(found.sent).toEqual([])
  expect(found.text).toContain('switched off')
})

test('R29, R41: what a server writes into an error is neither shown nor kept', async () => {
  const found = await check(
    { check: 'role', role: 'deploy' },
    { GetRole: () => refused('Odd<b>Code', 400, 'aws_secret_access_key = invented') },
  )
  expect(JSON.stringify(found.finding) + found.text).not.toContain('invented')
})

test('R26, R28: a hundred identical checks at once ask AWS once; one person gets ten a minute', async () => {
  let now = 1_000_000
  await withStub({ GetRole: () => refused('NoSuchEntity', 404) }, async (aws, calls) => {
    const checks = makeChecks({ through: aws.through, regions: () => [], now: () => now })
    const ask = (by: string, role = 'deploy') =>
      checks({ request: { check: 'role', role }, link: LINK, by })
    const all = await Promise.all(Array.from({ length: 100 }, (_, at) => ask(`U${at}`)))
    expect(all.filter((one) => one.kind === 'result' && one.cached)).toHaveLength(99)
    expect(calls.filter(({ action }) => action === 'GetRole')).toHaveLength(1)

    const mine = await Promise.all(Array.from({ length: 12 }, () => ask('U500')))
    expect(mine.map(({ kind }) => kind).filter((kind) => kind === 'refused')).toHaveLength(2)
    expect(mine.at(-1)).toMatchObject({ because: 'person', inSeconds: 60 })

    now += 60_000
    expect(await ask('U500')).toMatchObject({ kind: 'result', cached: false })
    expect(calls.filter(({ action }) => action === 'GetRole')).toHaveLength(2)
    expect(calls.filter(({ action }) => action === 'AssumeRole')).toHaveLength(1)
  })
})

test('R26: a workspace gets three hundred an hour, and over that AWS is not asked', async () => {
  await withStub(
    { GetRole: () => refused('NoSuchEntity', 404) },
    async (aws) => {
      let asked = 0
      const checks = makeChecks({
        through: (link, by) => {
          asked += 1
          return aws.through(link, by)
        },
        regions: () => [{ name: 'us-east-1', opt_in: false, partition: 'aws' }],
        now: () => 5,
      })
      const ask = (at: number) =>
        checks({
          request: { check: 'region', region: `us-east-${at}` },
          link: { ...LINK, id: `L${at}` },
          by: `U${at}`,
        })
      await Promise.all(Array.from({ length: 300 }, (_, at) => ask(at).catch(() => {})))
      expect(await ask(300)).toMatchObject({ kind: 'refused', because: 'workspace' })
      expect(asked).toBe(300)
    },
    { stopped: () => true },
  )
})

test('R28: another link, another person of another workspace, another argument is another check', async () => {
  await withStub({ GetRole: () => refused('NoSuchEntity', 404) }, async (aws, calls) => {
    const checks = makeChecks({ through: aws.through, regions: () => [], now: () => 0 })
    const request = { check: 'role', role: 'deploy' } as const
    await checks({ request, link: LINK, by: 'U1' })
    await checks({ request, link: { ...LINK, team: 'T2' }, by: 'U1' })
    await checks({ request, link: { ...LINK, id: 'L2' }, by: 'U1' })
    await checks({ request: { ...request, externalId: 'x1' }, link: LINK, by: 'U1' })
    expect(calls.filter(({ action }) => action === 'GetRole')).toHaveLength(4)
  })
})

test.each([
  ['ENABLED', 'shown', 'is not why'],
  ['DISABLED', 'shown', 'InvalidClientTokenId'],
  ['ENABLING', 'shown', 'on its way'],
])('recorded shape: a region that must be enabled is %s', async (status, grade, says) => {
  const found = await check(
    { check: 'region', region: 'eu-south-1' },
    {
      GetRegionOptStatus: () => ({
        status: 200,
        body: JSON.stringify({ RegionName: 'eu-south-1', RegionOptStatus: status }),
      }),
    },
  )
  expect(found.grade).toBe(grade)
  expect(found.text).toContain(says)
  expect(found.calls).toEqual(['sts:AssumeRole', 'account:GetRegionOptStatus'])
})

test('D9: a region of another partition is refused with the reason; one that is always on needs no call', async () => {
  const gov = await check({ check: 'region', region: 'us-gov-west-1' }, {})
  expect(gov).toMatchObject({ grade: 'cannot-tell', sent: [] })
  expect(gov.text).toContain('aws-us-gov')
  expect(await check({ check: 'region', region: 'us-east-1' }, {})).toMatchObject({
    grade: 'shown',
    sent: [],
  })
  expect(
    await check({ check: 'role', role: 'arn:aws-cn:iam::111122223333:role/x' }, {}),
  ).toMatchObject({ grade: 'cannot-tell', sent: [] })
})

test('recorded shape: an encoded message is decoded, wrapped or not, and only the kind of denial it shows is said', async () => {
  const message = {
    allowed: false,
    explicitDeny: true,
    matchedStatements: { items: [{ statementId: 'guard', effect: 'DENY' }] },
    context: {
      principal: { id: 'AIDAEXAMPLE', arn: `arn:aws:iam::${ACCOUNT}:user/ci` },
      action: 'ec2:RunInstances',
      resource: `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/*`,
    },
  }
  const found = await check(
    { check: 'message', message: 'abc\n  def' },
    {
      DecodeAuthorizationMessage: ({ params }) =>
        params.EncodedMessage === 'abcdef'
          ? result(
              'DecodeAuthorizationMessage',
              `<DecodedMessage>${JSON.stringify(message).replaceAll('"', '&quot;')}</DecodedMessage>`,
            )
          : refused('InvalidAuthorizationMessageException'),
    },
  )
  expect(found.grade).toBe('shown')
  expect(found.facts.map(({ kind, value }) => [kind, value])).toEqual([
    ['denied-action', 'ec2:RunInstances'],
    ['denied-resource', `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/*`],
    ['principal', `arn:aws:iam::${ACCOUNT}:user/ci`],
    ['denied-by', 'other-explicit-deny'],
  ])
  expect(found.text).toContain('guard')
})

test('R19, recorded shape: a message that is long is cut, one that is none is not guessed at', async () => {
  const long = { allowed: false, context: { action: 'x'.repeat(20_000) } }
  const found = await check(
    { check: 'message', message: 'abc' },
    {
      DecodeAuthorizationMessage: () =>
        result(
          'DecodeAuthorizationMessage',
          `<DecodedMessage>${JSON.stringify(long).replaceAll('"', '&quot;')}</DecodedMessage>`,
        ),
    },
  )
  expect(found.text.length).toBeLessThan(4000)
  const refusedOne = await check(
    { check: 'message', message: 'abc' },
    { DecodeAuthorizationMessage: () => refused('InvalidAuthorizationMessageException') },
  )
  expect(refusedOne.grade).toBe('cannot-tell')
})
