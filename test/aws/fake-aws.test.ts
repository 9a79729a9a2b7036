import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fold } from '../../src/core/case/fold-events.ts'
import { diagnose } from '../../src/core/diagnosis/diagnose.ts'
import type { Fact, Reading } from '../../src/core/fact.ts'
import { read } from '../../src/core/read/read-paste.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { FAKE, startFake, TERRAFORM, tfauthCheck, WHY_NOT } from '../doubles/fake-aws.ts'

const ACCOUNT = '123456789012'
const knowledge = loadKnowledge(join(import.meta.dirname, '../../knowledge'))
const LINK = [
  '--role-arn',
  `arn:aws:iam::${ACCOUNT}:role/tfauth/tfauth-readonly`,
  '--link-external-id',
  'tenant-ext-id',
]
const ROLE = `arn:aws:iam::${ACCOUNT}:role/deploy`
const GOOD = `arn:aws:iam::${ACCOUNT}:user/ci-good`
const assume = (words: string) => [`-backend-config=assume_role={${words}}`]

type Scenario = {
  readonly name: string
  readonly user: string
  readonly init?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** The code Terraform prints; null where it prints none of AWS. */
  readonly code: string | null
  readonly check: (id: string) => readonly string[]
  readonly grade: string
  readonly facts: Readonly<Record<string, string>>
  readonly says: RegExp
  /** The cause that comes first once the facts of the check are known; where one must. */
  readonly cause?: string
  /** What must not be claimed. */
  readonly never?: RegExp
}

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'good key',
    user: 'ci-good',
    code: null,
    check: (id) => ['key', id],
    grade: 'shown',
    facts: { 'key-status': 'active', quarantine: 'none' },
    says: /is Active/,
    never: /will work/,
  },
  {
    name: 'deleted key',
    user: 'ci-deleted',
    code: 'InvalidClientTokenId',
    check: (id) => ['key', id],
    grade: 'shown',
    facts: { 'key-status': 'missing' },
    says: /no such key now: it was deleted, never issued, or the id is mistyped/,
    cause: 'deactivated-or-deleted-key',
  },
  {
    name: 'inactive key',
    user: 'ci-inactive',
    code: 'InvalidClientTokenId',
    check: (id) => ['key', id],
    grade: 'shown',
    facts: { 'key-status': 'inactive' },
    says: /is Inactive .* key of user ci-inactive/,
    cause: 'deactivated-or-deleted-key',
  },
  {
    name: 'wrong secret',
    user: 'ci-good',
    env: { SECRET_OVERRIDE: 'invented-and-of-no-key' },
    code: 'SignatureDoesNotMatch',
    check: (id) => ['key', id],
    grade: 'shown',
    facts: { 'key-status': 'active' },
    says: /After SignatureDoesNotMatch it leaves a wrong secret or a wrong clock/,
    cause: 'wrong-credentials',
  },
  {
    name: 'deleted key, checked by S3 alone',
    user: 'ci-deleted',
    init: [
      '-backend-config=skip_credentials_validation=true',
      '-backend-config=skip_requesting_account_id=true',
    ],
    code: 'InvalidAccessKeyId',
    check: (id) => ['key', id],
    grade: 'shown',
    facts: { 'key-status': 'missing' },
    says: /InvalidAccessKeyId/,
    cause: 'deactivated-or-deleted-key',
  },
  {
    name: 'quarantined user',
    user: 'ci-quarantined',
    code: 'Forbidden',
    check: (id) => ['key', id],
    grade: 'shown',
    facts: { 'key-status': 'active', quarantine: 'attached' },
    says: /AWS has marked this user.*\n.*Rotate the key now/,
    never: /add s3|detach the policy/i,
    cause: 'key-quarantined',
  },
  {
    name: 'no rights on S3',
    user: 'ci-nos3',
    code: 'Forbidden',
    check: (id) => ['key', id],
    grade: 'shown',
    facts: { 'key-status': 'active', quarantine: 'none' },
    says: /Whether its permissions suffice was not looked at/,
    never: /lacks|missing permission/,
  },
  {
    name: 'external id wrong',
    user: 'ci-good',
    init: assume(`role_arn="${ROLE}",external_id="wrong"`),
    code: 'AccessDenied',
    check: () => ['role', ROLE, '--from', GOOD, '--external-id', 'wrong'],
    grade: 'consistent-with',
    facts: { 'external-id-demanded': 'yes', 'role-trusts-caller': 'yes', 'role-exists': 'yes' },
    says: /sts:ExternalId must be .*, and it is wrong/,
    never: /AWS refused because/,
    cause: 'external-id',
  },
  {
    name: 'external id missing',
    user: 'ci-good',
    init: assume(`role_arn="${ROLE}"`),
    code: 'AccessDenied',
    check: () => ['role', 'deploy', '--from', GOOD],
    grade: 'consistent-with',
    facts: { 'external-id-demanded': 'yes', 'role-trusts-caller': 'yes', 'role-exists': 'yes' },
    says: /demands an external id/,
    cause: 'external-id',
  },
  {
    name: 'role name mistyped',
    user: 'ci-good',
    init: assume(`role_arn="arn:aws:iam::${ACCOUNT}:role/deplyo"`),
    code: 'AccessDenied',
    check: () => ['role', `arn:aws:iam::${ACCOUNT}:role/deplyo`, '--from', GOOD],
    grade: 'shown',
    facts: { 'role-exists': 'no' },
    says: /has no role deplyo now/,
    cause: 'trust-policy',
  },
  {
    name: 'session too long',
    user: 'ci-good',
    init: assume(`role_arn="${ROLE}",external_id="expected-ext-id",duration="2h"`),
    code: 'ValidationError',
    check: () => ['role', 'deploy', '--duration', '2h'],
    grade: 'shown',
    facts: { 'session-duration': 'too-long' },
    says: /7200 seconds is longer than the 3600/,
    cause: 'session-duration',
  },
  {
    name: 'caller not in the trust policy',
    user: 'ci-nos3',
    init: assume(`role_arn="${ROLE}",external_id="expected-ext-id"`),
    code: 'AccessDenied',
    check: () => ['role', 'deploy', '--from', `arn:aws:iam::${ACCOUNT}:user/ci-nos3`],
    grade: 'consistent-with',
    facts: { 'role-trusts-caller': 'no' },
    says: /No statement that allows sts:AssumeRole names this caller/,
    cause: 'trust-policy',
  },
]

