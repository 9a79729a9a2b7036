import type { ReadError } from '../fact.ts'
import type { Knowledge, Symptom } from '../knowledge.ts'
import { resembles } from '../learned/resembles.ts'

/** A symptom as far as the words of an error tell it, with the words that decided. */
export type LookAlike = { readonly symptom: Symptom; readonly words: readonly string[] }

// A cause the page of unseen words does not name is rarely behind them.
const UNNAMED = 0.3
// In general some causes are commoner than others; of an error in its own words that says half as much.
const HABIT = 0.5

/**
 * Takes the symptom that stands for words nobody has seen, and the error; gives it with the shares of every cause moved by
 * what the words are like. Always the same causes, so that nothing is worked out anew for each error.
 */
export function lookAlike(
  open: Symptom,
  error: ReadError,
  { causes, learned }: Pick<Knowledge, 'causes' | 'learned'>,
): LookAlike {
  const { causes: like, words } = resembles(spoken(error), learned.resembles)
  if (like.length === 0) return { symptom: open, words }
  const named = new Map(open.shares.map(({ cause, count }) => [cause, count]))
  const weights = new Map(like.map(({ id, weight }) => [id, weight]))
  const shares = causes.map(({ id }) => ({
    cause: id,
    count: (named.get(id) ?? UNNAMED) ** HABIT * 10 ** ((weights.get(id) ?? -3000) / 1000),
    origin: `judgement: looks like its samples, by the words ${words.join(', ')}`,
  }))
  return { symptom: { ...open, shares }, words }
}

function spoken({ code, message }: ReadError): string {
  return code && !message.includes(code) ? `${code}: ${message}` : message
}
