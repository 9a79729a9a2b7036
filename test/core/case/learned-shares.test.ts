import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  learntFrom,
  type Solved,
  sharesFor,
  withShares,
} from '../../../src/core/case/learned-shares.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const symptoms = knowledge.symptoms.filter(({ shares }) => shares.length > 1)
const anySymptom = fc.constantFrom(...symptoms)
const countsOf = (causes: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...causes), fc.double({ min: 0, max: 200, noNaN: true }))
const drawn = anySymptom.chain((symptom) =>
  fc.tuple(fc.constant(symptom), countsOf(symptom.shares.map(({ cause }) => cause))),
)
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

describe('shares moved by what a workspace counted', () => {
  test('keep their sum, their causes and their origins, and are never zero', () => {
    fc.assert(
      fc.property(drawn, ([symptom, counts]) => {
        const shares = sharesFor(symptom, counts)
        expect(sum(shares.map(({ count }) => count))).toBeCloseTo(
          sum(symptom.shares.map(({ count }) => count)),
          6,
        )
        expect(shares.map(({ cause, origin }) => [cause, origin])).toEqual(
          symptom.shares.map(({ cause, origin }) => [cause, origin]),
        )
        for (const { count } of shares) expect(count).toBeGreaterThan(0)
      }),
    )
  })

  test('one more case never lowers its cause', () => {
    fc.assert(
      fc.property(drawn, fc.nat(), ([symptom, counts], at) => {
        const { cause } = symptom.shares[at % symptom.shares.length] ?? { cause: '' }
        const share = (given: typeof counts) =>
          sharesFor(symptom, given).find((one) => one.cause === cause)?.count ?? 0
        const more = { ...counts, [cause]: (counts[cause] ?? 0) + 1 }
        expect(share(more)).toBeGreaterThanOrEqual(share(counts) * (1 - 1e-9))
      }),
    )
  })

  test('no cases, or cases of causes the symptom does not have, change nothing', () => {
    for (const symptom of symptoms) {
      expect(sharesFor(symptom, {})).toBe(symptom.shares)
      expect(sharesFor(symptom, { 'no-such-cause': 5 })).toBe(symptom.shares)
    }
  })

  test('only the symptom that was counted is moved', () => {
    const [first, ...others] = symptoms
    const [share] = first?.shares ?? []
    const moved = withShares(knowledge, { [first?.id ?? '']: { [share?.cause ?? '']: 20 } })
    expect(moved.symptoms.find(({ id }) => id === first?.id)?.shares).not.toEqual(first?.shares)
    for (const other of others) expect(moved.symptoms).toContain(other)
  })
})

describe('what is learnt', () => {
  const solved = (given: Partial<Solved> = {}): Solved => ({
    asker: 'alice',
    symptom: 's',
    credit: { a: 1 },
    confirmed: true,
    daysAgo: 0,
    ...given,
  })
  const times = (count: number, one: (at: number) => Solved) =>
    Array.from({ length: count }, (_, at) => one(at))

  test('is of one symptom only, and nothing from nothing', () => {
    expect(learntFrom([], 's')).toBeNull()
    expect(learntFrom([solved({ symptom: 'other' })], 's')).toBeNull()
    expect(learntFrom([solved()], 's')).toEqual({
      symptom: 's',
      counts: { a: 1 },
      cases: 1,
      times: { a: 1 },
    })
  })

  test('is a part of a case for each cause while nobody said what it was', () => {
    const credit = { a: 0.7, b: 0.3 }
    expect(learntFrom([solved({ credit, confirmed: false })], 's')).toMatchObject({
      counts: credit,
      times: { a: 1 },
    })
  })

  test('weighs less as it gets older', () => {
    const counts = learntFrom([solved({ daysAgo: 180 })], 's')?.counts
    expect(counts?.a).toBeCloseTo(0.5)
  })

  test('is bounded for one person: three of a cause a month', () => {
    expect(
      learntFrom(
        times(40, () => solved()),
        's',
      )?.counts.a,
    ).toBe(3)
    // Three months' worth, of somebody whom others outnumber.
    const months = times(6, (at) => solved({ daysAgo: at * 10 }))
    const others = times(60, (at) => solved({ asker: `p${at}`, credit: { b: 1 } }))
    const counts = learntFrom([...others, ...months], 's')?.counts
    expect(counts?.a).toBeGreaterThan(3)
    expect(counts?.a).toBeLessThanOrEqual(6)
  })

  test('is bounded for one person: a quarter of all, once others have spoken', () => {
    const mallory = ['a', 'b', 'c', 'd', 'e'].flatMap((cause) =>
      times(3, () => solved({ asker: 'mallory', credit: { [cause]: 1 } })),
    )
    const others = times(12, (at) => solved({ asker: `p${at}`, credit: { z: 1 } }))
    const counts = learntFrom([...mallory, ...others], 's')?.counts ?? {}
    const { z = 0, ...hers } = counts
    expect(z).toBe(12)
    expect(sum(Object.values(hers)) / sum(Object.values(counts))).toBeLessThanOrEqual(0.25 + 1e-9)
  })

  test('says it of the last thirty', () => {
    const many = times(50, (at) =>
      solved({ asker: `p${at}`, credit: { [at < 12 ? 'a' : 'b']: 1 } }),
    )
    expect(learntFrom(many, 's')).toMatchObject({ cases: 30, times: { a: 12, b: 18 } })
  })
})
