import type { Variant } from './knowledge.ts'

/** Takes a diagnostic's text and its code; gives the id of the most specific variant all of whose words stand in it. */
export function variantOf(
  text: string,
  code: string | null,
  variants: readonly Variant[],
): string | null {
  const folded = fold(code ? `${text} ${code}` : text)
  let best: { id: string; weight: number } | null = null
  for (const { id, shows } of variants) {
    if (!shows.every((words) => folded.includes(fold(words)))) continue
    const weight = shows.reduce((sum, words) => sum + words.length, 0)
    if (!best || weight > best.weight || (weight === best.weight && id < best.id))
      best = { id, weight }
  }
  return best?.id ?? null
}

function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ')
}
