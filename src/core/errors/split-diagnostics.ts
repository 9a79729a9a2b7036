import type { Readable } from '../knowledge.ts'
import { beginsError } from '../signs/programs.ts'
import { signsOf } from '../signs/ready-signs.ts'
import { BEGINS_ANEW, BOX_END } from '../text/line-starts.ts'
import { isNestedError } from '../text/nested-error.ts'

/** One diagnostic of a paste: its own text and everything that was printed before it. */
export type Segment = {
  /** Words joined by single blanks; paragraphs parted by a line break. */
  readonly text: string
  /** The end of what was printed before: phases are told by the last lines. */
  readonly before: string
  /** True for what stands in front of the first diagnostic: logs, commands, chat. */
  readonly preamble: boolean
  /** True when the renderer closed it (a box, a JSON line), so that nothing of it was cut away. */
  readonly whole: boolean
}

const START =
  /^[ \t]{0,40}(?:[\w.-]{1,60}[ \t]{2,40})?(?:\[?Error\]?|ERROR):[ \t]?(?=\S|$)|^[ \t]{0,12}(?:fatal|aws): |An error occurred \(/
// A log of megabytes must not be copied for each diagnostic.
const REMEMBERED = 4000

// Runtimes announce what nobody caught; logs name the level of a line.
const ANNOUNCED =
  /^[ \t]{0,4}(?:Exception in thread "|Unhandled [Ee]xception[.:]|panic: |Uncaught )|^[ \t]{0,4}(?:level=(?:error|fatal)\b|\[(?:ERROR|FATAL)\] |(?:ERROR|FATAL|CRITICAL)[ \t:\]-])/
// The class of an exception at the start of a line, with its package or without.
const CLASS =
  /^[ \t]{0,4}(?:[A-Za-z_]\w{0,60}(?:\.|::|\\)){0,10}[A-Z]\w{2,80}(?:Error|Exception)(?: \[\w{3,60}\])?: /
const PACKAGED_CLASS = /^[ \t]{0,4}(?:[A-Za-z_]\w{0,60}(?:\.|::|\\)){1,10}[A-Z]\w{2,80}: /

/** Takes plain lines and the knowledge; gives the diagnostics in the order printed. */
export function segments(
  lines: readonly string[],
  { symptoms, programs }: Pick<Readable, 'symptoms' | 'programs'>,
): readonly Segment[] {
  const { codes } = signsOf(symptoms)
  const parts: string[][] = [[]]
  for (const line of lines.flatMap(unflattened)) {
    const current = parts.at(-1) ?? []
    if (endsInBrokenCode(current, line, codes))
      current.push(`${current.pop()?.trimEnd()}${line.trim()}`)
    else if (START.test(line) && !isNestedError(line, current)) parts.push([line])
    else if (
      ANNOUNCED.test(line) ||
      beginsError(line, programs) ||
      PACKAGED_CLASS.test(line) ||
      (CLASS.test(line) && mayRaise(current))
    )
      parts.push([line])
    else current.push(line)
  }
  let before = ''
  return parts.map((part, at) => {
    const text = paragraphs(part)
    const segment = { text, before, preamble: at === 0, whole: part.includes(BOX_END) }
    before = `${before}\n${text.slice(-REMEMBERED)}`.slice(-REMEMBERED)
    return segment
  })
}

/**
 * Inside a diagnostic of Terraform a line that begins with a code goes on with its sentence; the first SDK lists the
 * reasons of one error in lines of their own.
 */
function mayRaise(current: readonly string[]): boolean {
  const [first = ''] = current
  return (
    !/^[ \t]{0,40}\[?(?:Error|ERROR)\]?:/.test(first) &&
    !/^[ \t]{0,8}(?:caused by: |[A-Z][A-Za-z0-9]{4,60}: )|NoCredentialProviders/.test(
      current.at(-1) ?? '',
    )
  )
}

/** A wrap in front of the `Error:` of a code such as `ProviderNotSetError:` does not begin a diagnostic. */
function endsInBrokenCode(
  before: readonly string[],
  line: string,
  codes: ReadonlySet<string>,
): boolean {
  if (!/^[ \t]{0,8}Error:/.test(line)) return false
  const word = /[A-Z][A-Za-z]{4,60}$/.exec(before.at(-1)?.trimEnd().slice(-80) ?? '')?.[0]
  return word !== undefined && codes.has(`${word}Error`)
}

// Chat and tickets can flatten a whole paste into one line; then several diagnostics stand in it.
const FLAT = 300
const NEXT_ERROR = /(?<!AWS|[Oo]riginal|Uncaught) (?=Error: |An error occurred \()/

function unflattened(line: string): readonly string[] {
  return line.length < FLAT ? [line] : line.split(NEXT_ERROR)
}

function paragraphs(lines: readonly string[]): string {
  let out = ''
  let blank = true
  for (const line of lines) {
    const words = line === BOX_END ? '' : line.trim()
    if (!words) {
      blank = true
      continue
    }
    if (out) out += blank || BEGINS_ANEW.test(words) ? '\n' : ' '
    out += words
    blank = false
  }
  return out.replace(/[ \t]{2,}/g, ' ')
}
