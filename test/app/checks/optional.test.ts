import { expect, test } from 'vitest'
import type { CheckRequest } from '../../../src/app/checks/all-checks.ts'
import { LINKED_ACTIONS } from '../../../src/aws/calls.ts'
import { check, LINK, withBotCredentials, withStub } from '../../doubles/look.ts'
import { ACCOUNT, refused, result, role } from '../../doubles/stub-aws.ts'

withBotCredentials()
const CALLER = `arn:aws:iam::${ACCOUNT}:user/ci`
const mayAssume = { check: 'may-assume', role: 'deploy', from: CALLER } as const
const devices = { check: 'devices', user: 'ci' } as const
const trust = { Version: '2012-10-17', Statement: [] }

/** The answer of SimulatePrincipalPolicy in the shape of the public model. */
const simulated = (decision: string, more = '') =>
  result(
    'SimulatePrincipalPolicy',
    `<IsTruncated>false</IsTruncated><EvaluationResults><member><EvalActionName>sts:AssumeRole</EvalActionName><EvalResourceName>x</EvalResourceName><EvalDecision>${decision}</EvalDecision>${more}</member></EvaluationResults>`,
  )

const summary = (version: string) =>
  result(
    'GetAccountSummary',
    `<SummaryMap>${version === '' ? '' : `<entry><key>GlobalEndpointTokenVersion</key><value>${version}</value></entry>`}<entry><key>AccountAccessKeysPresent</key><value>0</value></entry></SummaryMap>`,
  )

test.each([mayAssume, devices] as readonly CheckRequest[])(
  'the optional tier is off by default: $check asks nothing beyond the core, and says who can switch it on',
  async (request) => {
    const found = await check(request, { GetRole: () => role('deploy', trust) })
    expect(found).toMatchObject({
      grade: 'cannot-tell',
      facts: [],
      finding: { why: 'switched-off' },
    })
    expect(found.text).toContain('switched off here')
    expect(found.sent.map(({ action }) => action)).not.toContain('SimulatePrincipalPolicy')
    expect(found.sent.map(({ action }) => action)).not.toContain('ListMFADevices')
  },
)

test('R23, recorded shape: switched on, the simulation has a session of its own with that one action more', async () => {
  const found = await check(
    mayAssume,
    { GetRole: () => role('deploy', trust), SimulatePrincipalPolicy: () => simulated('allowed') },
    { optional: true },
  )
  const policies = found.sent
    .filter(({ action }) => action === 'AssumeRole')
    .map(({ params }) => JSON.parse(params.Policy ?? '').Statement[0].Action)
  expect(policies).toEqual([LINKED_ACTIONS, [...LINKED_ACTIONS, 'iam:SimulatePrincipalPolicy']])
  const asked = found.sent.find(({ action }) => action === 'SimulatePrincipalPolicy')
  expect(asked?.params).toMatchObject({
    PolicySourceArn: CALLER,
    'ActionNames.member.1': 'sts:AssumeRole',
    'ResourceArns.member.1': `arn:aws:iam::${ACCOUNT}:role/deploy`,
  })
})

test.each([
  ['allowed', '', 'yes', 'consistent-with', 'is allowed'],
  ['implicitDeny', '', 'no', 'consistent-with', 'is not allowed'],
  ['explicitDeny', '', 'no', 'consistent-with', 'explicitly denied'],
  [
    'implicitDeny',
    '<MissingContextValues><member>aws:MultiFactorAuthPresent</member></MissingContextValues>',
    undefined,
    'cannot-tell',
    'aws:MultiFactorAuthPresent',
  ],
  [
    'explicitDeny',
    '<OrganizationsDecisionDetail><AllowedByOrganizations>false</AllowedByOrganizations></OrganizationsDecisionDetail>',
    undefined,
    'cannot-tell',
    'limited by its organisation',
  ],
  [
    'implicitDeny',
    '<PermissionsBoundaryDecisionDetail><AllowedByPermissionsBoundary>false</AllowedByPermissionsBoundary></PermissionsBoundaryDecisionDetail>',
    undefined,
    'cannot-tell',
    'permissions boundary',
  ],
  ['somethingNew', '', undefined, 'cannot-tell', 'do not know'],
])(
  'R29, R34, recorded shape: a simulation that says %s %s',
  async (decision, more, may, grade, says) => {
    const found = await check(
      mayAssume,
      {
        GetRole: () => role('deploy', trust),
        SimulatePrincipalPolicy: () => simulated(decision, more),
      },
      { optional: true },
    )
    expect(found.grade).toBe(grade)
    expect(found.facts.find(({ kind }) => kind === 'caller-may-assume')?.value).toBe(may)
    expect(found.text).toContain(says)
    // What a simulation does not see is always listed.
    expect(found.text).toContain('Not part of it: the trust policy')
  },
)

