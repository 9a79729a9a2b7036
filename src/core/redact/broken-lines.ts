import { tableOf } from './shapes/character-sets.ts'
import { isRandom, isSecretKey, mixOf } from './shapes/randomness.ts'

type Seam = { readonly at: number; readonly to: number; readonly put: string }

// A terminal, a mail or a viewer breaks lines at their width and not below.
const NARROWEST = 38
const HEAD = /[\w/+=.%~!@#$^&*-]{1,200}/y
const INDENT = /[ \t]{0,40}(?:[│|>] ?)?/y
const NAMED = /[\w.-]{2,60}["']?[ \t]{0,20}(?:=(?!=|[\s"']{0,2}(?:\n|$))|:[ \t])/y
const STARTS_ANEW =
  /^(?:arn:|https?:|AKIA|ASIA|ABIA|ACCA|export\b|set\b|[a-z]{2}-[a-z]{4,10}-\d|\d{4}-\d\d-\d\d|-{1,2}[a-z]|[A-Z]?[a-z]{0,30}[.,:;!?)]{0,3}$)/
// A time stamp, an option, an address: lines that begin so are often of one width.
const ANEW_FOR_SURE =
  /^(?:\d{2,4}[-:]\d\d|https?:|arn:|-{1,2}[a-z]|[a-z_]{2,30}\.[a-z]|[A-Z][a-z]{1,20}:?$)/

/** Takes text and the place of a line feed; gives what to take out when that feed breaks a word, else undefined. */
export function seamAt(text: string, feed: number): Seam | undefined {
  const before = text.charCodeAt(feed - 1)
  if (before === 92 || before === 96 || before === 94) return continued(text, feed)
  if (before === 34 || before === 39 || before === 43 || before === 46 || before === 38) {
    const seam = concatenated(text, feed)
    if (seam) return seam
  }
  if (!isWordCode(before)) return undefined
  let next = feed + 1
  if (!isWordCode(text.charCodeAt(next))) {
    INDENT.lastIndex = next
    INDENT.exec(text)
    next = Math.max(INDENT.lastIndex, next)
  }
  const head = text.charCodeAt(next)
  if (!isWordCode(head)) return undefined
  // The marks of a plan and of a list stand alone.
  if (text.charCodeAt(next + 1) === 32 && (head === 43 || head === 45)) return undefined
  return broken(text, feed, next) ? { at: feed, to: next, put: '' } : undefined
}

/** `\` in a shell, a backtick in PowerShell, `^` in cmd: a blank in front of it ends the word. */
function continued(text: string, feed: number): Seam {
  INDENT.lastIndex = feed + 1
  INDENT.exec(text)
  const blank = text.charCodeAt(feed - 2) === 32
  return { at: feed - 1, to: Math.max(INDENT.lastIndex, feed + 1), put: blank ? ' ' : '' }
}

const OPENS = /\s{1,40}(?:(?:\+|\.\.?|&)[ \t]{0,4})?(["'])/y
function concatenated(text: string, feed: number): Seam | undefined {
  const line = text.slice(Math.max(0, feed - 12), feed)
  const closes = /(["'])[ \t]{0,4}(\+|\.\.?|&)?$/.exec(line)
  OPENS.lastIndex = feed
  const opens = closes && OPENS.exec(text)
  if (!closes || !opens || opens[1] !== closes[1]) return undefined
  return { at: feed - closes[0].length, to: OPENS.lastIndex, put: '' }
}

function broken(text: string, feed: number, next: number): boolean {
  const start = text.lastIndexOf('\n', feed - 1) + 1
  const width = feed - start
  HEAD.lastIndex = next
  const head = HEAD.exec(text)?.[0] ?? ''
  const tail = text.slice(wordStart(text, start, feed), feed)
  NAMED.lastIndex = next
  if (NAMED.test(text)) return false
  const value = tail.slice(Math.max(tail.lastIndexOf('='), tail.lastIndexOf("'")) + 1)
  // Forty characters are a whole key, unless they are one of several lines of that width.
  const whole = isSecretKey(value) && !/^[A-Za-z0-9+/=]{40}/.test(head)
  if (whole && !(value.length === width && widthBefore(text, start) === width)) return false
  const chance = head.length > 1 && looksCut(head)
  if (width < NARROWEST || next > feed + 1)
    return (
      tail.length >= 10 &&
      looksCut(value.slice(-60)) &&
      chance &&
      (head.length >= 8 || width >= NARROWEST)
    )
  if (chance) return true
  if (ANEW_FOR_SURE.test(head)) return false
  return evenly(text, start, feed, next)
}

// The blanks beyond ASCII are none by now (see `plain`).
const PARTS = tableOf(' \t\n\r\v\f"`()[]{}<>|,;:?\\')

function wordStart(text: string, start: number, feed: number): number {
  let from = feed
  const least = Math.max(start, feed - 200)
  while (from > least && PARTS[text.charCodeAt(from - 1)] !== 1) from--
  return from
}

/** A piece of a secret, and not a word that begins a line on its own. */
function looksCut(piece: string): boolean {
  if (piece.length >= 24 && isRandom(piece)) return true
  if (STARTS_ANEW.test(piece)) return false
  const { lower, upper, digits } = mixOf(piece)
  return (
    isRandom(piece) ||
    (digits > 0 && lower + upper > 0) ||
    /[/+=%]/.test(piece) ||
    (lower > 0 && upper > 1)
  )
}

/** Two neighbours of the very same width: then even a plain word was cut. */
function evenly(text: string, start: number, feed: number, next: number): boolean {
  const width = feed - start
  const end = text.indexOf('\n', next)
  const after = (end < 0 || end - next > 4 * width ? text.length : end) - next
  if (after === width) return true
  return widthBefore(text, start) === width && after <= width
}

/** How wide the line in front of the one that begins at `start` is; -1 for none. */
function widthBefore(text: string, start: number): number {
  return start > 1 ? start - 1 - (text.lastIndexOf('\n', start - 2) + 1) : -1
}

function isWordCode(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 95 ||
    code === 47 ||
    code === 43 ||
    code === 61 ||
    code === 46 ||
    code === 37 ||
    code === 45 ||
    code === 39 ||
    code === 33 ||
    code === 36
  )
}
