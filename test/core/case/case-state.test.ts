import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseEvent } from '../../../src/core/case/case.ts'
import { fold } from '../../../src/core/case/fold-events.ts'
import type { Fact, Reading } from '../../../src/core/fact.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

const QUESTION = { id: 'where', fact: 'where', asks: '', how: '', seconds: 1, answers: [] }
const folded = (...events: readonly CaseEvent[]) => fold(events, { questions: [QUESTION] })

const fact = (value: string, source: Fact['source'] = 'paste'): Fact => ({
  kind: 'where',
  value,
  quote: '',
  source,
})
const pasted = (reading: Partial<Reading>): CaseEvent => ({
  kind: 'pasted',
  reading: { auth: false, errors: [], facts: [], secrets: [], ...reading },
})
const error = (code: string): Reading['errors'][number] => ({
  code,
  service: null,
  operation: null,
  httpStatus: null,
  requestId: null,
  message: '',
  variant: null,
  phase: 'unknown',
  credentialStep: null,
  address: null,
  file: null,
  line: null,
})
const codes = (...events: readonly CaseEvent[]) => folded(...events).errors.map(({ code }) => code)
const EXPIRED = pasted({ auth: true, errors: [error('ExpiredToken')] })
const ANSWERED: CaseEvent = { kind: 'answered', question: 'where', answer: 'ci' }
const BACK: CaseEvent = { kind: 'back' }

test('the newest fact of a kind counts', () => {
  const state = folded(pasted({ facts: [fact('local')] }), ANSWERED)
  expect(state.facts.get('where')).toEqual(fact('ci', 'answer'))
})

test('a newer sign-in error replaces the one before, anything else does not', () => {
  expect(codes(EXPIRED, pasted({ auth: true, errors: [error('AccessDenied')] }))).toEqual([
    'AccessDenied',
  ])
  expect(codes(EXPIRED, pasted({ errors: [error('NoSuchBucket')] }))).toEqual(['ExpiredToken'])
  expect(codes(EXPIRED, pasted({ facts: [fact('ci', 'probe')] }))).toEqual(['ExpiredToken'])
})

test('the refusal inside the probe, or the same code without its place, leaves the error as it was', () => {
  const whole = { ...error('InvalidClientTokenId'), phase: 'provider', file: 'main.tf' } as const
  const first = pasted({ auth: true, errors: [whole] })
  const bare = pasted({ auth: true, errors: [error('InvalidClientTokenId')] })
  const probe = pasted({
    auth: true,
    errors: [error('ExpiredToken')],
    facts: [fact('local', 'probe')],
  })
  expect(folded(first, bare).errors).toEqual([whole])
  expect(folded(first, probe)).toMatchObject({ errors: [whole], news: null })
  expect(folded(probe).errors).toEqual([error('ExpiredToken')])
})

test('secrets of one kind are counted over all pastes', () => {
  const one = pasted({ secrets: [{ kind: 'jwt', count: 2 }] })
  expect(folded(one, one).secrets).toEqual([{ kind: 'jwt', count: 4 }])
})

test.each<readonly [string, CaseEvent]>([
  ['an answer', ANSWERED],
  ['"not sure"', { kind: 'not-sure', question: 'where' }],
  ['a remedy', { kind: 'tried', remedy: 'a/b', worked: false }],
  ['the fix', { kind: 'tried', remedy: 'a/b', worked: true }],
  ['a skip', { kind: 'skipped', step: 'question:where' }],
  ['Stop', { kind: 'stopped' }],
  ['a hand-over', { kind: 'handed-over' }],
])('Back takes %s away, and again what came before', (_, event) => {
  const start = [EXPIRED] as const
  expect(folded(...start, event, BACK)).toEqual(folded(...start))
  expect(folded(...start, ANSWERED, event, BACK)).toEqual(folded(...start, ANSWERED))
  expect(folded(...start, ANSWERED, event, BACK, BACK)).toEqual(folded(...start))
})

test('Back leaves the first error that was pasted', () => {
  const state = folded(EXPIRED, BACK, BACK)
  expect(state).toEqual(folded(EXPIRED))
  expect(state.canGoBack).toBe(false)
})

