import type { Replies, ReplyMeaning } from '../knowledge.ts'
import { onceFor } from '../once-for.ts'

/** A longer text is a message, not an answer. */
const MOST_CHARACTERS = 90
const MOST_WORDS = 12
/** How near to an example a reply must be, from 0 to 1, and how much nearer than to anything that means something else. */
const NEAR = 0.72
const APART = 0.04
/** These are told; with a question mark somebody asks for them. */
const TOLD: readonly ReplyMeaning[] = ['fixed', 'still-failing', 'yes', 'no', 'back']

type Features = ReadonlyMap<string, number>
type Kind = {
  readonly means: ReplyMeaning
  readonly examples: readonly Features[]
  readonly nearMisses: readonly Features[]
  /** The examples and near misses word for word. */
  readonly exact: ReadonlySet<string>
  readonly exactMisses: ReadonlySet<string>
}

/**
 * Takes what somebody typed and examples of replies; gives what it means, undefined when it is nothing of the kind. It
 * is compared, word by word and pair by pair, with each example and near miss; words that are in every kind of reply
 * count little.
 */
export function replyMeaning(text: string, replies: Replies): ReplyMeaning | undefined {
  const line = text.trim().replace(/^@\S{1,80}\s{1,10}/, '')
  if (line.length === 0 || line.length > MOST_CHARACTERS || line.includes('\n')) return undefined
  const words = wordsOf(line)
  if (words.length === 0 || words.length > MOST_WORDS) return undefined
  const { kinds, weightOf, around } = learnt(replies)
  const typed = words.join(' ')
  const asks = line.endsWith('?')
  const exact = kinds.find((kind) => kind.exact.has(typed))
  if (exact && !(asks && TOLD.includes(exact.means))) return exact.means
  if (kinds.some((kind) => kind.exactMisses.has(typed))) return undefined
  const said = featuresOf(bare(words, around), weightOf)
  // What only sounds like an answer often differs in the small words.
  const whole = featuresOf(words, weightOf)
  const [first, second] = kinds
    .map(({ means, examples, nearMisses }) => ({
      means,
      near: nearest(said, examples),
      miss: nearest(whole, nearMisses),
    }))
    .sort((one, other) => other.near - one.near)
  if (
    !first ||
    (asks && TOLD.includes(first.means)) ||
    first.near < NEAR ||
    first.near - first.miss < APART
  )
    return undefined
  return first.near - (second?.near ?? 0) < APART ? undefined : first.means
}

/** Examples in the form they are compared in: made once for the knowledge. */
const learnt = onceFor(({ around, replies }: Replies) => {
  const seenIn = new Map<string, Set<string>>()
  const see = (kind: string, examples: readonly string[]): void => {
    for (const word of examples.flatMap(wordsOf))
      seenIn.set(word, (seenIn.get(word) ?? new Set()).add(kind))
  }
  for (const { means, examples, near_misses } of replies) {
    see(means, examples)
    see(`not ${means}`, near_misses)
  }
  const weightOf = (word: string): number =>
    seenIn.has(word)
      ? 0.25 + Math.log((replies.length * 2) / (seenIn.get(word)?.size ?? 1))
      : UNKNOWN
  const outer: ReadonlySet<string> = new Set(around)
  // "Thanks for the help" without the words around it is a cry for help, and no thanks any more.
  const kindOf = new Map(
    replies.flatMap(({ means, examples }) =>
      examples.map((text) => [wordsOf(text).join(' '), means] as const),
    ),
  )
  const own = (means: ReplyMeaning, words: readonly string[]): boolean =>
    (kindOf.get(words.join(' ')) ?? means) === means
  const kinds = replies.map(
    ({ means, examples, near_misses }): Kind => ({
      means,
      examples: examples
        .map((text) => bare(wordsOf(text), outer))
        .filter((words) => own(means, words))
        .map((words) => featuresOf(words, weightOf)),
      nearMisses: near_misses.map((text) => featuresOf(wordsOf(text), weightOf)),
      exact: new Set(examples.map((text) => wordsOf(text).join(' '))),
      exactMisses: new Set(near_misses.map((text) => wordsOf(text).join(' '))),
    }),
  )
  return { kinds, weightOf, around: outer }
})
// A word that no example has says that this is something else.
const UNKNOWN = 2.5

/** Without the words around an answer, unless it consists of them. */
function bare(words: readonly string[], around: ReadonlySet<string>): readonly string[] {
  const rest = words.filter((word) => !around.has(word))
  return rest.length > 0 ? rest : words
}

function featuresOf(words: readonly string[], weightOf: (word: string) => number): Features {
  const weights = new Map<string, number>()
  for (const [at, word] of words.entries()) {
    weights.set(word, weightOf(word))
    const next = words[at + 1]
    if (next !== undefined) weights.set(`${word} ${next}`, (weightOf(word) + weightOf(next)) / 4)
  }
  return weights
}

function nearest(said: Features, examples: readonly Features[]): number {
  return Math.max(0, ...examples.map((one) => likeness(said, one)))
}

/** What two have in common, as a part of both (Dice's coefficient). */
function likeness(one: Features, other: Features): number {
  let shared = 0
  let all = 0
  for (const [feature, weight] of one) {
    all += weight
    if (other.has(feature)) shared += 2 * weight
  }
  for (const weight of other.values()) all += weight
  return all === 0 ? 0 : shared / all
}

/** Takes a line; gives its words, spelled alike: no case, no apostrophes, no emoji, no letters drawn out. */
export function wordsOf(line: string): readonly string[] {
  const plain = line
    .toLowerCase()
    .replace(/:[a-z0-9_+-]{2,40}:/g, ' ')
    .replace(/['’`]/g, '')
  return notDrawnOut(plain)
    .split(/[^\p{L}\p{N}?+-]+/u)
    .map((word) => (word === '?' ? word : word.replace(/^[-+]{1,60}|[-?+]{1,60}$/g, '')))
    .filter(Boolean)
}

/** `yesss` is `yes`; a letter may stand twice. */
function notDrawnOut(text: string): string {
  const letters = [...text]
  const drawn = (at: number): boolean => {
    const letter = letters[at] ?? ''
    return letters[at - 1] === letter && /\p{L}/u.test(letter)
  }
  // Of a run of three or more one is left; of two, both.
  return letters.filter((_, at) => !(drawn(at) && (drawn(at - 1) || drawn(at + 1)))).join('')
}
