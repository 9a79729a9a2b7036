/** Which of a fixed list of words stand in a text. */
export type WordSearch = (text: string) => ReadonlySet<string>

/**
 * Takes words; gives the search for all of them in one walk over a text, as fast as looking for a few of them.
 * A word inside another is found too, since each place is looked at.
 */
export function wordsIn(words: readonly string[]): WordSearch {
  const all = [...new Set(words)].sort((a, b) => b.length - a.length)
  if (all.length === 0) return () => new Set()
  const any = new RegExp(all.map(quoted).join('|'), 'g')
  // Of the words that begin at one place the longest is matched; the others are its beginnings.
  const begun = new Map(all.map((word) => [word, all.filter((other) => word.startsWith(other))]))
  return (text) => {
    const found = new Set<string>()
    any.lastIndex = 0
    for (let match = any.exec(text); match; match = any.exec(text)) {
      const [word] = match
      if (!found.has(word)) for (const one of begun.get(word) ?? []) found.add(one)
      // Most repeats are of a word that was found; what begins inside it still counts.
      any.lastIndex = match.index + 1
    }
    return found
  }
}

/** Takes words; gives them as the source of a pattern that matches just them. */
export function quoted(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
