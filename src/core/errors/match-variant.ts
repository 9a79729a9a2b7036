import type { Variant } from '../knowledge.ts'
import { onceFor } from '../once-for.ts'

type Folded = { readonly id: string; readonly shows: readonly string[]; readonly weight: number }

/** Takes a diagnostic's text and its code; gives the id of the most specific variant all of whose words stand in it. */
export function variantOf(
  text: string,
  code: string | null,
  variants: readonly Variant[],
): string | null {
  const words = fold(code ? `${text} ${code}` : text)
  return folded(variants).find(({ shows }) => shows.every((one) => words.includes(one)))?.id ?? null
}

/** The most specific first: the longest words in total, then the order of the ids. */
const folded = onceFor((variants: readonly Variant[]): readonly Folded[] =>
  variants
    .map(({ id, shows }) => ({
      id,
      shows: shows.map(fold),
      weight: shows.reduce((sum, words) => sum + words.length, 0),
    }))
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1)),
)

function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ')
}