describe('Back', () => {
  const START = [EXPIRED] as const
  const step: fc.Arbitrary<CaseEvent> = fc.constantFrom<CaseEvent>(
    ANSWERED,
    { kind: 'answered', question: 'where', answer: 'local', by: 'bob' },
    { kind: 'not-sure', question: 'where' },
    { kind: 'tried', remedy: 'a/b', worked: false },
    { kind: 'tried', remedy: 'a/c', worked: true },
    { kind: 'was', cause: 'a' },
    { kind: 'skipped', step: 'question:where' },
    { kind: 'tree', node: 'level-1' },
    { kind: 'guided' },
    { kind: 'stopped' },
    { kind: 'handed-over' },
    { kind: 'started' },
    { kind: 'skipped', step: 'probe:probe' },
    pasted({ facts: [fact('ci', 'probe')] }),
    pasted({ auth: true, errors: [error('AccessDenied')] }),
  )
  const any = fc.oneof({ arbitrary: step, weight: 6 }, { arbitrary: fc.constant(BACK), weight: 1 })

  test('undoes exactly, whatever came before and whatever it undoes', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), step, (events, one) => {
        expect(folded(...START, ...events, one, BACK)).toEqual(folded(...START, ...events))
      }),
      { numRuns: 500 },
    )
  })

  test('taken often enough, leads to the beginning', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (events) => {
        const back = events.map(() => BACK)
        expect(folded(...START, ...events, ...back)).toEqual(folded(...START))
      }),
    )
  })

  test('does not take back what was said between the steps', () => {
    const thanks = pasted({})
    expect(folded(...START, ANSWERED, thanks, BACK)).toEqual(folded(...START, thanks))
  })

  test('opens an end again, and the ends are where they were', () => {
    const stopped: CaseEvent = { kind: 'stopped' }
    expect(folded(...START, stopped, { kind: 'started' }).end).toBeNull()
    expect(folded(...START, stopped, { kind: 'started' }, BACK).end).toBe('stopped')
  })
})

describe('a new error in the thread', () => {
  const DENIED = pasted({ auth: true, errors: [error('AccessDenied')] })
  const TRIED: CaseEvent = { kind: 'tried', remedy: 'a/b', worked: false }

  test('after something was tried is news when its code is another', () => {
    expect(folded(EXPIRED, TRIED, DENIED).news).toEqual({
      from: 'ExpiredToken',
      to: 'AccessDenied',
    })
    expect(folded(EXPIRED, TRIED, EXPIRED).news).toBeNull()
    expect(folded(EXPIRED, DENIED).news).toBeNull()
  })

  test('opens the case again after the fix, which is forgotten', () => {
    const fixed: CaseEvent = { kind: 'tried', remedy: 'a/b', worked: true, by: 'bob' }
    const was: CaseEvent = { kind: 'was', cause: 'a' }
    expect(folded(EXPIRED, fixed, was)).toMatchObject({
      end: 'fixed',
      fixer: 'bob',
      was: 'a',
    })
    expect(folded(EXPIRED, fixed, was, DENIED)).toMatchObject({
      end: null,
      fixedBy: null,
      was: null,
    })
  })
})

test('the published tree is followed until the guided order is chosen again', () => {
  const start = [EXPIRED] as const
  expect(folded(...start, { kind: 'tree', node: 'n' }, ANSWERED).tree).toBe('n')
  expect(folded(...start, { kind: 'tree', node: 'n' }, { kind: 'guided' }).tree).toBeNull()
})

test('an answer to what was known already is an answer to a question asked again', () => {
  const start = [pasted({ facts: [fact('local')] })] as const
  expect(folded(...start, ANSWERED).askedAgain.has('where')).toBe(true)
  expect(folded(ANSWERED).askedAgain.has('where')).toBe(false)
})

describe('a remedy that did not help makes what it changes unknown again', () => {
  const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
  const remedy = 'env-override/unset-the-variables'
  const asked = (kind: string) => knowledge.questions.find(({ fact }) => fact === kind)?.id ?? ''
  const question = asked('env-keys')
  const SET: CaseEvent = { kind: 'answered', question, answer: 'set' }
  const TRIED: CaseEvent = { kind: 'tried', remedy, worked: false }
  const told = (...events: readonly CaseEvent[]) => fold([EXPIRED, ...events], knowledge)

  test('and leaves everything else', () => {
    const where: CaseEvent = { kind: 'answered', question: asked('where'), answer: 'ci' }
    const { facts, unsure } = told(SET, where, TRIED)
    expect([...facts.keys()]).toEqual(['where'])
    expect(unsure.size).toBe(0)
    expect(told(SET, { ...TRIED, worked: true }).facts.has('env-keys')).toBe(true)
  })

  test('it may be asked once more, and not a third time', () => {
    const again = told({ kind: 'not-sure', question }, TRIED)
    expect(again.unsure.has(question)).toBe(false)
    const second: CaseEvent = {
      kind: 'tried',
      remedy: 'env-override/find-where-they-are-set',
      worked: false,
    }
    const third = told(SET, TRIED, SET, second)
    expect(third.facts.has('env-keys')).toBe(false)
    expect(third.unsure.has(question)).toBe(true)
  })

  test('Back makes it known again', () => {
    expect(told(SET, TRIED, BACK)).toEqual(told(SET))
  })

  test('what the error itself says still holds, what was pasted beside it does not', () => {
    const says = { ...error('ExpiredToken'), message: 'in env: AWS_ACCESS_KEY_ID' }
    const read = (quote: string): CaseEvent =>
      pasted({
        auth: true,
        errors: [says],
        facts: [{ kind: 'env-keys', value: 'set', quote, source: 'paste' }],
      })
    expect(fold([read('env: AWS_ACCESS_KEY_ID'), TRIED], knowledge).facts.has('env-keys')).toBe(
      true,
    )
    expect(fold([read('AWS_ACCESS_KEY_ID=set'), TRIED], knowledge).facts.has('env-keys')).toBe(
      false,
    )
  })
})
