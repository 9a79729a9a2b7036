import { endAt, matchAt } from '../text/match-at.ts'
import { tableOf } from './shapes/character-sets.ts'
import { isRandom, isSecretKey, mixOf } from './shapes/randomness.ts'
import { firstRule, type Rule } from './shapes/rule-table.ts'

/** What to take out of a text, and what to put there. */
export type Edit = { readonly at: number; readonly to: number; readonly put: string }

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
export function brokenWordAt(text: string, feed: number): Edit | undefined {
  const before = text.charCodeAt(feed - 1)
  if (before === 92 || before === 96 || before === 94) return continued(text, feed)
  if (before === 34 || before === 39 || before === 43 || before === 46 || before === 38) {
    const edit = concatenated(text, feed)
    if (edit) return edit
  }
  if (!isWordCode(before)) return undefined
  const first = feed + 1
  const next = isWordCode(text.charCodeAt(first)) ? first : endAt(INDENT, text, first)
  const head = text.charCodeAt(next)
  if (!isWordCode(head)) return undefined
  // The marks of a plan and of a list stand alone.
  if (text.charCodeAt(next + 1) === 32 && (head === 43 || head === 45)) return undefined
  return broken(text, feed, next) ? { at: feed, to: next, put: '' } : undefined
}

/** `\` in a shell, a backtick in PowerShell, `^` in cmd: a blank in front of it ends the word. */
function continued(text: string, feed: number): Edit {
  const blank = text.charCodeAt(feed - 2) === 32
  return { at: feed - 1, to: endAt(INDENT, text, feed + 1), put: blank ? ' ' : '' }
}

const OPENS = /\s{1,40}(?:(?:\+|\.\.?|&)[ \t]{0,4})?(["'])/y
function concatenated(text: string, feed: number): Edit | undefined {
  const line = text.slice(Math.max(0, feed - 12), feed)
  const closes = /(["'])[ \t]{0,4}(\+|\.\.?|&)?$/.exec(line)
  const opens = closes && matchAt(OPENS, text, feed)
  if (!closes || !opens || opens[1] !== closes[1]) return undefined
  return { at: feed - closes[0].length, to: feed + opens[0].length, put: '' }
}

function broken(text: string, feed: number, next: number): boolean {
  return firstRule(BREAKS, breakAt(text, feed, next))?.gives ?? false
}

/** A line feed between two words, with what decides whether it broke one. */
export type Break = {
  readonly text: string
  readonly feed: number
  readonly next: number
  /** Where the line in front of the feed begins, and its width. */
  readonly start: number
  readonly width: number
  /** The last word of that line, and the first of the next. */
  readonly tail: string
  readonly head: string
  /** What of the last word stands behind its equals sign or quote. */
  readonly value: string
}

/** Takes a text and where a line feed and the next word are; gives what decides whether one word was broken in two. */
export function breakAt(text: string, feed: number, next: number): Break {
  const start = text.lastIndexOf('\n', feed - 1) + 1
  const head = matchAt(HEAD, text, next)?.[0] ?? ''
  const tail = text.slice(wordStart(text, start, feed), feed)
  const value = tail.slice(Math.max(tail.lastIndexOf('='), tail.lastIndexOf("'")) + 1)
  return { text, feed, next, start, width: feed - start, tail, head, value }
}

const goesOn = ({ head }: Break) => head.length > 1 && looksCut(head)
/** A terminal breaks at its width, and does not indent. */
const byTerminal = ({ feed, next, width }: Break) => width >= NARROWEST && next <= feed + 1

/** What decides whether a line feed broke a word in two, in order. */
export const BREAKS: readonly Rule<Break, boolean>[] = [
  {
    name: 'next-name',
    why: 'A name with its value begins a line of its own.',
    holds: ({ text, next }) => endAt(NAMED, text, next) > next,
    gives: false,
  },
  {
    name: 'whole-key',
    why: 'Forty characters are a whole key, unless they are one of several lines of that width.',
    holds: ({ text, value, head, width, start }) =>
      isSecretKey(value) &&
      !/^[A-Za-z0-9+/=]{40}/.test(head) &&
      !(value.length === width && widthBefore(text, start) === width),
    gives: false,
  },
  {
    name: 'cut-on-both-sides',
    why: 'In a narrow or indented text both halves must look like pieces of a secret.',
    holds: (one) =>
      !byTerminal(one) &&
      one.tail.length >= 10 &&
      looksCut(one.value.slice(-60)) &&
      goesOn(one) &&
      (one.head.length >= 8 || one.width >= NARROWEST),
    gives: true,
  },
  {
    name: 'narrow',
    why: 'Other short or indented lines end where their author ended them.',
    holds: (one) => !byTerminal(one),
    gives: false,
  },
  {
    name: 'piece-goes-on',
    why: 'A piece of a secret begins no line.',
    holds: goesOn,
    gives: true,
  },
  {
    name: 'begins-anew',
    why: 'A time stamp, an option or an address begins one.',
    holds: ({ head }) => ANEW_FOR_SURE.test(head),
    gives: false,
  },
  {
    name: 'even-lines',
    why: 'Two neighbours of the very same width: then even a plain word was cut.',
    holds: evenly,
    gives: true,
  },
]

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

function evenly({ text, start, width, next }: Break): boolean {
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
