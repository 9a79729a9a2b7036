import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Belief, beliefOf } from '../../../src/core/diagnosis/belief.ts'
import { likelihoodsOf } from '../../../src/core/diagnosis/likelihood-tables.ts'
import type { Knowledge, Symptom } from '../../../src/core/knowledge.ts'
import { answersTo, known, smallKnowledge } from '../../doubles/small-knowledge.ts'

const symptomOf = ({ symptoms }: Knowledge): Symptom => {
  const [symptom] = symptoms
  if (!symptom) throw new Error('Small knowledge has one symptom.')
  return symptom
}
const believed = (knowledge: Knowledge, state: ReturnType<typeof known>) =>
  beliefOf(knowledge, symptomOf(knowledge), state)
const answered = smallKnowledge.chain((knowledge) =>
  answersTo(knowledge).map((answers) => ({ knowledge, answers })),
)

test('sums to one and is never zero', () => {
  fc.assert(
    fc.property(answered, ({ knowledge, answers }) => {
      const belief = [...believed(knowledge, known(answers)).values()]
      expect(belief.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9)
      expect(Math.min(...belief)).toBeGreaterThan(0)
    }),
  )
})

test('does not depend on the order of answers, facts, causes, shares or remedies', () => {
  fc.assert(
    fc.property(answered, ({ knowledge, answers }) => {
      const turned: Knowledge = {
        ...knowledge,
        facts: knowledge.facts.toReversed(),
        causes: knowledge.causes.toReversed(),
        symptoms: knowledge.symptoms.map((one) => ({ ...one, shares: one.shares.toReversed() })),
      }
      expect([...believed(turned, known(answers.toReversed()))]).toEqual([
        ...believed(knowledge, known(answers)),
      ])
    }),
  )
})

test('renaming causes renames the belief, and nothing else', () => {
  fc.assert(
    fc.property(answered, ({ knowledge, answers }) => {
      const before = believed(knowledge, known(answers))
      const after = believed(renamed(knowledge), known(answers))
      for (const [id, one] of before) expect(after.get(mirrored(id))).toBeCloseTo(one, 9)
    }),
  )
})

test('an answer never lowers the cause it favours most, nor raises the one it favours least', () => {
  fc.assert(
    fc.property(answered, ({ knowledge, answers }) => {
      const [last, ...others] = answers
      if (!last) return
      const before = believed(knowledge, known(others))
      const after = believed(knowledge, known(answers))
      const tables = likelihoodsOf(knowledge, symptomOf(knowledge))
      const fact = tables.facts.get(last[0])
      if (!fact) {
        expect(close(before, after)).toBe(true)
        return
      }
      const n = tables.causes.length
      const at = fact.values.indexOf(last[1]) * n
      const weights = [...fact.weights.answer.subarray(at, at + n)]
      const most = tables.causes[weights.indexOf(Math.max(...weights))] ?? ''
      const least = tables.causes[weights.indexOf(Math.min(...weights))] ?? ''
      expect(after.get(most)).toBeGreaterThanOrEqual((before.get(most) ?? 1) - 1e-12)
      expect(after.get(least)).toBeLessThanOrEqual((before.get(least) ?? 0) + 1e-12)
    }),
  )
})

test('a remedy that did not help never raises what it cures best, and never rules it out', () => {
  fc.assert(
    fc.property(answered, fc.nat(), ({ knowledge, answers }, pick) => {
      const remedies = knowledge.causes.flatMap((cause) => cause.remedies)
      const remedy = remedies[pick % remedies.length]?.id ?? ''
      const before = believed(knowledge, known(answers))
      const after = believed(knowledge, known(answers, [remedy]))
      const tables = likelihoodsOf(knowledge, symptomOf(knowledge))
      const cures = [...(tables.cures.get(remedy) ?? [])]
      const best = tables.causes[cures.indexOf(Math.max(...cures))] ?? ''
      expect(after.get(best)).toBeLessThanOrEqual((before.get(best) ?? 0) + 1e-12)
      expect(after.get(best)).toBeGreaterThan(0)
    }),
  )
})

test('of facts that say the same thing twice only the one that tells most counts', () => {
  fc.assert(
    fc.property(answered, ({ knowledge, answers }) => {
      const facts = knowledge.facts.map((one) => ({ ...one, group: 'same' }))
      const grouped = believed({ ...knowledge, facts }, known(answers))
      const alone = answers.map((one) => believed(knowledge, known([one])))
      expect([believed(knowledge, known([])), ...alone].some((one) => close(one, grouped))).toBe(
        true,
      )
    }),
  )
})

function close(a: Belief, b: Belief): boolean {
  return [...a].every(([id, one]) => Math.abs(one - (b.get(id) ?? -1)) < 1e-9)
}

/** Ids in the opposite order. */
function mirrored(id: string): string {
  return `c${9 - Number(id.slice(1))}`
}

function renamed(knowledge: Knowledge): Knowledge {
  return {
    ...knowledge,
    causes: knowledge.causes.map((cause) => ({
      ...cause,
      id: mirrored(cause.id),
      remedies: cause.remedies.map((remedy) => ({
        ...remedy,
        cures: Object.fromEntries(
          Object.entries(remedy.cures).map(([id, cure]) => [mirrored(id), cure]),
        ),
      })),
    })),
    symptoms: knowledge.symptoms.map((symptom) => ({
      ...symptom,
      shares: symptom.shares.map((share) => ({ ...share, cause: mirrored(share.cause) })),
    })),
  }
}
