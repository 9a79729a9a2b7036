import { expect, test } from 'vitest'
import { boundedMap } from '../../src/core/bounded-map.ts'

test('the oldest goes where there is no room, and setting anew makes new', () => {
  const map = boundedMap<number>(2)
  map.set('a', 1)
  map.set('b', 2)
  map.set('a', 3)
  map.set('c', 4)
  expect(map.entries()).toEqual([
    ['a', 3],
    ['c', 4],
  ])
  expect(map.get('b')).toBeUndefined()
})

test('a value counts for its lifetime and not a moment longer', () => {
  let at = 0
  const map = boundedMap<number>(2, { ms: 10, now: () => at })
  map.set('a', 1)
  at = 9
  expect(map.get('a')).toBe(1)
  at = 10
  expect(map.get('a')).toBeUndefined()
})
