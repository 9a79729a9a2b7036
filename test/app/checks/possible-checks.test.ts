import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkOf, isCheck, SETTLED_KINDS, STEP_CHECKS } from '../../../src/app/checks/all-checks.ts'
import { possibleChecks } from '../../../src/app/checks/possible-checks.ts'
import { maskedId } from '../../../src/core/aws-ids/mask-ids.ts'
import type { CaseEvent } from '../../../src/core/case/case.ts'
import { fold } from '../../../src/core/case/fold-events.ts'
import { diagnose } from '../../../src/core/diagnosis/diagnose.ts'
import type { Fact, Reading } from '../../../src/core/fact.ts'
import { nextStep } from '../../../src/core/plan/next-step.ts'
import { read } from '../../../src/core/read/read-paste.ts'
import { mostSteps } from '../../../src/core/simulate/simulate-walkthrough.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const ACCOUNT = '111122223333'
const OTHER = '444455556666'
const CI = `arn:aws:iam::${ACCOUNT}:user/deploy/ci`
const ROLE = `arn:aws:iam::${ACCOUNT}:role/deploy`
const LINKED = [maskedId(ACCOUNT)]

const error = (operation: string | null = null): Reading['errors'][number] => ({
  code: 'AccessDenied',
  service: 'STS',
  operation,
  httpStatus: 403,
  requestId: null,
  message: '',
  variant: null,
  phase: 'provider',
  credentialStep: null,
  address: null,
  file: null,
  line: null,
})

function possible(
  facts: Readonly<Record<string, string>>,
  { linked = LINKED, operation }: { linked?: readonly string[]; operation?: string } = {},
) {
  const known = Object.entries(facts).map(
    ([kind, value]): Fact => ({ kind, value, quote: '', source: 'paste' }),
  )
  return possibleChecks({
    linked,
    checked: new Set(),
    errors: [error(operation)],
    facts: new Map(known.map((fact) => [fact.kind, fact])),
  })
}
const ids = (...given: Parameters<typeof possible>) => possible(...given).map(({ id }) => id)

describe('what can be looked up', () => {
  test('is nothing where no account is linked', () => {
    expect(possible({ principal: CI, role: ROLE }, { linked: [] })).toEqual([])
  })

  test('a key, whose id is asked for; not one of another account, a temporary one, or of somebody AWS let in', () => {
    expect(possible({})).toMatchObject([{ id: 'key', missing: ['key-id'], known: {} }])
    expect(ids({ 'key-account': ACCOUNT })).toEqual(['key'])
    expect(ids({ 'key-account': OTHER })).toEqual([])
    expect(ids({ 'access-key-kind': 'temporary' })).toEqual([])
    expect(ids({ endpoint: 'other' })).toEqual([])
    expect(ids({ principal: `arn:aws:iam::${OTHER}:user/ci` })).toEqual([])
  })

  test('a user of the account, by the name in its ARN', () => {
    expect(possible({ principal: CI })).toMatchObject([
      { id: 'user', known: { user: 'ci' }, missing: [] },
    ])
  })

  test('a role, with who asks for it where that is known; a name alone may be of any account', () => {
    const [, role] = possible({ principal: CI, role: ROLE })
    expect(role).toMatchObject({
      id: 'role',
      known: { role: ROLE, caller: CI },
      missing: [],
      welcome: ['external-id'],
    })
    expect(role?.settles).toContain('role-trusts-caller')
    expect(ids({ principal: CI, role: `arn:aws:iam::${OTHER}:role/deploy` })).toEqual(['user'])
    expect(possible({ principal: CI, role: 'deploy' }, { operation: 'AssumeRole' })).toContainEqual(
      expect.objectContaining({ id: 'role', missing: ['role'] }),
    )
  })

  test('a role and a token, whose claims are asked for', () => {
    expect(
      possible({ role: ROLE }, { operation: 'AssumeRoleWithWebIdentity' }).at(-1),
    ).toMatchObject({ id: 'oidc', missing: ['claims'], known: { role: ROLE } })
  })

  test('a region that has to be enabled, where it is clear which account is meant', () => {
    const facts = { region: 'af-south-1', 'region-kind': 'opt-in', principal: CI }
    expect(ids(facts)).toContain('region')
    expect(ids({ ...facts, 'region-kind': 'default' })).not.toContain('region')
    const linked = [...LINKED, maskedId(OTHER)]
    expect(ids(facts, { linked })).not.toContain('region')
    expect(ids({ ...facts, account: OTHER }, { linked })).toContain('region')
    expect(ids({ ...facts, account: '777788889999' })).not.toContain('region')
  })

  test('each settles facts that the knowledge has', () => {
    const kinds = new Set(knowledge.facts.map(({ id }) => id))
    for (const kind of SETTLED_KINDS) expect(kinds).toContain(kind)
  })
})

