import { isNestedError } from './nested-error.ts'

/** One diagnostic of a paste: its own text and everything that was printed before it. */
export type Segment = {
  /** Words joined by single blanks; paragraphs parted by a line break. */
  readonly text: string
  readonly before: string
  /** True for what stands in front of the first diagnostic: logs, commands, chat. */
  readonly preamble: boolean
}

const START =
  /^[ \t]{0,40}(?:[\w.-]{1,60}[ \t]{2,40})?(?:\[?Error\]?|ERROR):[ \t]?(?=\S|$)|^[ \t]{0,12}(?:fatal|aws): |An error occurred \(/

/** Takes plain lines; gives the diagnostics in the order printed. */
export function segments(lines: readonly string[]): readonly Segment[] {
  const parts: string[][] = [[]]
  for (const line of lines) {
    const current = parts.at(-1) ?? []
    const nested = isNestedError(line, current)
    if (START.test(line) && !nested) parts.push([line])
    else current.push(line)
  }
  let before = ''
  return parts.map((part, at) => {
    const text = paragraphs(part)
    const segment = { text, before, preamble: at === 0 }
    before = before ? `${before}\n${text}` : text
    // Phase looks at the last lines only; a log of megabytes must not be copied for each diagnostic.
    if (before.length > 4000) before = before.slice(-4000)
    return segment
  })
}

function paragraphs(lines: readonly string[]): string {
  let out = ''
  let blank = true
  for (const line of lines) {
    const words = line.trim()
    if (!words) {
      blank = true
      continue
    }
    if (out) out += blank ? '\n' : ' '
    out += words
    blank = false
  }
  return out.replace(/[ \t]{2,}/g, ' ')
}
