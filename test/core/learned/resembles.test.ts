import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resembles } from '../../../src/core/learned/resembles.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

const { learned, causes } = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const like = (text: string) => resembles(text, learned.resembles)

test.each([
  ['the sign-in cache of your Identity Center session has run out, log in again', 'sso-expired'],
  ['helper program for credentials ended with exit status 3', 'credential-process'],
  ['no profile named staging in the shared config files', 'wrong-profile'],
  ['the clock of this host is ahead, signature not yet current', 'clock-skew'],
])('words of no page are like those of one: %s', (text, cause) => {
  const { causes: found, words } = like(text)
  expect(found.slice(0, 3).map(({ id }) => id)).toContain(cause)
  for (const word of words) expect(text).toContain(word)
})

test('what it is about', () => {
  expect(
    like('Error: unable to fetch a session for the role: credentials expired').signIn,
  ).toBeGreaterThan(0)
  expect(like('Error: creating EC2 Instance: the image id does not exist').signIn).toBeLessThan(0)
  expect(like('Lunch at half past twelve?').signIn).toBeLessThan(0)
})

test('every cause has its weight, the first none, whatever is asked', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), (text) => {
      const { causes: found } = like(text)
      expect(found.map(({ id }) => id).sort()).toEqual(causes.map(({ id }) => id).sort())
      expect(found[0]?.weight).toBe(0)
      expect(found.every(({ weight }, at) => weight <= (found[at - 1]?.weight ?? 0))).toBe(true)
    }),
  )
})
