import { expect, test } from 'vitest'
import type { CaseEvent } from '../../src/core/case.ts'
import type { Fact, Reading } from '../../src/core/fact.ts'
import { fold } from '../../src/core/state.ts'

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
  const start = [EXPIRED, { kind: 'started' }] as const
  expect(folded(...start, event, BACK)).toEqual(folded(...start))
  expect(folded(...start, ANSWERED, event, BACK)).toEqual(folded(...start, ANSWERED))
  expect(folded(...start, ANSWERED, event, BACK, BACK)).toEqual(folded(...start))
})

test('Back leaves what was pasted, and the start', () => {
  const state = folded(EXPIRED, { kind: 'started' }, BACK, BACK)
  expect(state).toEqual(folded(EXPIRED, { kind: 'started' }))
  expect(state.canGoBack).toBe(false)
})
