import { expect, test } from 'vitest'
import { linkTrustFlaws } from '../../../src/app/accounts/link-trust.ts'
import { canaryFault, verifyLink } from '../../../src/app/accounts/verify-link.ts'
import { LINK, withBotCredentials, withStub } from '../../doubles/look.ts'
import {
  ACCOUNT,
  assumed,
  BOT,
  type Call,
  identity,
  refused,
  role,
} from '../../doubles/stub-aws.ts'

withBotCredentials()
const OTHER = 'tfauth-nobody-uses-this-one'
const us = {
  arn: `arn:aws:sts::${BOT}:assumed-role/tfauth-bot/s`,
  role_arn: `arn:aws:iam::${BOT}:role/tfauth-bot`,
}
const statement = (Condition?: unknown) => ({
  Effect: 'Allow',
  Principal: { AWS: BOT },
  Action: 'sts:AssumeRole',
  ...(Condition ? { Condition } : {}),
})
const policy = (...Statement: readonly unknown[]) => ({ Version: '2012-10-17', Statement })
const right = { StringEquals: { 'sts:ExternalId': LINK.externalId } }

/** A role that answers each external id as it is told, with a trust policy that says so. */
const answers = (by: (id: string | undefined, time: number) => boolean, trust: unknown) => {
  let time = 0
  return {
    AssumeRole: ({ params }: Call) =>
      by(params.ExternalId, time++) ? assumed() : refused('AccessDenied', 403),
    GetCallerIdentity: ({ signedBy }: Call) =>
      signedBy.startsWith('ASIA')
        ? identity(ACCOUNT, `arn:aws:sts::${ACCOUNT}:assumed-role/tfauth-readonly/s`)
        : identity(BOT, us.arn),
    GetRole: () => role('tfauth-readonly', trust, '/tfauth/'),
  }
}
const verify = (given: Parameters<typeof withStub>[0]) =>
  withStub(given, async (aws, calls) => ({
    ...(await verifyLink(aws.probes, LINK, () => OTHER)),
    calls,
  }))

test('R7, recorded shape: right, three others, three without, right again; then account and trust policy', async () => {
  const found = await verify(answers((id) => id === LINK.externalId, policy(statement(right))))
  expect(found).toMatchObject({ verdict: 'link', account: ACCOUNT, others: [] })
  const ids = found.calls
    .filter(({ action }) => action === 'AssumeRole')
    .map(({ params }) => params.ExternalId)
  const id = LINK.externalId
  expect(ids).toEqual([id, id, id, OTHER, OTHER, OTHER, undefined, undefined, undefined, id, id])
  expect(found.probed).toEqual({
    right: Array.from({ length: 4 }, () => 'accepted'),
    random: Array.from({ length: 3 }, () => 'rejected'),
    none: Array.from({ length: 3 }, () => 'rejected'),
  })
})

test.each([
  ['any id', (id?: string) => id !== undefined, 'accepts-any-id'],
  ['no id', (id?: string) => id !== OTHER, 'accepts-no-id'],
  ['nobody', () => false, 'rejects-us'],
])('R7, recorded shape: a role that lets in by %s is refused', async (_, by, because) => {
  const found = await verify(answers(by, policy(statement(right))))
  expect(found).toMatchObject({ verdict: 'refuse', because })
})

test('R7, recorded shape: a role that lets in a stranger only once is refused', async () => {
  const found = await verify(
    answers((id, time) => id === LINK.externalId || time === 5, policy(statement(right))),
  )
  expect(found).toMatchObject({ verdict: 'refuse', because: 'accepts-any-id' })
})

test('R7, recorded shape: an answer that changes is no answer', async () => {
  const first = await verify(answers((_, time) => time === 0, policy(statement(right))))
  expect(first).toMatchObject({ verdict: 'could-not', because: 'unsteady' })
  const last = await verify(
    answers((id, time) => id === LINK.externalId && time < 9, policy(statement(right))),
  )
  expect(last).toMatchObject({ verdict: 'could-not', because: 'unsteady' })
})

