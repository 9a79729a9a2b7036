import fc from 'fast-check'
import type { State } from '../../src/core/case/case-state.ts'
import type { Fact } from '../../src/core/fact.ts'
import { type Cause, type Knowledge, NOTHING_LEARNED, WORDS } from '../../src/core/knowledge.ts'

const word = fc.constantFrom(...(Object.keys(WORDS) as (keyof typeof WORDS)[]))
const some = (most: number) => fc.integer({ min: 1, max: most })

/** Knowledge of one symptom with a few causes, facts, questions and remedies: any that could be written. */
export const smallKnowledge: fc.Arbitrary<Knowledge> = fc
  .record({
    facts: fc.array(fc.array(some(9), { minLength: 2, maxLength: 3 }), {
      minLength: 1,
      maxLength: 4,
    }),
    causes: fc.array(
      fc.record({
        share: some(20),
        level: fc.constantFrom<1 | 2 | 3>(1, 2, 3),
        evidence: fc.array(fc.record({ value: fc.nat(2), how: word, told: fc.boolean() }), {
          minLength: 4,
          maxLength: 4,
        }),
        remedies: fc.array(
          fc.record({
            seconds: fc.integer({ min: 5, max: 900 }),
            risk: fc.constantFrom<'low' | 'medium' | 'high'>('low', 'medium', 'high'),
            cures: word,
            also: fc.nat(4),
            alsoCures: word,
          }),
          { minLength: 1, maxLength: 2 },
        ),
      }),
      { minLength: 2, maxLength: 5 },
    ),
    seconds: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 4, maxLength: 4 }),
  })
  .map(({ facts, causes, seconds }): Knowledge => {
    const kinds = facts.map((shares, f) => {
      const total = shares.reduce((sum, one) => sum + one, 0)
      const values = shares.map((share, v) => [`v${v}`, share / total] as const)
      return { id: `f${f}`, title: `Fact ${f}`, values: Object.fromEntries(values) }
    })
    return {
      hash: 'small',
      facts: kinds,
      symptoms: [
        {
          id: 'symptom',
          says: '',
          means: '',
          asked_as: [],
          signs: [],
          shares: causes.map(({ share }, c) => ({ cause: `c${c}`, count: share, origin: '' })),
          references: [],
        },
      ],
      causes: causes.map(
        ({ level, evidence, remedies }, c): Cause => ({
          ...{ id: `c${c}`, title: `Cause ${c}`, says: '', why: '', asked_as: [] },
          ...{ family: `c${c}`, level, places: [], prevent: [], articles: [], references: [] },
          ...{ samples: [], near_misses: [] },
          evidence: kinds.flatMap(({ id, values }, f) => {
            const line = evidence[f]
            const value = line && Object.keys(values)[line.value]
            return line?.told && value
              ? [{ fact: id, is: [value], how: line.how, because: '' }]
              : []
          }),
          remedies: remedies.map(({ also, alsoCures, cures, ...remedy }, r) => ({
            ...remedy,
            ...{ id: `c${c}/r${r}`, cause: `c${c}`, title: '', says: '', commands: [], places: [] },
            cures: {
              ...(also < causes.length ? { [`c${also}`]: alsoCures } : {}),
              [`c${c}`]: cures,
            },
          })),
        }),
      ),
      variants: [],
      questions: kinds.map(({ id, values }, f) => ({
        ...{ id: `q${f}`, fact: id, asks: '', how: '', seconds: seconds[f] ?? 10 },
        answers: Object.keys(values).map((value) => ({ value, label: value })),
      })),
      probe: {
        says: '',
        seconds: 30,
        commands: [],
        settles: kinds.slice(0, 2).map(({ id }) => id),
        quick: {
          says: '',
          seconds: 20,
          commands: [],
          settles: kinds.slice(0, 1).map(({ id }) => id),
        },
      },
      tree: [],
      articles: [],
      learned: NOTHING_LEARNED,
      replies: { around: [], replies: [] },
      programs: [],
      regions: [],
    }
  })

/** What is known of a case, as far as belief and steps depend on it. */
export type SmallState = Pick<State, 'facts' | 'unsure' | 'failed' | 'skipped' | 'asked'>

/** Takes facts as answers and remedies that failed; gives the state they make. */
export function known(
  answers: readonly (readonly [kind: string, value: string])[],
  failed: readonly string[] = [],
): SmallState {
  const facts = new Map(
    answers.map(([kind, value]): [string, Fact] => [
      kind,
      { kind, value, quote: '', source: 'answer' },
    ]),
  )
  return { facts, failed, unsure: new Set(), skipped: new Set(), asked: facts.size }
}

/** Takes knowledge; gives answers to some of its questions, in any order. */
export function answersTo(
  knowledge: Knowledge,
): fc.Arbitrary<readonly (readonly [string, string])[]> {
  return fc
    .shuffledSubarray([...knowledge.questions])
    .chain((questions) =>
      fc.tuple(
        ...questions.map(({ fact, answers }) =>
          fc.constantFrom(...answers.map(({ value }) => [fact, value] as const)),
        ),
      ),
    )
}
