import type { Variant } from './knowledge.ts'

type Folded = { readonly id: string; readonly shows: readonly string[]; readonly weight: number }

// The variants are the same list for every error of a process: folding their words once is enough.
const FOLDED = new WeakMap<readonly Variant[], readonly Folded[]>()

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
function folded(variants: readonly Variant[]): readonly Folded[] {
  const known = FOLDED.get(variants)
  if (known) return known
  const made = variants
    .map(({ id, shows }) => ({
      id,
      shows: shows.map(fold),
      weight: shows.reduce((sum, words) => sum + words.length, 0),
    }))
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))
  FOLDED.set(variants, made)
  return made
}

function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ')
}
