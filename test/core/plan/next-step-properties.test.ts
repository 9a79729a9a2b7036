import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beliefIn, sharesIn } from '../../../src/core/diagnosis/belief.ts'
import { likelihoodsOf } from '../../../src/core/diagnosis/likelihood-tables.ts'
import type { Knowledge } from '../../../src/core/knowledge.ts'
import { type Options, stepIn } from '../../../src/core/plan/next-step.ts'
import { answersTo, known, type SmallState, smallKnowledge } from '../../doubles/small-knowledge.ts'

function next(knowledge: Knowledge, state: SmallState, options: Options = {}) {
  const [symptom] = knowledge.symptoms
  if (!symptom) throw new Error('Small knowledge has one symptom.')
  const tables = likelihoodsOf(knowledge, symptom)
  return stepIn(tables, state, beliefIn(tables, sharesIn(tables, symptom), state), options)
}
/** With levels, a check may keep a level open that had nothing else to offer, and totals of two levels do not compare. */
const ALL_OPEN = { mostQuestions: 3, highRiskNeeds: 0, levelOpens: 0 }
const answered = smallKnowledge.chain((knowledge) =>
  answersTo(knowledge).map((answers) => ({ knowledge, answers })),
)

describe('on any small knowledge', () => {
  test('the step depends on nothing but what is known', () => {
    fc.assert(
      fc.property(answered, ({ knowledge, answers }) => {
        const turned: Knowledge = {
          ...knowledge,
          facts: knowledge.facts.toReversed(),
          causes: knowledge.causes.toReversed(),
          questions: knowledge.questions.toReversed(),
        }
        const step = next(knowledge, known(answers))
        expect(next(knowledge, known(answers))).toEqual(step)
        expect(next(turned, known(answers.toReversed()))).toEqual(step)
      }),
    )
  })

  test('a question or the probe comes only where the expected total falls', () => {
    fc.assert(
      fc.property(answered, ({ knowledge, answers }) => {
        const { step, total, unaided } = next(knowledge, known(answers))
        if (step.kind === 'question' || step.kind === 'probe') expect(total).toBeLessThan(unaided)
      }),
    )
  })

  test('more look-ahead never expects more', () => {
    fc.assert(
      fc.property(answered, ({ knowledge, answers }) => {
        const { total, unaided } = next(knowledge, known(answers))
        expect(total).toBeLessThanOrEqual(unaided * (1 + 1e-9))
      }),
    )
  })

  test('nothing comes twice, and every path ends in a hand-over within the bound', () => {
    fc.assert(
      fc.property(smallKnowledge, fc.infiniteStream(fc.nat(9)), (knowledge, choices) => {
        const remedies = knowledge.causes.flatMap((cause) => cause.remedies).length
        const most = knowledge.questions.length + remedies + 2
        const seen = new Set<string>()
        let state = known([])
        for (;;) {
          const { step } = next(knowledge, state)
          if (step.kind === 'hand-over') break
          const key = `${step.kind}:${step.id}`
          expect([...seen]).not.toContain(key)
          seen.add(key)
          expect(seen.size).toBeLessThanOrEqual(most)
          state = after(knowledge, state, step, choices.next().value ?? 0)
        }
      }),
    )
  })

  test('a question is never asked about what is known', () => {
    fc.assert(
      fc.property(answered, ({ knowledge, answers }) => {
        const { step } = next(knowledge, known(answers))
        const asked = knowledge.questions.find(
          ({ id }) => step.kind === 'question' && id === step.id,
        )
        expect(answers.map(([fact]) => fact)).not.toContain(asked?.fact)
      }),
    )
  })

  test('three questions come before the first proposal at most', () => {
    fc.assert(
      fc.property(smallKnowledge, (knowledge) => {
        const state = { ...known([]), asked: 3, skipped: new Set(['probe:probe']) }
        expect(next(knowledge, state).step.kind).not.toBe('question')
      }),
    )
  })

  test('a check that costs nothing is as good as any step, and one that settles nothing never comes', () => {
    fc.assert(
      fc.property(answered, ({ knowledge, answers }) => {
        const before = next(knowledge, known(answers), { rules: ALL_OPEN })
        const useless = { id: 'useless', settles: ['nothing'], seconds: 0 }
        const still = next(knowledge, known(answers), { rules: ALL_OPEN, checks: [useless] })
        expect(still).toEqual(before)
        const all = { id: 'all', settles: knowledge.facts.map(({ id }) => id), seconds: -20 }
        const { total } = next(knowledge, known(answers), { rules: ALL_OPEN, checks: [all] })
        expect(total).toBeLessThanOrEqual(before.unaided * (1 + 1e-9))
      }),
    )
  })
})

/** What someone does with a step who is never helped by it. */
function after(
  knowledge: Knowledge,
  state: SmallState,
  { kind, id }: { readonly kind: string; readonly id: string },
  choice: number,
): SmallState {
  if (kind === 'remedy' && choice < 7) return { ...state, failed: [...state.failed, id] }
  const question = knowledge.questions.find((one) => kind === 'question' && one.id === id)
  const value = question?.answers[choice % (question.answers.length + 1)]?.value
  if (question && value !== undefined) {
    const told = { kind: question.fact, value, quote: '', source: 'answer' as const }
    return {
      ...state,
      facts: new Map([...state.facts, [question.fact, told]]),
      asked: state.asked + 1,
    }
  }
  if (question) return { ...state, unsure: new Set([...state.unsure, id]), asked: state.asked + 1 }
  return { ...state, skipped: new Set([...state.skipped, `${kind}:${id}`]) }
}
