import type { LearnedModel } from '../knowledge.ts'
import { featuresOf } from './features.ts'
import { partsOf, scoresOf } from './linear-model.ts'

/** What a text is like, judged by its words alone: evidence, never a proof. */
export type Resemblance = {
  /** Above nothing it speaks of failing to sign in to AWS, the surer the higher; a thousand is as sure as a sample. */
  readonly signIn: number
  /** Causes, the likeliest first, with their weight in thousandths of a decade; the first has none. */
  readonly causes: readonly { readonly id: string; readonly weight: number }[]
  /** The words that decided for the first cause, in the order of the text. */
  readonly words: readonly string[]
}

// What an error is about stands in its first lines; more would only cost time.
const LONGEST = 1500
/** How many thousandths of a decade a thousandth of the score weighs; measured as `npm run bench -- corpora` does. */
const STEEPNESS = 0.9
const MOST_WORDS = 5

/**
 * Takes the text of an error and what was learnt from the pages, whose first label is whether a text speaks of failing to
 * sign in to AWS and whose others are causes; gives what it is like.
 */
export function resembles(text: string, model: LearnedModel): Resemblance {
  const features = featuresOf(text.slice(0, LONGEST), model.families)
  const scores = scoresOf(model, features)
  const causes = model.labels
    .map((id, label) => ({ id, label, score: scores[label] ?? 0 }))
    .slice(1)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
  const [first] = causes
  const parts = first ? partsOf(model, first.label, features) : new Float64Array()
  const decided = features.words
    .map(({ from, to }, at) => ({ from, says: text.slice(from, to), part: parts[at] ?? 0 }))
    .filter(({ part, says }) => part > 0 && /\p{L}{3}/u.test(says))
    .sort((a, b) => b.part - a.part || a.from - b.from)
    .slice(0, MOST_WORDS)
    .sort((a, b) => a.from - b.from)
  return {
    signIn: scores[0] ?? 0,
    causes: causes.map(({ id, score }) => ({
      id,
      weight: Math.round(STEEPNESS * (score - (first?.score ?? 0))),
    })),
    words: [...new Set(decided.map(({ says }) => says))],
  }
}
