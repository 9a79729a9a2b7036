import { isUuid, mixOf } from '../shapes/randomness.ts'
import { isReference } from '../shapes/references.ts'
import { type Span, spanOf } from '../shapes/secret-span.ts'

// What names a secret's column: `user,password`, `| Key | Secret access key |`.
const NAMED = /[pP]ass|PASS|[sS]ecret|SECRET|[tT]oken|TOKEN|[aA]pi[ _-]?[kK]ey|API_KEY/g
const SECRET = /pass|secret(?![ _-]?(?:id|name|arn))|token|api[ _-]?key/i
const MOST_ROWS = 60
const WIDEST = 400

/** Takes text; gives the values under a heading that names secrets. */
export function columnSpans(text: string): readonly Span[] {
  const spans: Span[] = []
  let done = 0
  for (const { index } of text.matchAll(NAMED)) {
    if (index < done) continue
    const least = Math.max(0, index - WIDEST)
    const feed = text.slice(least, index).lastIndexOf('\n')
    const end = lineEnd(text, index)
    done = end
    if ((feed < 0 && least > 0) || end - index > WIDEST || end >= text.length) continue
    const heading = text.slice(least + feed + 1, end)
    const separator = /[|\t,;]|[ ]{2,60}/.exec(heading.replace(/^[|\s]{1,20}/, ''))?.[0]
    if (separator) done = underHeading(text, heading, end, separator.trim() || separator, spans)
  }
  return spans
}

function lineEnd(text: string, from: number): number {
  const feed = text.slice(from, from + 8001).indexOf('\n')
  return feed < 0 ? Math.min(text.length, from + 8001) : from + feed
}

function underHeading(
  text: string,
  heading: string,
  end: number,
  separator: string,
  spans: Span[],
): number {
  const cells = (line: string) => split(line, separator)
  const names = cells(heading)
  if (names.some(({ word }) => word.length > 32 || /[{}=:<>]/.test(word)) || names.length < 2)
    return end
  if (isFilled(names.map(({ word }) => word))) return end
  const secret = names.map(({ word }) => SECRET.test(word))
  let at = end
  for (let row = 0; row < MOST_ROWS && at < text.length; row++) {
    const stop = lineEnd(text, at + 1)
    const line = text.slice(at + 1, Math.min(stop, at + 8001))
    if (/^[\s|+=-]{0,400}$/.test(line)) {
      if (!line.trim()) return at
      at = stop
      continue
    }
    const values = cells(line)
    if (values.length !== names.length) return at
    for (const [nth, { word, from }] of values.entries()) {
      if (!secret[nth] || word.length < 4 || isReference(word) || isUuid(word) || /\s/.test(word))
        continue
      const { digits, others } = mixOf(word)
      if (digits + others === 0 && separator === '  ') continue
      spans.push(spanOf('labelled-secret', at + 1 + from, at + 1 + from + word.length))
    }
    at = stop
  }
  return at
}

/** A row of a listing of variables, a name and what it holds, is no heading of what stands below it. */
function isFilled([name = '', value = '', ...rest]: readonly string[]): boolean {
  if (/^\[[a-z0-9-]{3,40} \d{1,6}\]$|^A[KS]IA\*{4}/.test(value)) return true
  return rest.length === 0 && /^[A-Z][A-Z0-9]{0,20}_[A-Z0-9_]{1,40}$/.test(name) && /\d/.test(value)
}

type Cell = { readonly word: string; readonly from: number }
function split(line: string, separator: string): readonly Cell[] {
  const cells: Cell[] = []
  const pattern = separator.startsWith(' ')
    ? /\S(?:[^\s]| (?! )){0,4000}/g
    : separator === '|'
      ? /[^|]{1,4000}/g
      : separator === '\t'
        ? /[^\t]{1,4000}/g
        : separator === ';'
          ? /[^;]{1,4000}/g
          : /[^,]{1,4000}/g
  for (const { 0: cell, index } of line.matchAll(pattern)) {
    const lead = cell.search(/[^\s"']/)
    if (lead < 0) continue
    const word = cell.slice(lead).replace(/[\s"']{1,40}$/, '')
    cells.push({ word, from: index + lead })
  }
  return cells
}
