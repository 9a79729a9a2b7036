import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pathWith } from '../../../src/core/plan/outcome-path.ts'

const MARKS = 150
const path = fc.uniqueArray(fc.integer({ min: 1, max: MARKS - 1 }), { maxLength: 6 })
const numberOf = (marks: readonly number[]) =>
  marks.reduce((number, mark) => pathWith(number, mark, MARKS), 0)

test('the same outcomes in another order have the same number, others another', () => {
  fc.assert(
    fc.property(path, path, (a, b) => {
      expect(numberOf(a.toReversed())).toBe(numberOf(a))
      const same = a.length === b.length && a.every((mark) => b.includes(mark))
      expect(numberOf(a) === numberOf(b)).toBe(same)
      expect(Number.isSafeInteger(numberOf(a))).toBe(true)
    }),
  )
})