test('a session is simulated as its role with its path; another account and the root user are not simulated', async () => {
  const session = await check(
    { ...mayAssume, from: `arn:aws:sts::${ACCOUNT}:assumed-role/ci/run` },
    {
      GetRole: ({ params }) => role(params.RoleName ?? '', trust, '/teams/'),
      SimulatePrincipalPolicy: () => simulated('allowed'),
    },
    { optional: true },
  )
  expect(
    session.sent.find(({ action }) => action === 'SimulatePrincipalPolicy')?.params.PolicySourceArn,
  ).toBe(`arn:aws:iam::${ACCOUNT}:role/teams/ci`)
  for (const from of ['arn:aws:iam::999988887777:user/ci', `arn:aws:iam::${ACCOUNT}:root`]) {
    const none = await check({ ...mayAssume, from }, {}, { optional: true })
    expect(none).toMatchObject({ grade: 'cannot-tell', facts: [] })
    expect(none.sent.map(({ action }) => action)).toEqual(['AssumeRole'])
  }
})

test.each([
  [
    '<member><UserName>ci</UserName><SerialNumber>arn:aws:iam::111122223333:mfa/phone</SerialNumber><EnableDate>2026-01-01T00:00:00Z</EnableDate></member>',
    'mfa/phone',
  ],
  ['', 'no device'],
])(
  'recorded shape: the code devices of a user, and nothing of what a policy demands',
  async (members, says) => {
    const found = await check(
      devices,
      {
        ListMFADevices: () =>
          result(
            'ListMFADevices',
            `<IsTruncated>false</IsTruncated><MFADevices>${members}</MFADevices>`,
          ),
      },
      { optional: true },
    )
    expect(found).toMatchObject({ grade: 'shown', facts: [] })
    expect(found.text).toContain(says)
  },
)

test('a link whose role does not grant the optional action is told as such', async () => {
  const found = await check(
    devices,
    { ListMFADevices: () => refused('AccessDenied', 403) },
    { optional: true },
  )
  expect(found).toMatchObject({ grade: 'cannot-tell', finding: { why: 'not-permitted' } })
  expect(found.text).toContain('iam:ListMFADevices')
})

test.each([
  ['1', 'default-regions', 'shown', 'version 1'],
  ['2', 'all-regions', 'shown', 'version 2'],
  ['', undefined, 'cannot-tell', 'did not say'],
  ['3', undefined, 'cannot-tell', 'did not say'],
])('recorded shape: the version of session tokens is %s', async (version, where, grade, says) => {
  const found = await check({ check: 'tokens' }, { GetAccountSummary: () => summary(version) })
  expect(found.grade).toBe(grade)
  expect(found.facts.find(({ kind }) => kind === 'global-tokens')?.value).toBe(where)
  expect(found.text).toContain(says)
})

test('R24: a session that may do more is never used for a check that may not', async () => {
  await withStub(
    {
      ListMFADevices: () =>
        result('ListMFADevices', '<IsTruncated>false</IsTruncated><MFADevices></MFADevices>'),
      GetRole: () => role('deploy', trust),
    },
    async (aws, calls) => {
      await aws.through(LINK, 'U1').devices('ci')
      await aws.through(LINK, 'U1').role('deploy')
      const policies = calls.filter(({ action }) => action === 'AssumeRole')
      expect(policies.map(({ params }) => params.Policy?.includes('ListMFADevices'))).toEqual([
        true,
        false,
      ])
    },
    { optional: true },
  )
})
