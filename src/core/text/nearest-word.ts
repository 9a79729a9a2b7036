import { typingMistakes } from './typing-mistakes.ts'

/** Takes a mistyped word and the words there are; gives the one that was meant, undefined where none is close. */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  // One letter in four may be wrong: beyond that a short word turns into another one.
  const most = Math.max(1, Math.floor(word.length / 4))
  const close = words
    .map((one) => ({ one, mistakes: typingMistakes(word, one, most) }))
    .filter(({ mistakes }) => mistakes <= most)
    .sort((a, b) => a.mistakes - b.mistakes)
  return close[0]?.one ?? (word.length > 1 ? words.find((one) => one.startsWith(word)) : undefined)
}
