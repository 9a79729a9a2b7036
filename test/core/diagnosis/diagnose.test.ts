import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { State } from '../../../src/core/case/case-state.ts'
import { fold } from '../../../src/core/case/fold-events.ts'
import { beliefOf } from '../../../src/core/diagnosis/belief.ts'
import { contradiction } from '../../../src/core/diagnosis/contradiction.ts'
import type { Diagnosis } from '../../../src/core/diagnosis/diagnose.ts'
import type { Knowledge } from '../../../src/core/knowledge.ts'
import { explainPlan } from '../../../src/core/plan/explain-plan.ts'
import { answersTo, known, smallKnowledge } from '../../doubles/small-knowledge.ts'

const empty = fold([], { questions: [] })
const handOver = { kind: 'hand-over', id: 'hand-over', seconds: 0 } as const
const answered = smallKnowledge.chain((knowledge) =>
  answersTo(knowledge).map((answers) => ({ knowledge, answers })),
)

function diagnosed(knowledge: Knowledge, answers: readonly (readonly [string, string])[]) {
  const state: State = { ...empty, ...known(answers) }
  const symptom = knowledge.symptoms[0] ?? null
  const belief = symptom ? beliefOf(knowledge, symptom, state) : new Map<string, number>()
  const diagnosis: Diagnosis = { outcome: 'undecided', symptom, causes: [], belief, looksLike: [] }
  return { state, diagnosis }
}

test('an explanation adds up: its sums give the belief, the likeliest cause first', () => {
  fc.assert(
    fc.property(answered, ({ knowledge, answers }) => {
      const { state, diagnosis } = diagnosed(knowledge, answers)
      const { causes } = explainPlan(knowledge, state, diagnosis, handOver)
      const total = causes.reduce((sum, one) => sum + 10 ** (one.sum / 1000), 0)
      for (const { share, evidence, sum, probability } of causes) {
        expect(evidence.reduce((all, { weight }) => all + weight, share)).toBe(sum)
        expect(10 ** (sum / 1000) / total).toBeCloseTo(probability, 9)
      }
      const chances = causes.map(({ probability }) => probability)
      expect(chances).toEqual(chances.toSorted((a, b) => b - a))
    }),
  )
})

const shows = (fact: string) =>
  ({ fact, is: ['v0'], how: 'almost-always', because: `${fact} is v0.` }) as const
const [template] = fc.sample(smallKnowledge, { seed: 7, numRuns: 1 })
/** One cause that shows itself five times over, and the leak that says nothing. */
function fiveSigns(): Knowledge {
  if (!template) throw new Error('No sample.')
  const [cause] = template.causes
  const [symptom] = template.symptoms
  if (!cause || !symptom) throw new Error('No cause.')
  const ids = ['a', 'b', 'c', 'd', 'e']
  return {
    ...template,
    facts: ids.map((id) => ({ id, title: id, values: { v0: 0.5, v1: 0.5 } })),
    causes: [
      { ...cause, id: 'shown', family: 'shown', evidence: ids.map(shows) },
      { ...cause, id: 'other', family: 'other', evidence: [] },
    ],
    symptoms: [
      {
        ...symptom,
        shares: [
          { cause: 'shown', count: 200, origin: '' },
          { cause: 'other', count: 0.1, origin: '' },
        ],
      },
    ],
  }
}

test('of two clicks that a paste speaks against, one is named; what fits or was read is not', () => {
  const knowledge = fiveSigns()
  const fits = diagnosed(knowledge, [
    ['a', 'v0'],
    ['b', 'v0'],
  ])
  expect(contradiction(knowledge, fits.state, fits.diagnosis)).toBeNull()
  const odd = diagnosed(knowledge, [
    ['b', 'v1'],
    ['c', 'v1'],
  ])
  const read = ['a', 'd', 'e'].map(
    (kind) => [kind, { kind, value: 'v0', quote: 'v0', source: 'paste' }] as const,
  )
  const state: State = { ...odd.state, facts: new Map([...odd.state.facts, ...read]) }
  const [symptom] = knowledge.symptoms
  if (!symptom) throw new Error('No symptom.')
  const belief = beliefOf(knowledge, symptom, state)
  expect(contradiction(knowledge, state, { ...odd.diagnosis, belief })).toEqual({
    fact: 'b',
    says: "b: v1 doesn't fit the rest, v0 would.",
  })
})

test('a surprise raises the cause that stands for everything else', () => {
  const knowledge = fiveSigns()
  const before = diagnosed(knowledge, []).diagnosis.belief.get('other') ?? 1
  const after = diagnosed(knowledge, [
    ['a', 'v1'],
    ['b', 'v1'],
  ]).diagnosis.belief.get('other')
  expect(after).toBeGreaterThan(before)
})
