import Fuse from 'fuse.js'
import type { PageName } from '../app/page.ts'
import type { Search } from '../app/ports.ts'
import type { Knowledge } from '../core/knowledge.ts'
import { type Entry, entriesOf } from './search-entries.ts'
import { wordsOf } from './search-words.ts'

/** How alike two words must be: one typing mistake in four letters, two in eight. */
const THRESHOLD = 0.26
const MOST_LIKE = 6
const MOST_FOUND = 8
/** A page below this part of the best one's score is no answer. */
const WORTH = 0.25

/** A word of the knowledge and where it stands: page → the weight of its best place. */
type Posting = { readonly word: string; readonly pages: ReadonlyMap<Entry, number> }

/**
 * Takes the knowledge; gives the search over codes, titles, sentences people type and the pages themselves.
 * Fuse finds the words that were meant, typing mistakes included; how rare a word is decides what it is worth.
 */
export function makeSearch(knowledge: Knowledge): Search {
  const entries = entriesOf(knowledge)
  const postings = index(entries)
  const fuse = new Fuse(postings, {
    keys: ['word'],
    includeScore: true,
    threshold: THRESHOLD,
    // A long word that merely holds a short one is another word.
    ignoreLocation: false,
    distance: 6,
    minMatchCharLength: 2,
  })

  return (words) => {
    const scores = new Map<Entry, number>()
    for (const asked of new Set(wordsOf(words))) {
      const best = new Map<Entry, number>()
      for (const { posting, likeness } of alike(fuse, postings, asked)) {
        const rarity = Math.log(1 + entries.length / posting.pages.size)
        for (const [entry, weight] of posting.pages) {
          const worth = likeness * rarity * weight
          if (worth > (best.get(entry) ?? 0)) best.set(entry, worth)
        }
      }
      for (const [entry, worth] of best) scores.set(entry, (scores.get(entry) ?? 0) + worth)
    }
    return ranked(scores, words)
  }
}

function index(entries: readonly Entry[]): readonly Posting[] {
  const postings = new Map<string, Map<Entry, number>>()
  for (const entry of entries) {
    for (const { words, weight } of entry.places) {
      for (const word of words) {
        const pages = postings.get(word) ?? new Map<Entry, number>()
        pages.set(entry, Math.max(weight, pages.get(entry) ?? 0))
        postings.set(word, pages)
      }
    }
  }
  return [...postings].map(([word, pages]) => ({ word, pages }))
}

function alike(fuse: Fuse<Posting>, postings: readonly Posting[], asked: string) {
  const exact = postings.filter(({ word }) => word === asked)
  if (exact.length > 0) return exact.map((posting) => ({ posting, likeness: 1 }))
  // Short words and numbers are themselves or nothing: 403 is not 401, sso is not sts.
  if (asked.length < 4 || /^\d+$/.test(asked)) return []
  return fuse
    .search(asked, { limit: MOST_LIKE })
    .filter(({ item }) => Math.abs(item.word.length - asked.length) <= 3)
    .map(({ item, score = 1 }) => ({ posting: item, likeness: (1 - score) * 0.8 }))
}

function ranked(scores: ReadonlyMap<Entry, number>, words: string): readonly PageName[] {
  const asked = words.toLowerCase()
  const found = [...scores]
    .map(([entry, score]) => ({ entry, score: score + bonus(entry, asked) * score }))
    .sort((a, b) => b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1))
  const best = found[0]?.score ?? 0
  return found
    .filter(({ score }) => score >= best * WORTH)
    .slice(0, MOST_FOUND)
    .map(({ entry: { kind, id } }) => ({ kind, id }))
}

/** A whole phrase of the page says more than its words one by one. */
function bonus({ phrases }: Entry, asked: string): number {
  return phrases.some((phrase) => phrase === asked)
    ? 2
    : phrases.some(
          (phrase) => phrase.length > 5 && (asked.includes(phrase) || phrase.includes(asked)),
        )
      ? 0.6
      : 0
}
