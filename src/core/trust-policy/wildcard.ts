// Characters of no alphabet stand for a star and a question mark that are meant as themselves.
const MEANT: Readonly<Record<string, string>> = { '\uE000': '*', '\uE001': '?' }

/** Takes text that goes into a pattern; gives it so that its stars and question marks are only themselves. */
export function literally(text: string): string {
  return text.replaceAll('*', '\uE000').replaceAll('?', '\uE001')
}

/** Takes what `literally` made; gives the text back. */
export function plainly(text: string): string {
  return text.replaceAll('\uE000', '*').replaceAll('\uE001', '?')
}

/**
 * Takes a pattern with `*` (any characters, none too) and `?` (one character) and a text; tells whether all of it fits.
 * Remembers only the last star, so the time is the product of the two lengths at worst and their sum as a rule.
 */
export function fits(pattern: string, text: string): boolean {
  let p = 0
  let t = 0
  let star = -1
  let mark = 0
  while (t < text.length) {
    const wanted = pattern[p]
    const meant = wanted === undefined ? undefined : (MEANT[wanted] ?? wanted)
    if (wanted === '*') {
      star = p
      mark = t
      p += 1
    } else if (wanted !== undefined && (wanted === '?' || meant === text[t])) {
      p += 1
      t += 1
    } else if (star >= 0) {
      p = star + 1
      mark += 1
      t = mark
    } else {
      return false
    }
  }
  while (pattern[p] === '*') p += 1
  return p === pattern.length
}

/** As `fits`, part by part of two ARNs: a star never spans the first five colons. */
export function arnFits(pattern: string, arn: string): boolean {
  const wanted = partsOf(pattern)
  const parts = partsOf(arn)
  return (
    wanted.length === 6 &&
    parts.length === 6 &&
    wanted.every((part, at) => fits(part, parts[at] ?? ''))
  )
}

/** The six parts of an ARN; the last holds whatever colons are left. */
function partsOf(arn: string): readonly string[] {
  const parts = arn.split(':')
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')]
}
