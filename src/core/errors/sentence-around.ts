const LONGEST = 600
const OPENS = /^\s{0,40}\[?(?:Error|ERROR)\]?: ?/

/** Takes a diagnostic's text and words of a sign in it, null for none; gives the sentence they stand in, else the first words. */
export function sentenceAround(text: string, words: string | null): string {
  const at = words === null ? -1 : text.toLowerCase().indexOf(words)
  if (at < 0) return text.replace(OPENS, '').slice(0, 300) || text.slice(0, 300)
  const marked = text.lastIndexOf('Error: ', at)
  const from = Math.max(text.lastIndexOf('\n', at) + 1, marked < 0 ? 0 : marked + 7)
  const start = from > at || at - from > 300 ? at : from
  const end = text.indexOf('\n', at)
  return text
    .slice(start, end < 0 ? undefined : end)
    .trim()
    .slice(0, LONGEST)
}
