import { stripPrefix } from './line-prefixes.ts'
import { BEGINS_ANEW } from './line-starts.ts'
import { isNestedError } from './nested-error.ts'

// Terraform never wraps a summary line, so a summary that goes on at the next line's first column
// was broken by a terminal, a viewer or the clipboard, in the middle of a word.
const SUMMARY = /^[ \t]{0,8}(?:│ ?)?Error: /
// Other messages that their programs print in one line.
const ONE_LINE = /^[ \t]{0,8}(?:│ ?)?(?:\* |An error occurred \(|aws: |Unable to |fatal: )/
const NARROWEST = 40
const NARROW = 66
const WIDEST = 400

/** Takes physical lines; gives them with every hard-wrapped line joined into one. */
export function joinHardWraps(lines: readonly string[]): readonly string[] {
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0)
  const everywhere = width >= NARROWEST && width <= WIDEST && isHardWrapped(lines, width)
  const out: string[] = []
  for (let at = 0; at < lines.length; at++) {
    let line = lines[at] ?? ''
    const limit = limitOf(line, out, width, everywhere)
    let last = line
    for (
      let next = lines[at + 1];
      limit > 0 && next !== undefined && goesOn(last, next, limit);
      next = lines[at + 1]
    ) {
      // A blank at the break is lost with the line's end: then the line is one short.
      line += last.length === limit ? next : ` ${next}`
      last = next
      at++
    }
    out.push(line)
  }
  return out
}

/** The width at which a line was broken, or 0 where nothing says that it was. */
function limitOf(
  line: string,
  before: readonly string[],
  width: number,
  everywhere: boolean,
): number {
  if (line.length < NARROWEST) return 0
  if (line.length >= width - 1 && width <= WIDEST && (everywhere || isFramed(line))) return width
  return SUMMARY.test(line) && !isNestedError(line, before) ? line.length : 0
}

/**
 * A terminal breaks at exactly its width, and what is longer than two lines fills two in a row; a program that
 * wraps at words seldom fills a line. One full line says something only of a message that is printed in one.
 */
function isHardWrapped(lines: readonly string[], width: number): boolean {
  let full = 0
  let short = 0
  let row = 0
  let longest = 0
  let oneLine = false
  for (const [at, line] of lines.entries()) {
    if (line.length < width) row = 0
    if (line.length < width - 12 || !continues(lines[at + 1] ?? '')) continue
    if (line.length < width) short++
    else {
      full++
      row++
      longest = Math.max(longest, row)
      oneLine ||= ONE_LINE.test(line)
    }
  }
  // Terraform itself wraps at 78 columns where there is no terminal: so narrow a text was broken by another.
  if (longest >= 2 || (full >= 2 && width <= NARROW)) return full * 2 >= short
  return full >= 1 && short === 0 && oneLine
}

// A blank may stand at the break; more of them are the program's own indentation.
const CONTINUES = /^ ?[^\s│╷╵>]/
// What the first SDK and Terraform put below an error, in lines of their own.
const BELOW = /^ ?(?:caused by: |with (?:provider\[|module\.|data\.)|on \S{1,200} line \d)/

function continues(line: string): boolean {
  return CONTINUES.test(line) && !BEGINS_ANEW.test(line) && !BELOW.test(line)
}

function goesOn(last: string, next: string, width: number): boolean {
  if (last.length !== width && last.length !== width - 1) return false
  if (next.length > width || !continues(next)) return false
  return !SUMMARY.test(next) && !isFramed(next)
}

/** Whether a box or a channel's prefix opens the line: what a break leaves over has neither. */
function isFramed(line: string): boolean {
  return /^[ \t]{0,8}\d{0,6}[│╷╵]/.test(line) || stripPrefix(line) !== line
}
