import Fuse from 'fuse.js'
import type { KnowledgeSearch } from '../../app/ports/case-store.ts'
import type { PageName } from '../../app/reply/page-name.ts'
import type { Knowledge } from '../../core/knowledge.ts'
import { typingMistakes } from '../../core/text/typing-mistakes.ts'
import { type Entry, entriesOf, PROSE, telling } from './search-entries.ts'
import { searchWordsOf } from './search-words.ts'

/** Wide, since Fuse counts two swapped letters as two mistakes; what it finds is then counted exactly. */
const THRESHOLD = 0.45
const MOST_LIKE = 20
/** From this length on a word may have two typing mistakes. */
const LONG = 8
/** What a mistyped word is worth against the right one. */
const ONE_MISTAKE = 0.7
const TWO_MISTAKES = 0.5
const MOST_FOUND = 8
/** What a phrase of the page adds to its score when it is all that was asked, and at most when it is a part of that. */
const WHOLE = 2
const PART = 0.8
/** A page below this part of the best one's score is no answer. */
const WORTH = 0.25

/** A page that only mentions what was asked must hold this part of the words: a chance word is no answer. */
const COVERED = 0.5

/** What a page has of the words asked. */
type Hit = {
  readonly score: number
  /** Which part of the words it holds; one that is only alike counts less. */
  readonly covered: number
  /** Some word stands exactly in its code, title or phrases. */
  readonly named: boolean
}
const NO_HIT: Hit = { score: 0, covered: 0, named: false }

type Alike = { readonly posting: Posting; readonly likeness: number }

/** A word of the knowledge and where it stands: page → the weight of its best place. */
type Posting = { readonly word: string; readonly pages: ReadonlyMap<Entry, number> }

/**
 * Takes the knowledge; gives the search over codes, titles, sentences people type and the pages themselves.
 * Fuse finds the words that were meant, typing mistakes included; how rare a word is decides what it is worth.
 */
export function makeSearch(knowledge: Knowledge): KnowledgeSearch {
  const entries = entriesOf(knowledge)
  const postings = index(entries)
  const fuse = new Fuse(postings, {
    keys: ['word'],
    threshold: THRESHOLD,
    // A long word that merely holds a short one is another word.
    ignoreLocation: false,
    distance: 6,
    minMatchCharLength: 2,
  })

  return (words) => {
    const asked = [...new Set(searchWordsOf(words))]
    const hits = new Map<Entry, Hit>()
    for (const word of asked) {
      for (const [entry, hit] of bestHits(alike(fuse, postings, word), entries.length)) {
        const before = hits.get(entry) ?? NO_HIT
        hits.set(entry, {
          score: before.score + hit.score,
          covered: before.covered + hit.covered / asked.length,
          named: before.named || hit.named,
        })
      }
    }
    return ranked(hits, words)
  }
}

/** Takes the words that one asked word may mean; gives the best of them for each page. */
function bestHits(found: readonly Alike[], pages: number): ReadonlyMap<Entry, Hit> {
  const best = new Map<Entry, Hit>()
  for (const { posting, likeness } of found) {
    const rarity = Math.log(1 + pages / posting.pages.size)
    for (const [entry, weight] of posting.pages) {
      const score = likeness * rarity * weight
      if (score > (best.get(entry)?.score ?? 0))
        best.set(entry, { score, covered: likeness, named: likeness === 1 && weight > PROSE })
    }
  }
  return best
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

function alike(fuse: Fuse<Posting>, postings: readonly Posting[], asked: string): readonly Alike[] {
  const exact = postings.filter(({ word }) => word === asked)
  if (exact.length > 0) return exact.map((posting) => ({ posting, likeness: 1 }))
  // Short words and numbers are themselves or nothing: 403 is not 401, sso is not sts.
  if (asked.length < 4 || /^\d+$/.test(asked)) return []
  const most = asked.length < LONG ? 1 : 2
  return (
    fuse
      .search(asked, { limit: MOST_LIKE })
      .map(({ item: posting }) => ({
        posting,
        mistakes: typingMistakes(posting.word, asked, most),
      }))
      // Hardly anyone mistypes the first letter.
      .filter(({ posting, mistakes }) => mistakes <= most && posting.word[0] === asked[0])
      .map(({ posting, mistakes }) => ({
        posting,
        likeness: mistakes === 1 ? ONE_MISTAKE : TWO_MISTAKES,
      }))
  )
}

function ranked(hits: ReadonlyMap<Entry, Hit>, words: string): readonly PageName[] {
  const asked = telling(words)
  const found = [...hits]
    .filter(([, { named, covered }]) => named || covered >= COVERED)
    .map(([entry, { score }]) => ({ entry, score: score * (1 + bonus(entry, asked)) }))
    .sort(
      (a, b) =>
        b.score - a.score || b.entry.cases - a.entry.cases || (a.entry.id < b.entry.id ? -1 : 1),
    )
  const best = found[0]?.score ?? 0
  return found
    .filter(({ score }) => score >= best * WORTH)
    .slice(0, MOST_FOUND)
    .map(({ entry: { kind, id } }) => ({ kind, id }))
}

/** A whole phrase of the page says more than its words one by one, and the more the less is left over beside it. */
function bonus({ phrases }: Entry, asked: string): number {
  const best = phrases.reduce((most, phrase) => Math.max(most, overlap(phrase, asked)), 0)
  return best === 1 ? WHOLE : best * PART
}

function overlap(phrase: string, asked: string): number {
  if (phrase === asked) return 1
  const [short, long] = phrase.length < asked.length ? [phrase, asked] : [asked, phrase]
  return short.length > 3 && long.includes(short) ? short.length / long.length : 0
}
