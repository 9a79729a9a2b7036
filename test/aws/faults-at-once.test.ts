import { expect, test } from 'vitest'
import { makeChecks } from '../../src/app/checks/rate-limited-checks.ts'
import { resultSentences } from '../../src/app/checks/result-sentences.ts'
import { runCheck } from '../../src/app/checks/run-check.ts'
import { flat } from '../../src/app/reply/text.ts'
import { openAws } from '../../src/aws/open-aws.ts'
import { keyIdOf } from '../../src/core/aws-ids/access-key-id.ts'
import { check, LINK, withBotCredentials, withStub } from '../doubles/look.ts'
import { ACCOUNT, assumed, keys, refused, result, role } from '../doubles/stub-aws.ts'

withBotCredentials()
const KEY = keyIdOf(ACCOUNT)
const key = { check: 'key', keyId: KEY } as const
const trust = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/ci` },
      Action: 'sts:AssumeRole',
    },
    {
      Effect: 'Allow',
      Principal: {
        Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`,
      },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
        StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:o/r:*' },
      },
    },
  ],
}
const token = {
  iss: 'https://token.actions.githubusercontent.com',
  sub: 'repo:o/r:x',
  aud: 'sts.amazonaws.com',
}
const found = {
  GetAccessKeyLastUsed: () =>
    result(
      'GetAccessKeyLastUsed',
      '<UserName>ci</UserName><AccessKeyLastUsed></AccessKeyLastUsed>',
    ),
  ListAccessKeys: () => keys([KEY, 'Active']),
  ListAttachedUserPolicies: () =>
    result(
      'ListAttachedUserPolicies',
      '<IsTruncated>false</IsTruncated><AttachedPolicies></AttachedPolicies>',
    ),
  GetUser: () =>
    result(
      'GetUser',
      `<User><Path>/</Path><UserName>ci</UserName><UserId>AIDAEXAMPLE</UserId><Arn>arn:aws:iam::${ACCOUNT}:user/ci</Arn><CreateDate>2026-01-01T00:00:00Z</CreateDate></User>`,
    ),
  GetRole: () => role('deploy', trust),
  ListOpenIDConnectProviders: () =>
    result(
      'ListOpenIDConnectProviders',
      `<OpenIDConnectProviderList><member><Arn>arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com</Arn></member></OpenIDConnectProviderList>`,
    ),
  GetOpenIDConnectProvider: () =>
    result(
      'GetOpenIDConnectProvider',
      '<Url>token.actions.githubusercontent.com</Url><ClientIDList><member>sts.amazonaws.com</member></ClientIDList>',
    ),
  GetAccountSummary: () =>
    result(
      'GetAccountSummary',
      '<SummaryMap><entry><key>GlobalEndpointTokenVersion</key><value>1</value></entry></SummaryMap>',
    ),
  GetRegionOptStatus: () => ({
    status: 200,
    body: JSON.stringify({ RegionName: 'eu-south-1', RegionOptStatus: 'ENABLED' }),
  }),
}

/** Each read with the check that makes it, and the facts that only this read can give. */
const SINGLE = [
  ['GetAccessKeyLastUsed', key, ['key-status', 'quarantine', 'key-of-account']],
  ['ListAccessKeys', key, ['key-status', 'key-age']],
  ['ListAttachedUserPolicies', key, ['quarantine']],
  ['GetUser', { check: 'user', user: 'ci' }, ['quarantine']],
  ['GetRole', { check: 'role', role: 'deploy' }, ['role-exists', 'external-id-demanded']],
  // The provider itself is asked where the list is not to be had.
  ['ListOpenIDConnectProviders', { check: 'oidc', role: 'deploy', claims: token }, []],
  ['GetOpenIDConnectProvider', { check: 'oidc', role: 'deploy', claims: token }, ['oidc-audience']],
  ['GetAccountSummary', { check: 'tokens' }, ['global-tokens']],
  ['GetRegionOptStatus', { check: 'region', region: 'eu-south-1' }, ['region-enabled']],
] as const

test.each(SINGLE)(
  'R29, recorded shape: %s alone is denied, throttled or unknown',
  async (call, request, lost) => {
    for (const code of ['AccessDenied', 'ServiceFailure']) {
      const answer = await check(request, { ...found, [call]: () => refused(code, 403) })
      for (const kind of lost) expect(answer.facts.map((one) => one.kind)).not.toContain(kind)
      expect(answer.text).toMatch(new RegExp(`${call}`))
    }
    const whole = await check(request, found)
    for (const kind of lost.filter((one) => one !== 'key-of-account')) {
      expect(whole.facts.map((one) => one.kind)).toContain(kind)
    }
  },
)

test.each([
  ['a proxy that answers with a page', 200, '<html><body>Sign in to the network</body></html>'],
  ['an answer that is cut off', 200, '<GetRoleResponse><GetRoleResult><Role><RoleName>dep'],
  ['no answer at all', 200, ''],
  ['a failure without a code', 500, 'upstream connect error'],
  ['a refusal of something in between', 403, '<html>Forbidden</html>'],
])('R29: %s is no finding about a role', async (_, status, body) => {
  const answer = await check(
    { check: 'role', role: 'deploy' },
    { GetRole: () => ({ status, body }) },
  )
  expect(answer).toMatchObject({ grade: 'cannot-tell', facts: [] })
  expect(answer.text).not.toContain('no role')
})

test('R27, recorded shape: a throttled sign-in stops the check and says so', async () => {
  const answer = await check(key, { AssumeRole: () => refused('Throttling', 400, 'Rate exceeded') })
  expect(answer).toMatchObject({ grade: 'cannot-tell', finding: { because: { why: 'throttled' } } })
  expect(answer.facts.map(({ kind }) => kind)).not.toContain('key-status')
})