/** The cause that comes first for these readings, and how sure we are. */
function first(readings: readonly Reading[]): string {
  const events = readings.map((reading) => ({ kind: 'pasted', reading }) as const)
  const [cause] = diagnose(knowledge, fold(events, knowledge)).causes
  return cause ? `${cause.cause.id} ${cause.probability.toFixed(2)}` : 'none'
}

const withFacts = (facts: readonly Fact[]): Reading => ({
  auth: false,
  errors: [],
  secrets: [],
  facts,
})

describe.skipIf(!FAKE)(
  `against the fake server, through a linked role${WHY_NOT}`,
  { timeout: 120_000 },
  () => {
    let fake: Awaited<ReturnType<typeof startFake>>
    let users: Awaited<ReturnType<typeof fake.seed>>
    const rows: string[] = []
    const bot = () => ({
      AWS_ENDPOINT_URL: fake.url,
      AWS_ACCESS_KEY_ID: users.bot?.id ?? '',
      AWS_SECRET_ACCESS_KEY: users.bot?.secret ?? '',
    })
    beforeAll(async () => {
      fake = await startFake()
      users = await fake.seed()
    }, 120_000)
    afterAll(async () => {
      await fake.stop()
      const table = process.env.TFAUTH_SCENARIO_TABLE
      if (table) {
        await mkdir(dirname(table), { recursive: true })
        await writeFile(table, `${rows.sort().join('\n')}\n`)
      }
    })

    test.each(SCENARIOS)('$name', (scenario) => {
      const { name, user, init, env, code, check, grade, facts, says, never, cause } = scenario
      let printed = 'no terraform here'
      let reading: Reading | undefined
      if (TERRAFORM) {
        const output = fake.init(user, init, env)
        reading = read(output, knowledge)
        const [error] = reading.errors
        printed = error?.code ?? 'success'
        expect(output).toContain(code === null ? 'exit=0' : 'exit=1')
        expect(error?.code ?? null).toBe(code)
      }
      const { status, stderr, result } = tfauthCheck(
        [...check(users[user]?.id ?? ''), ...LINK],
        bot(),
      )
      expect(stderr).toBe('')
      expect(result).toMatchObject({ grade })
      expect(status).toBe(0)
      const found = Object.fromEntries(result?.facts.map((fact) => [fact.kind, fact.value]) ?? [])
      expect(found).toMatchObject(facts)
      expect(result?.text).toMatch(says)
      const before = reading && first([reading])
      const after = reading && first([reading, withFacts(result?.facts ?? [])])
      if (cause && reading) expect(after?.split(' ')[0]).toBe(cause)
      if (never) expect(result?.text).not.toMatch(never)
      rows.push(
        `| ${name} | ${printed} | ${before ?? ''} → ${after ?? ''} | ${grade} | ${Object.entries(
          facts,
        )
          .map((fact) => fact.join(' '))
          .join(', ')} | ${result?.text.split('\n').slice(1, -1).join(' ')} |`,
      )
    })

    test('the credentials at hand, without a right to read, learn nothing and say which call', () => {
      const { status, result } = tfauthCheck(['key', users['ci-good']?.id ?? ''], bot())
      expect(status).toBe(1)
      expect(result).toMatchObject({ grade: 'cannot-tell' })
      expect(result?.text).toContain('iam:GetAccessKeyLastUsed')
    })

    test("a key of the bot's that is inactive is not the finding about somebody's key", () => {
      const inactive = users['ci-inactive']
      const { status, result } = tfauthCheck(['key', users['ci-good']?.id ?? '', ...LINK], {
        ...bot(),
        AWS_ACCESS_KEY_ID: inactive?.id ?? '',
        AWS_SECRET_ACCESS_KEY: inactive?.secret ?? '',
      })
      expect(status).toBe(1)
      expect(result?.facts.map(({ kind }) => kind)).not.toContain('key-status')
      expect(result?.text).toContain('does not accept the credentials I look with')
    })

    test('whoami: the session policy keeps the link to what it lists, whatever its role may', () => {
      const { result } = tfauthCheck(['whoami', ...LINK], bot())
      expect(result?.text).toMatch(/May: .*iam:GetRole/)
      expect(result?.facts).toEqual([])
      const mine = tfauthCheck(['whoami'], bot())
      expect(mine.result?.facts.map(({ kind, value }) => [kind, value])).toEqual([
        ['caller-identity', 'works'],
        ['account', ACCOUNT],
        ['principal', `arn:aws:iam::${ACCOUNT}:user/bot`],
      ])
      const dead = tfauthCheck(['whoami'], {
        ...bot(),
        AWS_ACCESS_KEY_ID: users['ci-deleted']?.id ?? '',
        AWS_SECRET_ACCESS_KEY: users['ci-deleted']?.secret ?? '',
      })
      expect(dead.result?.facts).toMatchObject([{ kind: 'caller-identity', value: 'refused' }])
    })

    test('a wrong external id of the link is told as such', () => {
      const [, role = ''] = LINK
      const { status, result } = tfauthCheck(
        ['role', 'deploy', '--role-arn', role, '--link-external-id', 'another'],
        bot(),
      )
      expect(status).toBe(1)
      expect(result?.text).toContain('STS did not give us the role of the link')
    })
  },
)
