import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseEvent } from '../../../src/core/case/case.ts'
import { fold } from '../../../src/core/case/fold-events.ts'
import { diagnose } from '../../../src/core/diagnosis/diagnose.ts'
import { WORDS } from '../../../src/core/knowledge.ts'
import { nextStep, type Step } from '../../../src/core/plan/next-step.ts'
import { read } from '../../../src/core/read/read-paste.ts'
import { mostSteps } from '../../../src/core/simulate/simulate-walkthrough.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const pasted: CaseEvent = {
  kind: 'pasted',
  reading: read(
    'Error: x: api error InvalidClientTokenId: The security token included in the request is invalid.',
    knowledge,
  ),
}
const having = (events: readonly CaseEvent[]) => {
  const state = fold([pasted, { kind: 'started' }, ...events], knowledge)
  const diagnosis = diagnose(knowledge, state)
  return { state, diagnosis, next: nextStep(knowledge, state, diagnosis) }
}

const answer = fc
  .constantFrom(...knowledge.questions)
  .chain(({ id, answers }) =>
    fc
      .constantFrom(...answers)
      .map(({ value }): CaseEvent => ({ kind: 'answered', question: id, answer: value })),
  )
const answers = fc.uniqueArray(answer, {
  selector: (event) => ('question' in event ? event.question : ''),
  maxLength: 8,
})

describe('the belief', () => {
  test('does not depend on the order of the answers', () => {
    fc.assert(
      fc.property(answers, (given) => {
        expect([...having(given.toReversed()).diagnosis.belief]).toEqual([
          ...having(given).diagnosis.belief,
        ])
      }),
    )
  })

  test('is not moved by "not sure"', () => {
    fc.assert(
      fc.property(answers, fc.constantFrom(...knowledge.questions), (given, { id }) => {
        const unsure: CaseEvent = { kind: 'not-sure', question: id }
        expect([...having([...given, unsure]).diagnosis.belief]).toEqual([
          ...having(given).diagnosis.belief,
        ])
      }),
    )
  })

  test('is never lowered by an answer for the cause the answer speaks for most', () => {
    const before = having([]).diagnosis.belief
    for (const { id, fact, answers: offered } of knowledge.questions) {
      for (const { value } of offered) {
        const after = having([{ kind: 'answered', question: id, answer: value }]).diagnosis.belief
        const [most = ''] = [...before.keys()].sort(
          (a, b) => lift(b, fact, value) - lift(a, fact, value),
        )
        expect(after.get(most), `${id}: ${value} for ${most}`).toBeGreaterThanOrEqual(
          (before.get(most) ?? 0) * 0.999,
        )
      }
    }
  })

  test('a remedy that did not help never raises what it cures best, and never rules it out', () => {
    for (const remedy of knowledge.causes.flatMap(({ remedies }) => remedies)) {
      const best =
        Object.entries(remedy.cures).sort((a, b) => WORDS[b[1]] - WORDS[a[1]])[0]?.[0] ?? ''
      const before = having([]).diagnosis.belief.get(best)
      if (before === undefined) continue
      const now =
        having([{ kind: 'tried', remedy: remedy.id, worked: false }]).diagnosis.belief.get(best) ??
        0
      expect(now).toBeLessThanOrEqual(before)
      expect(now).toBeGreaterThan(0)
    }
  })
})

describe('the next step', () => {
  test('is the same for the same record, and never asks what is known', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const { next, state } = having(given)
        expect(having(given).next).toEqual(next)
        const question = knowledge.questions.find(
          ({ id }) => next.kind === 'question' && id === next.id,
        )
        if (question) expect(state.facts.has(question.fact)).toBe(false)
      }),
    )
  })

  test('Back takes an answer away as if it had never been', () => {
    fc.assert(
      fc.property(answers, answer, (given, one) => {
        const back = having([...given, one, { kind: 'back' }])
        expect(back.next).toEqual(having(given).next)
        expect(back.state).toEqual(having(given).state)
      }),
    )
  })

  test('three questions at most come before the first proposal', () => {
    const events: CaseEvent[] = [{ kind: 'skipped', step: 'probe:probe' }]
    for (let asked = 0; asked < 4; asked++) {
      const { next } = having(events)
      if (next.kind !== 'question') return
      events.push({ kind: 'not-sure', question: next.id })
    }
    throw new Error('a fourth question was asked')
  })

  test('comes again only after a remedy changed what was answered, and every walk ends within a bound', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(9)), (choices) => {
        const events: CaseEvent[] = []
        const seen = new Set<string>()
        const changed = new Set<string>()
        const renewed = new Set<string>()
        for (let { next } = having(events); next.kind !== 'hand-over'; next = having(events).next) {
          const step = `${next.kind}:${next.id}`
          if (seen.has(step)) expect(changed).toContain(step)
          changed.delete(step)
          seen.add(step)
          const event = taken(next, choices.next().value ?? 0)
          events.push(event)
          expect(events.length).toBeLessThanOrEqual(mostSteps(knowledge))
          for (const question of event.kind === 'tried' ? changedBy(event.remedy) : []) {
            // A second answer that a remedy makes stale is not asked for a third time.
            if (!renewed.has(question) && seen.has(question)) changed.add(question)
            if (seen.has(question)) renewed.add(question)
          }
        }
      }),
      { numRuns: 10 },
    )
  })
})

/** The questions, as steps, whose answers a remedy makes stale. */
function changedBy(remedy: string): readonly string[] {
  const { stale = [] } =
    knowledge.causes.flatMap(({ remedies }) => remedies).find(({ id }) => id === remedy) ?? {}
  return knowledge.questions
    .filter(({ fact }) => stale.includes(fact))
    .map(({ id }) => `question:${id}`)
}

/** What someone does with a step who is never helped by it. */
function taken({ kind, id }: Step, choice: number): CaseEvent {
  const offered = knowledge.questions.find((question) => question.id === id)?.answers ?? []
  const { value } = offered[choice % (offered.length + 1)] ?? {}
  if (kind === 'remedy' && choice < 7) return { kind: 'tried', remedy: id, worked: false }
  if (kind === 'question' && value) return { kind: 'answered', question: id, answer: value }
  if (kind === 'question' && choice < 7) return { kind: 'not-sure', question: id }
  return { kind: 'skipped', step: `${kind}:${id}` }
}

/** How many times as often a fact has a value under a cause as in general, by what its page says. */
function lift(cause: string, fact: string, value: string): number {
  const shares = knowledge.facts.find(({ id }) => id === fact)?.values ?? {}
  const line = knowledge.causes
    .find(({ id }) => id === cause)
    ?.evidence.find((one) => one.fact === fact)
  if (!line) return 1
  const named = line.is.reduce((sum, one) => sum + (shares[one] ?? 0), 0)
  const how = WORDS[line.how]
  return line.is.includes(value) ? how / named : (1 - how) / (1 - named)
}
