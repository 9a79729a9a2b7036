import { randomInt } from 'node:crypto'

// Lower case, without the pairs people confuse when they read an id aloud.
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz'
const LENGTH = 10

/** Gives a random id that is short enough for a button and safe in a URL; about 50 bits. */
export function newCaseId(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}
