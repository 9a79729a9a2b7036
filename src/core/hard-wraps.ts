import { isNestedError } from './nested-error.ts'

// Terraform never wraps a summary line, so a summary that goes on at the next line's first column
// was broken by a terminal, a viewer or the clipboard, in the middle of a word.
const SUMMARY = /^[ \t]{0,8}(?:│ ?)?Error: /
const NARROWEST = 40

/** Takes physical lines; gives them with every hard-wrapped summary joined into one. */
export function joinHardWraps(lines: readonly string[]): readonly string[] {
  const out: string[] = []
  for (let at = 0; at < lines.length; at++) {
    let line = lines[at] ?? ''
    const width = line.length
    if (width >= NARROWEST && SUMMARY.test(line) && !isNestedError(line, out)) {
      let last = line
      for (
        let next = lines[at + 1];
        next !== undefined && goesOn(last, next, width);
        next = lines[at + 1]
      ) {
        // A blank at the break is lost with the line's end: then the line is one short.
        line += last.length === width ? next : ` ${next}`
        last = next
        at++
      }
    }
    out.push(line)
  }
  return out
}

function goesOn(last: string, next: string, width: number): boolean {
  if (last.length !== width && last.length !== width - 1) return false
  return next.length <= width && /^[^\s│╷╵>]/.test(next) && !SUMMARY.test(next)
}
