import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordsIn } from '../../../src/core/text/find-words.ts'

// Two letters make words inside, beside and over one another.
const ab = (most: number) =>
  fc
    .array(fc.constantFrom('a', 'b', '.'), { minLength: 1, maxLength: most })
    .map((letters) => letters.join(''))

test('one walk finds just the words that stand in a text', () => {
  fc.assert(
    fc.property(fc.array(ab(4), { maxLength: 6 }), ab(30), (words, text) => {
      const found = wordsIn(words)(text)
      expect([...found].sort()).toEqual([...new Set(words.filter((w) => text.includes(w)))].sort())
    }),
  )
})

test('a word over the end of another is found', () => {
  expect([...wordsIn(['api error', 'error: ', 'err'])('an api error: x')].sort()).toEqual([
    'api error',
    'err',
    'error: ',
  ])
})
