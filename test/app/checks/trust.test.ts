import { expect, test } from 'vitest'
import { readClaims } from '../../../src/app/checks/kinds/read-claims.ts'
import { judgeTrust } from '../../../src/core/trust-policy/judge-trust.ts'
import { check, withBotCredentials } from '../../doubles/look.ts'
import { ACCOUNT, refused, result, role } from '../../doubles/stub-aws.ts'

withBotCredentials()
const GITHUB = 'token.actions.githubusercontent.com'
const provider = `arn:aws:iam::${ACCOUNT}:oidc-provider/${GITHUB}`
const trusting = (...conditions: readonly unknown[]) => ({
  Version: '2012-10-17',
  Statement: conditions.map((Condition) => ({
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition,
  })),
})
const subject = (operator: string, sub: unknown) => ({
  StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' },
  ...(operator === 'StringEquals'
    ? { StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com', [`${GITHUB}:sub`]: sub } }
    : { [operator]: { [`${GITHUB}:sub`]: sub } }),
})
const claims = (sub: string, aud = 'sts.amazonaws.com') => ({ iss: `https://${GITHUB}`, sub, aud })
const answers = (trust: unknown, audiences = ['sts.amazonaws.com'], issuers = [provider]) => ({
  GetRole: () => role('deploy', trust),
  ListOpenIDConnectProviders: () =>
    result(
      'ListOpenIDConnectProviders',
      `<OpenIDConnectProviderList>${issuers.map((arn) => `<member><Arn>${arn}</Arn></member>`).join('')}</OpenIDConnectProviderList>`,
    ),
  GetOpenIDConnectProvider: () =>
    result(
      'GetOpenIDConnectProvider',
      `<Url>${GITHUB}</Url><ClientIDList>${audiences.map((id) => `<member>${id}</member>`).join('')}</ClientIDList>`,
    ),
})
const oidc = (sub: string, given: ReturnType<typeof answers>, aud?: string) =>
  check({ check: 'oidc', role: 'deploy', claims: claims(sub, aud) }, given)
const facts = ({ facts: all }: { facts: readonly { kind: string; value: string }[] }) =>
  Object.fromEntries(all.map(({ kind, value }) => [kind, value]))
const MAIN = 'repo:octo-org/infra:ref:refs/heads/main'

test('recorded shape: a subject that fits is admitted by the text, and R34: what was not seen is listed', async () => {
  const found = await oidc(MAIN, answers(trusting(subject('StringEquals', MAIN))))
  expect(found.grade).toBe('consistent-with')
  expect(facts(found)).toMatchObject({
    'oidc-provider': 'exists',
    'oidc-audience': 'matches',
    'oidc-subject': 'matches',
    'role-exists': 'yes',
  })
  expect(found.text).toContain('Not visible from here')
  expect(found.text).not.toContain('risk')
})

test('recorded shape: a subject that differs names the condition, what it wants and what came', async () => {
  const wanted = 'repo:octo-org/infra:environment:prod'
  const found = await oidc(MAIN, answers(trusting(subject('StringEquals', wanted))))
  expect(facts(found)).toMatchObject({ 'oidc-subject': 'differs', 'oidc-audience': 'matches' })
  expect(found.text).toContain(wanted)
  expect(found.text).toContain(MAIN)
  expect(found.text).not.toMatch(/AWS refused/)
})

test('recorded shape: the numbers GitHub puts into newer subjects are the first thing said', async () => {
  const found = await oidc(
    'repo:octo-org@123/infra@456:ref:refs/heads/main',
    answers(trusting(subject('StringEquals', MAIN))),
  )
  expect(found.text).toMatch(/^The subject carries the numbers GitHub/)
})

test('recorded shape: no provider for exactly that issuer, with the one that is nearly it', async () => {
  const found = await oidc(
    MAIN,
    answers(trusting(subject('StringEquals', MAIN)), [], [`${provider}/octo-org`]),
  )
  expect(found.grade).toBe('shown')
  expect(facts(found)).toMatchObject({ 'oidc-provider': 'missing' })
  expect(found.text).toContain(`${GITHUB}/octo-org`)
})

test('recorded shape: an audience the provider does not take', async () => {
  const found = await oidc(MAIN, answers(trusting(subject('StringEquals', MAIN))), 'https://other')
  expect(facts(found)).toMatchObject({ 'oidc-provider': 'exists', 'oidc-audience': 'differs' })
  expect(facts(found)).not.toHaveProperty('oidc-subject')
})

test.each([
  [
    'no condition on the subject',
    { StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } },
    /^Critical risk/,
  ],
  ['a star for the owner', subject('StringLike', 'repo:octo-org*/infra:*'), /^Critical risk/],
  ['every repository of the owner', subject('StringLike', 'repo:octo-org/*'), /^High risk/],
  ['every branch', subject('StringLike', 'repo:octo-org/infra:*'), /^Medium risk/],
  [
    'nothing in fact',
    { 'ForAllValues:StringEquals': { [`${GITHUB}:sbu`]: MAIN } },
    /^Critical risk/,
  ],
])(
  'R35, recorded shape: what is admitted with %s shows the risk first',
  async (_, condition, first) => {
    const found = await oidc(MAIN, answers(trusting(condition)))
    expect(facts(found)).toMatchObject({ 'oidc-subject': 'matches' })
    expect(found.text).toMatch(first)
  },
)