test.each(['Throttling', 'RegionDisabledException', 'ValidationError', 'ExpiredToken'])(
  'R7, recorded shape: %s on a stranger is not a rejection',
  async (code) => {
    const given = answers(() => true, policy(statement(right)))
    const found = await verify({
      ...given,
      AssumeRole: ({ params }) =>
        params.ExternalId === LINK.externalId ? assumed() : refused(code),
    })
    expect(found).toMatchObject({ verdict: 'could-not', because: { kind: 'could-not' } })
  },
)

test('R7, recorded shape: a session of another account than the one claimed is refused', async () => {
  const found = await verify({
    ...answers((id) => id === LINK.externalId, policy(statement(right))),
    GetCallerIdentity: () => identity(BOT, 'arn:aws:iam::444455556666:user/x'),
  })
  expect(found).toMatchObject({ verdict: 'refuse', because: 'other-account' })
})

test('D4, recorded shape: a statement that asks for an address escapes the probes and not the reading', async () => {
  const found = await verify(
    answers(
      (id) => id === LINK.externalId,
      policy(statement(right), statement({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })),
    ),
  )
  expect(found).toMatchObject({
    verdict: 'refuse',
    because: 'trust-text',
    flaws: [{ statement: 1, why: 'no-external-id' }],
  })
})

test('D4, recorded shape: a role whose own trust policy cannot be read is not linked', async () => {
  const found = await verify({
    ...answers((id) => id === LINK.externalId, policy(statement(right))),
    GetRole: () => refused('AccessDenied', 403),
  })
  expect(found).toMatchObject({ verdict: 'could-not', because: { why: 'not-permitted' } })
})

test.each([
  ['other operator', { StringLike: { 'sts:ExternalId': LINK.externalId } }, 'other-operator'],
  [
    'if it exists',
    { StringEqualsIfExists: { 'sts:ExternalId': LINK.externalId } },
    'other-operator',
  ],
  ['two ids', { StringEquals: { 'sts:ExternalId': [LINK.externalId, 'x2'] } }, 'other-ids'],
  ['another id', { StringEquals: { 'sts:ExternalId': 'x2' } }, 'other-ids'],
  ['none', undefined, 'no-external-id'],
])('D4: the text of a trust policy with %s is a flaw', (_, condition, why) => {
  const expected = { role: 'r', bot: us, externalId: LINK.externalId }
  expect(linkTrustFlaws(policy(statement(condition)), expected).flaws).toEqual([
    { statement: 0, why },
  ])
})

test('D4: a policy that does not name us although we were let in is not trusted', () => {
  const elsewhere = { ...statement(right), Principal: { AWS: '999988887777' } }
  const expected = { role: 'r', bot: us, externalId: LINK.externalId }
  expect(linkTrustFlaws(policy(elsewhere), expected).flaws).toMatchObject([{ why: 'nobody' }])
})

test('D4: who else is admitted is named, and somebody else needs no external id of ours', () => {
  const { flaws, others } = linkTrustFlaws(
    policy(statement({ StringEquals: { 'sts:externalid': LINK.externalId } }), {
      ...statement(),
      Principal: { AWS: 'arn:aws:iam::999988887777:root', Service: 'ec2.amazonaws.com' },
    }),
    { role: 'r', bot: us, externalId: LINK.externalId },
  )
  expect(flaws).toEqual([])
  expect(others).toEqual(['arn:aws:iam::999988887777:root', 'ec2.amazonaws.com'])
})

test.each([
  [() => assumed(), undefined],
  [() => refused('AccessDenied', 403), /refused a call without an external id/],
  [() => refused('Throttling'), /could not be asked/],
])(
  'R10, recorded shape: the canary tells whether asking without an id proves anything',
  async (answer, fault) => {
    await withStub({ AssumeRole: answer }, async (aws) => {
      const said = await canaryFault(aws.probes, LINK)
      if (fault) expect(said?.says).toMatch(fault)
      else expect(said).toBeUndefined()
    })
  },
)
