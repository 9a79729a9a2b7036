import { endAt } from '../../text/match-at.ts'
import { oneOf } from '../../text/one-of.ts'

/** Where a value stands, how it is quoted, and whether it is all that its line holds. */
export type Value = {
  readonly from: number
  readonly to: number
  /** Its first characters: enough to judge it by. */
  readonly text: string
  readonly quoted: boolean
  readonly alone: boolean
  /** In angle brackets: nearly always a hint what to put there. */
  readonly angled: boolean
  /** A plain word follows, as in a sentence. */
  readonly goesOn: boolean
}

const LONGEST_VALUE = 8192
const JUDGED = 600
const OPENERS =
  /(?:!!?\w{1,20}[ \t]{1,2})?(?:[bBuUrR@$](?=["']))?(?:(?:[[({*~](?:\s{0,40}(?=\\?["']))?|\\)?[ \t]{0,2}){0,2}/y
const SCHEME = new RegExp(
  `${oneOf(
    '[bB]earer BEARER [bB]asic BASIC [tT]oken [aA]pi-?[kK]ey Splunk Negotiate Digest SSWS GenieKey OAuth AWS',
    'PLAIN plain: base64: PRIVATE-TOKEN:?',
  )}[ \\t]{1,4}(?=[^\\s"'=:])`,
  'y',
)
// The next word of a sentence, and not the next assignment, option or argument.
const NEXT_WORD = /^[,;]? {1,2}[A-Za-z][a-z']{0,20}(?:[ .,!?\n]|$)/
const ALONE = /^[,;]?[ \t]{0,20}(?:#.{0,80})?(?:\n|$)/

/** Reads values of one text; remembers where the last unbroken run ended, so that a long run is walked once. */
export function valueReader(text: string): (at: number) => Value | undefined {
  let runFrom = 0
  let runTo = 0
  const runEnd = (at: number) => {
    if (at >= runFrom && at < runTo) return runTo
    let to = at
    while (to < text.length && to - at < LONGEST_VALUE * 4 && !endsRun(text.charCodeAt(to))) to++
    runFrom = at
    runTo = to
    return to
  }
  return (at) => {
    const { from: open, quote, angled } = opened(text, endAt(OPENERS, text, at))
    const from = endAt(SCHEME, text, open)
    const to = Math.min(runEnd(from), from + LONGEST_VALUE)
    if (to === from) return undefined
    const close = quote ? closingQuote(text, from, to, quote) : -1
    const judged = (end: number) => text.slice(from, Math.min(end, from + JUDGED))
    if (close > 0)
      return {
        from,
        to: close,
        text: judged(close),
        quoted: true,
        alone: true,
        angled,
        goesOn: false,
      }
    const word = trimmed(judged(to))
    if (!word) return undefined
    const end = from + word.length
    const rest = text.slice(end, end + 104)
    return {
      from,
      to: end,
      text: word,
      quoted: quote !== 0,
      alone: ALONE.test(rest),
      angled,
      goesOn: NEXT_WORD.test(rest),
    }
  }
}

type Opened = { readonly from: number; readonly quote: number; readonly angled: boolean }
/** Quotes, escaped quotes and an angle bracket in front of a value, three of them at most. */
function opened(text: string, at: number): Opened {
  let from = at
  let quote = 0
  let angled = false
  for (let layer = 0; layer < 3; layer++) {
    const code = text.charCodeAt(from)
    if (code === 92 && isQuote(text.charCodeAt(from + 1))) from++
    else if (isQuote(code)) {
      quote = code
      from++
    } else if (code === 60 && !/[\s/]/.test(text.charAt(from + 1))) {
      from++
      angled = true
    } else break
  }
  return { from, quote, angled }
}

const isQuote = (code: number) => code === 34 || code === 39 || code === 96
const endsRun = (code: number) => code <= 32 || code === 160 || isQuote(code)

/** Where a value that was opened by a quote is closed by the same, behind blanks or other quotes too; -1 for nowhere. */
function closingQuote(text: string, from: number, to: number, quote: number): number {
  const stop = text.charCodeAt(to)
  if (stop === quote) return text.charCodeAt(to - 1) === 92 && to - 1 > from ? to - 1 : to
  if (stop !== 32 && !isQuote(stop)) return -1
  for (let at = to; at < from + 300 && at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 10) return -1
    if (code === quote && text.charCodeAt(at - 1) !== 92) return at
  }
  return -1
}

/** Takes text and a value that turned out to be a secret; gives it with its end, however long it is. */
export function wholeValue(text: string, value: Value): Value {
  if (value.quoted || value.text.length < JUDGED - 8) return value
  const end =
    /^[^\s"'`]{0,8192}/.exec(text.slice(value.from, value.from + LONGEST_VALUE))?.[0] ?? ''
  const word = trimmed(end)
  return { ...value, to: Math.max(value.to, value.from + word.length) }
}

/** What separates a value from its neighbours is not part of it: `&user=`, `; Server=`, `</tag>`, `),`. */
function trimmed(run: string): string {
  const cut = run.search(
    /[,;&|](?:$|[A-Za-z_][\w. -]{0,40}[=:]|[,;&|])|<\/|\]\]>|\\[nrt"']|<!|[<>](?:$|\|)/,
  )
  const word = cut >= 0 ? run.slice(0, cut) : run
  const open = /[([{]/.test(word)
  return word.replace(open ? /[.,;:>]{1,4}$/ : /[.,;:)\]}>*]{1,6}$/, '')
}