test('R13: of a token only the claims AWS looks at are kept, and no fault quotes it', () => {
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const payload = {
    ...claims(MAIN),
    exp: 1,
    email: 'someone@example.com',
    repository: 'octo-org/infra',
    nonce: 'x',
  }
  const token = `${encoded({ alg: 'none' })}.${encoded(payload)}.invented`
  const read = readClaims(token)
  expect(read).toEqual({ claims: { ...claims(MAIN), exp: 1, repository: 'octo-org/infra' } })
  expect(readClaims(JSON.stringify(payload))).toEqual(read)
  for (const broken of [
    '',
    '[]',
    token.replace('.', '.x'),
    '{"iss":"secret-words"}',
    '{"iss":"a","sub":"b"}',
  ]) {
    expect(JSON.stringify(readClaims(broken))).toMatch(/fault/)
    expect(JSON.stringify(readClaims(broken))).not.toMatch(/secret-words|invented|eyJ/)
  }
})

const user = `arn:aws:iam::${ACCOUNT}:user/ci`
const known = {
  GetUser: () =>
    result(
      'GetUser',
      `<User><Path>/</Path><UserName>ci</UserName><UserId>AIDAEXAMPLEUSERID</UserId><Arn>${user}</Arn><CreateDate>2026-01-01T00:00:00Z</CreateDate></User>`,
    ),
}
const roleTrust = (principal: unknown, condition?: unknown) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: principal,
      Action: 'sts:AssumeRole',
      ...(condition ? { Condition: condition } : {}),
    },
  ],
})

test('recorded shape: a caller the policy does not name', async () => {
  const found = await check(
    { check: 'role', role: 'deploy', from: user },
    {
      ...known,
      GetRole: () => role('deploy', roleTrust({ AWS: 'arn:aws:iam::999988887777:root' })),
    },
  )
  expect(found.grade).toBe('consistent-with')
  expect(facts(found)).toMatchObject({
    'role-trusts-caller': 'no',
    'external-id-demanded': 'no',
    'account-relation': 'same',
  })
})

test('recorded shape: what is left of a deleted user in a policy is said', async () => {
  const found = await check(
    { check: 'role', role: 'deploy', from: user },
    { ...known, GetRole: () => role('deploy', roleTrust({ AWS: 'AIDAOLDEXAMPLEUSER' })) },
  )
  expect(facts(found)).toMatchObject({ 'role-trusts-caller': 'no' })
  expect(found.text).toContain('AIDAOLDEXAMPLEUSER')
  expect(found.text).toContain('was deleted')
})

test("recorded shape: the path of another account's role is not known: named so in the policy, it cannot be told", async () => {
  const found = await check(
    { check: 'role', role: 'deploy', from: 'arn:aws:sts::999988887777:assumed-role/ci/s' },
    { GetRole: () => role('deploy', roleTrust({ AWS: 'arn:aws:iam::999988887777:role/team/ci' })) },
  )
  expect(found.grade).toBe('cannot-tell')
  expect(facts(found)).not.toHaveProperty('role-trusts-caller')
  expect(facts(found)).toMatchObject({ 'account-relation': 'other' })
})