test('R27, recorded shape: a sign-in that hangs ends with the check', async () => {
  const started = Date.now()
  const answer = await check(
    key,
    { AssumeRole: () => 'silence' },
    { limits: { callMs: 200, checkMs: 900 } },
  )
  expect(answer).toMatchObject({ grade: 'cannot-tell', finding: { because: { why: 'too-slow' } } })
  expect(Date.now() - started).toBeLessThan(4000)
})

test('our own credentials expire between two checks: the session that lasts is used, a new one is refused and said so', async () => {
  let alive = true
  await withStub(
    { ...found, AssumeRole: () => (alive ? assumed() : refused('ExpiredToken', 403)) },
    async (aws) => {
      const ask = (id: string) =>
        runCheck(
          { check: 'role', role: 'deploy' },
          {
            reads: aws.through({ ...LINK, id }, 'U1'),
            now: 0,
            regions: () => [],
          },
        )
      expect(await ask('L1')).toMatchObject({ grade: 'shown' })
      alive = false
      expect(await ask('L1')).toMatchObject({ grade: 'shown' })
      const other = await ask('L2')
      expect(other).toMatchObject({ grade: 'cannot-tell', finding: { why: 'credentials-expired' } })
      expect(resultSentences(other, 'person').map(flat).join(' ')).toContain("the checker's own")
    },
  )
})

test('R26: a hundred different checks of one account at once: one call a second, and whoever gets no turn is told', async () => {
  let now = 0
  let due: { readonly at: number; readonly ring: () => void }[] = []
  const clock = {
    now: () => now,
    wait: (ms: number) =>
      new Promise<void>((ring) => {
        due.push({ at: now + ms, ring })
      }),
  }
  // A second of that clock passes in some milliseconds of ours.
  const ticking = setInterval(() => {
    now += 1000
    for (const { ring } of due.filter(({ at }) => at <= now)) ring()
    due = due.filter(({ at }) => at > now)
  }, 20)
  await withStub(
    { GetRole: () => refused('NoSuchEntity', 404) },
    async (aws, calls) => {
      const checks = makeChecks({ through: aws.through, regions: () => [], now: () => now })
      const all = await Promise.all(
        Array.from({ length: 100 }, (_, at) =>
          checks({ request: { check: 'role', role: `deploy-${at}` }, link: LINK, by: `U${at}` }),
        ),
      )
      const results = all.flatMap((one) => (one.kind === 'result' ? [one.result] : []))
      expect(results).toHaveLength(100)
      const told = results.filter(({ grade }) => grade === 'shown')
      const busy = results.filter(({ finding }) => 'why' in finding && finding.why === 'busy')
      expect(told.length).toBeGreaterThan(0)
      expect(told.length + busy.length).toBe(100)
      expect(calls.filter(({ action }) => action === 'AssumeRole')).toHaveLength(1)
      // Those that got a turn in time: eight, within the seven seconds that one waits.
      expect(calls.filter(({ action }) => action === 'GetRole').length).toBeLessThanOrEqual(10)
      for (const one of busy) {
        expect(one.facts).toEqual([])
        expect(resultSentences(one, 'person').map(flat).join(' ')).toContain(
          'Try again in a minute',
        )
      }
    },
    { paced: true, clock },
  ).finally(() => clearInterval(ticking))
})

test('R24: a hundred checks of fifty workspaces at once: each sees its own account and its own session', async () => {
  const accountOf = (at: number) => String(100_000_000_000 + at)
  await withStub(
    {
      AssumeRole: ({ params }) => assumed(params.RoleArn?.split(':')[4] ?? ''),
      GetRole: () => refused('NoSuchEntity', 404),
    },
    async (aws, calls) => {
      const checks = makeChecks({ through: aws.through, regions: () => [], now: () => 0 })
      const all = await Promise.all(
        Array.from({ length: 100 }, (_, at) =>
          checks({
            request: { check: 'role', role: 'deploy' },
            // The same id of a link in every workspace: only the workspace tells them apart.
            link: { ...LINK, team: `T${at % 50}`, account: accountOf(at % 50) },
            by: `U${at}`,
          }),
        ),
      )
      for (const [at, one] of all.entries()) {
        expect(one).toMatchObject({ kind: 'result', result: { account: accountOf(at % 50) } })
      }
      const assumes = calls.filter(({ action }) => action === 'AssumeRole')
      expect(new Set(assumes.map(({ params }) => params.RoleArn)).size).toBe(50)
      for (const { params } of assumes) {
        const at =
          accountOf(0).length === 12 ? Number(params.RoleArn?.split(':')[4]) - 100_000_000_000 : -1
        expect(params.RoleSessionName).toMatch(new RegExp(`^tfauth-T${at}-U\\d+$`))
      }
    },
  )
})

test('STS of no region can be reached: said of this machine, and no fact of the key beyond its id', async () => {
  const aws = openAws({ env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, paced: false })
  for (const request of [key, { check: 'role', role: 'deploy' }, { check: 'tokens' }] as const) {
    const answer = await runCheck(request, {
      reads: aws.through(LINK, 'U1'),
      now: 0,
      regions: () => [],
    })
    expect(answer.grade).toBe('cannot-tell')
    expect(
      answer.facts.filter(({ kind }) => !['access-key-kind', 'key-account'].includes(kind)),
    ).toEqual([])
    expect(resultSentences(answer, 'person').map(flat).join(' ')).toContain(
      "this machine's network",
    )
  }
  aws.close()
})