const DEAD: CaseEvent = {
  kind: 'pasted',
  reading: read(
    'Error: x: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error InvalidClientTokenId: The security token included in the request is invalid.',
    knowledge,
  ),
}
const START: CaseEvent = { kind: 'started', linked: LINKED }
const checkedKey = (status?: string): CaseEvent => ({
  kind: 'checked',
  check: 'key',
  grade: status ? 'shown' : 'cannot-tell',
  facts: status
    ? [
        { kind: 'key-status', value: status, quote: '', source: 'check' },
        { kind: 'key-of-account', value: 'yes', quote: '', source: 'check' },
        { kind: 'access-key-kind', value: 'long-term', quote: '', source: 'check' },
      ]
    : [],
  account: LINKED[0] ?? null,
  at: '2026-11-20T14:02:00.000Z',
})
const folded = (...events: readonly CaseEvent[]) => fold([DEAD, START, ...events], knowledge)
const offered = (...events: readonly CaseEvent[]) =>
  possibleChecks(folded(...events)).map(({ id }) => id)

describe('what was looked up', () => {
  test('is a fact, is not looked up again, and Back takes both away but no account', () => {
    const state = folded(checkedKey('inactive'))
    expect(state.facts.get('key-status')).toMatchObject({ value: 'inactive', source: 'check' })
    expect(offered(checkedKey('inactive'))).toEqual([])
    const back = folded(checkedKey('inactive'), { kind: 'back' })
    expect(back).toEqual(folded())
    expect(offered(checkedKey('inactive'), { kind: 'back' })).toEqual(['key'])
  })

  test('and could not be told is spent all the same', () => {
    expect(offered(checkedKey())).toEqual([])
  })

  test('may be looked up once more after a remedy that changes it, and not a third time', () => {
    const remedy = 'deactivated-or-deleted-key/reactivate'
    const failed: CaseEvent = { kind: 'tried', remedy, worked: false }
    expect(offered(checkedKey('inactive'), failed)).toEqual(['key'])
    expect(offered(checkedKey('inactive'), failed, checkedKey('active'), failed)).toEqual([])
  })

  test('re-ranks: an inactive or missing key is nearly decided, an active one nearly excluded', () => {
    const chance = (...events: readonly CaseEvent[]) =>
      diagnose(knowledge, folded(...events)).belief.get('deactivated-or-deleted-key') ?? 0
    expect(chance(checkedKey('inactive'))).toBeGreaterThan(0.7)
    expect(chance(checkedKey('missing'))).toBeGreaterThan(0.5)
    expect(chance(checkedKey('active'))).toBeLessThan(0.02)
  })
})

const settledBy = (check: string) => (isCheck(check) && checkOf(check).step?.settles) || []

test('with an account linked every path still ends, and nothing comes twice', () => {
  const facts = (check: string, pick: number): readonly Fact[] =>
    settledBy(check).flatMap((kind): readonly Fact[] => {
      const values = Object.keys(knowledge.facts.find(({ id }) => id === kind)?.values ?? {})
      const value = values[pick % Math.max(values.length, 1)]
      return value ? [{ kind, value, quote: '', source: 'check' }] : []
    })
  fc.assert(
    fc.property(fc.array(fc.nat(11), { minLength: 12, maxLength: 12 }), (picks) => {
      const events: CaseEvent[] = [DEAD, START]
      const seen = new Map<string, number>()
      for (let at = 0; ; at++) {
        expect(at).toBeLessThan(mostSteps(knowledge) + 2 * STEP_CHECKS.length)
        const state = fold(events, knowledge)
        const checks = possibleChecks(state)
        const step = nextStep(knowledge, state, diagnose(knowledge, state), { checks })
        if (step.kind === 'hand-over') break
        const pick = picks[at % picks.length] ?? 0
        const key = `${step.kind}:${step.id}`
        seen.set(key, (seen.get(key) ?? 0) + 1)
        expect(seen.get(key)).toBeLessThanOrEqual(2)
        if (step.kind === 'remedy') events.push({ kind: 'tried', remedy: step.id, worked: false })
        else if (step.kind === 'question') events.push({ kind: 'not-sure', question: step.id })
        else if (step.kind === 'probe') events.push({ kind: 'skipped', step: key })
        else {
          const check = checks.find(({ id }) => id === step.id)?.id ?? 'key'
          const said = pick === 0 ? [] : facts(check, pick)
          const grade = said.length > 0 ? 'shown' : 'cannot-tell'
          events.push({ kind: 'checked', check, grade, facts: said, account: null, at: '' })
        }
      }
    }),
    { numRuns: 15 },
  )
})