test('recorded shape: an ARN with another path is a role that does not exist', async () => {
  const found = await check(
    { check: 'role', role: `arn:aws:iam::${ACCOUNT}:role/deploy` },
    { GetRole: () => role('deploy', roleTrust({ AWS: ACCOUNT }), '/ci/') },
  )
  expect(found.grade).toBe('shown')
  expect(facts(found)).toMatchObject({ 'role-exists': 'no' })
  expect(found.text).toContain('role/ci/deploy')
})

test('recorded shape: a role of another account is not looked for in this one', async () => {
  const found = await check({ check: 'role', role: 'arn:aws:iam::999988887777:role/deploy' }, {})
  expect(found.sent.map(({ action }) => action)).toEqual(['AssumeRole'])
  expect(found.grade).toBe('cannot-tell')
})

test.each([
  [undefined, 7200, 'too-long'],
  [undefined, 3600, 'within'],
  ['arn:aws:sts::999988887777:assumed-role/ci/s', 3600, 'within'],
])('recorded shape: from %s a session of %d seconds is %s', async (from, seconds, value) => {
  const found = await check(
    { check: 'role', role: 'deploy', from, seconds },
    { GetRole: () => role('deploy', roleTrust({ AWS: '999988887777' })) },
  )
  expect(facts(found)).toMatchObject({ 'session-duration': value })
})

test('R19, R15: to a person the external id of a policy is not shown, and to a thread no account whole', async () => {
  const { resultSentences: sayCheck } = await import('../../../src/app/checks/result-sentences.ts')
  const { flat } = await import('../../../src/app/reply/text.ts')
  const found = await check(
    { check: 'role', role: 'deploy', from: user },
    {
      ...known,
      GetRole: () =>
        role(
          'deploy',
          roleTrust({ AWS: ACCOUNT }, { StringEquals: { 'sts:ExternalId': 'expected-id' } }),
        ),
    },
  )
  expect(facts(found)).toMatchObject({ 'external-id-demanded': 'yes', 'role-trusts-caller': 'yes' })
  expect(found.text).toContain('expected-id')
  const said = (who: 'person' | 'thread') => sayCheck(found, who).map(flat).join('\n')
  expect(said('person')).not.toContain('expected-id')
  expect(said('person')).toContain(ACCOUNT)
  expect(said('thread')).not.toContain(ACCOUNT)
})

test('R17: words of AWS are set as code, so that nothing in them is markup', async () => {
  const { resultSentences: sayCheck } = await import('../../../src/app/checks/result-sentences.ts')
  const evil = '<!channel> <https://example.com|click> *x*'
  const found = await check(
    { check: 'role', role: 'deploy', from: user },
    {
      ...known,
      GetRole: () =>
        role('deploy', roleTrust({ AWS: ACCOUNT }, { StringEquals: { 'aws:username': evil } })),
    },
  )
  const spans = sayCheck(found, 'person').flat()
  const holding = spans.filter((span) => JSON.stringify(span).includes('<!channel>'))
  expect(holding.length).toBeGreaterThan(0)
  for (const span of holding) expect(span).toHaveProperty('code')
})

test('R33: a policy that is too large to be one cannot be told', () => {
  const request = {
    action: 'sts:AssumeRole',
    role_arn: 'arn:aws:iam::111122223333:role/r',
    principal: { arn: user },
  }
  const many = {
    Statement: Array.from({ length: 101 }, () => roleTrust({ AWS: ACCOUNT }).Statement[0]),
  }
  const long = roleTrust({ AWS: ACCOUNT }, { StringEquals: { 'aws:username': 'x'.repeat(20_001) } })
  for (const policy of [many, long, null, 'text', { Statement: [{ Effect: 'Maybe' }] }]) {
    expect(judgeTrust(policy, [request]).decision.decision).toBe('cannot-tell')
  }
})

test('recorded shape: a role whose listing of providers is not permitted is still read as far as it goes', async () => {
  const found = await oidc(MAIN, {
    ...answers(trusting(subject('StringEquals', MAIN))),
    ListOpenIDConnectProviders: () => refused('AccessDenied', 403),
  })
  expect(facts(found)).toMatchObject({ 'oidc-provider': 'exists', 'oidc-subject': 'matches' })
})
