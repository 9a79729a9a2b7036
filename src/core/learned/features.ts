import { type Word, wordsOf } from './words.ts'

/** The kinds of thing a model can look at. */
export type Family = 'words' | 'pairs' | 'triples' | 'skips' | 'letters'

/** What a text shows, each thing once: a number for it, and the words it stands on. */
export type Features = {
  readonly words: readonly Word[]
  readonly hashes: readonly number[]
  readonly firsts: readonly number[]
  readonly lasts: readonly number[]
}

const START = hashOf('<start>')
const END = hashOf('<end>')
// A long word is a path or a value: its beginning tells enough.
const LONGEST_WORD = 40

/** Takes a text and what to look at; gives its features in the order of the text. */
export function featuresOf(text: string, families: readonly string[]): Features {
  const words = wordsOf(text)
  const found = new Map<number, readonly [number, number]>()
  const add = (hash: number, first: number, last: number): void => {
    if (!found.has(hash >>> 0)) found.set(hash >>> 0, [first, last])
  }
  const has = (family: Family) => families.includes(family)
  const hashes = words.map(({ says }) => hashOf(says))
  if (has('words')) for (const [at, hash] of hashes.entries()) add(mix(hash, 1), at, at)
  addRuns(hashes, has, add, 2)
  if (has('letters')) for (const [at, { says }] of words.entries()) addLetters(says, at, add)
  return {
    words,
    hashes: [...found.keys()],
    firsts: [...found.values()].map(([first]) => first),
    lasts: [...found.values()].map(([, last]) => last),
  }
}

type Add = (hash: number, first: number, last: number) => void

/** Words beside one another, and with one or two between them. */
function addRuns(
  hashes: readonly number[],
  has: (family: Family) => boolean,
  add: Add,
  seed: number,
): void {
  const at = (i: number) => (i < 0 ? START : (hashes[i] ?? END))
  for (let i = -1; i < hashes.length; i++) {
    const last = Math.min(i + 1, hashes.length - 1)
    if (has('pairs')) add(mix(mix(at(i), at(i + 1)), seed), Math.max(i, 0), last)
    if (has('triples') && i + 2 <= hashes.length)
      add(
        mix(mix(mix(at(i), at(i + 1)), at(i + 2)), seed + 1),
        Math.max(i, 0),
        Math.min(i + 2, hashes.length - 1),
      )
    if (!has('skips') || i < 0) continue
    for (const gap of [2, 3, 4])
      if (i + gap < hashes.length) add(mix(mix(at(i), at(i + gap)), seed + 2), i, i + gap)
  }
}

/** Three to five letters within a word and its ends, so that a mistyped word is still like itself. */
function addLetters(word: string, at: number, add: Add): void {
  const bounded = `<${word.slice(0, LONGEST_WORD)}>`
  if (bounded.length < 5) return
  for (let from = 0; from + 3 <= bounded.length; from++) {
    let hash = 0x811c9dc5 ^ 9
    for (let to = from; to < bounded.length && to < from + 5; to++) {
      hash = Math.imul(hash ^ bounded.charCodeAt(to), 0x01000193)
      if (to - from >= 2) add(mix(hash, 10), at, at)
    }
  }
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash
}

function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ (b + 0x9e3779b9 + (a << 6) + (a >>> 2)), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
