import { brokenWordAt, type Edit } from './broken-lines.ts'

/** A text as it was meant: escapes undone, broken lines whole. */
export type Unwrapped = {
  readonly text: string
  /** Gives a place in the text it came from. */
  readonly origin: (at: number) => number
}

// One character each: percent, JSON, HTML and zero-width spellings, typographic quotes, joined string pieces.
const ESCAPE =
  /%[2-7][0-9A-Fa-f]|\\(?:u00[2-7][0-9A-Fa-f]|x[2-7][0-9A-Fa-f]|[\\/"'ntr])|&(?:amp|lt|gt|quot|apos|sol|plus|equals|nbsp|#\d{2,3}|#x[0-9a-fA-F]{2});|[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]{1,64}|[\u00a0\u2007\u202f\u2018\u2019\u201a\u201b\u201c-\u201f]|["'][ \t]{0,4}(?:\+|\.\.?|&|~|\|\|)[ \t]{0,4}["']/g
const NAMES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&sol;': '/',
  '&plus;': '+',
  '&equals;': '=',
  '&nbsp;': ' ',
  '\\n': '\n',
  '\\r': '\n',
  '\\t': '\t',
}

/** Takes text; gives it as it was meant, or undefined where it already is. */
export function unwrapped(text: string): Unwrapped | undefined {
  const edits: Edit[] = []
  for (const { 0: found, index } of text.matchAll(ESCAPE))
    edits.push({ at: index, to: index + found.length, put: meant(found) })
  const escapes = edits.length
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    const edit = brokenWordAt(text, at)
    if (edit) edits.push(edit)
  }
  if (edits.length === 0) return undefined
  if (escapes > 0 && escapes < edits.length) edits.sort((a, b) => a.at - b.at)
  return applied(text, edits)
}

function applied(text: string, edits: readonly Edit[]): Unwrapped {
  const pieces: string[] = []
  // Where each copied stretch begins in what is made, and in the text.
  const starts: number[] = [0]
  const froms: number[] = [0]
  let done = 0
  let length = 0
  for (const { at, to, put } of edits) {
    if (at < done) continue
    pieces.push(text.slice(done, at), put)
    length += at - done
    if (put) {
      starts.push(length)
      froms.push(at)
    }
    length += put.length
    starts.push(length)
    froms.push(to)
    done = to
  }
  pieces.push(text.slice(done))
  const origin = (at: number) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= at) low = middle
      else high = middle - 1
    }
    return (froms[low] ?? 0) + at - (starts[low] ?? 0)
  }
  return { text: pieces.join(''), origin }
}

function meant(found: string): string {
  const named = NAMES[found]
  if (named !== undefined) return named
  const first = found.charCodeAt(0)
  if (first === 37) return hex(found.slice(1))
  if (first === 92)
    return /^\\[ux]/.test(found) ? hex(found.slice(found[1] === 'u' ? 4 : 2)) : found.slice(1)
  if (first === 38) return found[2] === 'x' ? hex(found.slice(3, -1)) : decimal(found.slice(2, -1))
  if (found.length > 1) return ''
  if (/[\u00a0\u2007\u202f]/.test(found)) return ' '
  if (/[\u2018-\u201b]/.test(found)) return "'"
  return /[\u201c-\u201f]/.test(found) ? '"' : ''
}
const hex = (digits: string) => String.fromCharCode(Number.parseInt(digits, 16))
const decimal = (digits: string) => String.fromCharCode(Number.parseInt(digits, 10) & 127)
