import { eachRun, LETTERS_AND_DIGITS, tableOf } from '../shapes/character-sets.ts'
import { isRandom, isSecretKey, mixOf } from '../shapes/randomness.ts'
import { type Span, spanOf } from '../shapes/secret-span.ts'

const LONG = 100
const KEY = 40
const SAFE_BEFORE =
  /(?:h1:|zh:|sha\d{1,3}[-:]|(?:host[ _-]?id|x-amz-id-2|request[ _-]?id|etag|version[ _-]?id|checksum|integrity|digest|md5|fingerprint|certificate\w{0,30}|user_data\w{0,10}|encoded[ _-]message)["'>]{0,2}[ \t]{0,4}[:=]?[ \t]{0,4}["'\\]{0,2})$/i

const IN_KEY = tableOf(`${LETTERS_AND_DIGITS}+/`)

/**
 * Takes text; gives where secret access keys, headless session tokens and encoded credential files stand in it
 * without any label. `reads` tells whether a decoded text holds a secret.
 */
export function bareKeySpans(text: string, reads: (decoded: string) => boolean): readonly Span[] {
  const spans: Span[] = []
  eachRun(text, IN_KEY, KEY, (from, to) => {
    const span = ofRun(text, from, to, reads)
    if (span) spans.push(span)
  })
  return spans
}

function ofRun(
  text: string,
  from: number,
  to: number,
  reads: (decoded: string) => boolean,
): Span | undefined {
  const before = text.slice(Math.max(0, from - 60), from)
  if (SAFE_BEFORE.test(before)) return undefined
  const length = to - from
  if (length === KEY) {
    if (!isSecretKey(text.slice(from, to)) || inLargerWord(text, from, to)) return undefined
    return spanOf('aws-secret-access-key', from, to)
  }
  const run = text.slice(from, Math.min(to, from + 8000))
  const padded = /^={0,2}/.exec(text.slice(to, to + 2))?.[0].length ?? 0
  if (length <= 8000) {
    const decoded = decode(run)
    if (decoded !== undefined && reads(decoded)) return spanOf('labelled-secret', from, to + padded)
  }
  if (length < 130) return withEdge(text, from, to, run)
  const neighbour = text.charCodeAt(to)
  if (neighbour === 45 || neighbour === 95 || /[\w-]$/.test(before)) return undefined
  if (
    length >= LONG &&
    isRandom(run) &&
    /[+/]/.test(run) &&
    isEven(run) &&
    !/-----\s{0,4}$/.test(before)
  )
    return spanOf('aws-session-token', from, to + padded)
  return undefined
}

/** A key with a path or another word glued to it by a slash. */
function withEdge(text: string, from: number, to: number, run: string): Span | undefined {
  const last = run.slice(-KEY)
  if (run[run.length - KEY - 1] === '/' && isSecretKey(last) && isPathLike(run.slice(0, -KEY - 1)))
    return inLargerWord(text, to - KEY, to)
      ? undefined
      : spanOf('aws-secret-access-key', to - KEY, to)
  const first = run.slice(0, KEY)
  if (run[KEY] === '/' && isSecretKey(first) && isPathLike(run.slice(KEY + 1)))
    return inLargerWord(text, from, from + KEY)
      ? undefined
      : spanOf('aws-secret-access-key', from, from + KEY)
  return undefined
}
const isPathLike = (word: string) =>
  /^[a-z0-9/]{0,60}$/.test(word) || /^[A-Z0-9]{12,32}$/.test(word)

/** `_` and `-` go on to a longer word, unless they are the marks of chat around it. */
function inLargerWord(text: string, from: number, to: number): boolean {
  const joins = (near: string, far: string) => /[_-]/.test(near) && /[A-Za-z0-9]/.test(far)
  return (
    joins(text.charAt(from - 1), text.charAt(from - 2)) ||
    joins(text.charAt(to), text.charAt(to + 1)) ||
    (text.charAt(to) === '.' &&
      /^\.[a-z]{2,5}(?![A-Za-z])/.test(text.slice(to, to + 7)) &&
      /[/]/.test(text.charAt(from - 1)))
  )
}

/** Chance repeats no character much more often than the others; text and zero bytes do. */
function isEven(run: string): boolean {
  const { lower, upper, digits } = mixOf(run)
  const all = run.length
  return lower < all * 0.62 && upper < all * 0.62 && digits > all * 0.06 && digits < all * 0.4
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUE = new Uint8Array(128)
for (let at = 0; at < DIGITS.length; at++) VALUE[DIGITS.charCodeAt(at)] = at

/** Base64 as text, or undefined as soon as it is not plain text. */
function decode(run: string): string | undefined {
  const out: string[] = []
  for (let at = 0; at + 3 < run.length + 2; at += 4) {
    const bits = [0, 1, 2, 3].map((next) => VALUE[run.charCodeAt(at + next)] ?? 0)
    const [a = 0, b = 0, c = 0, d = 0] = bits
    const bytes = [(a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d]
    for (const [nth, byte] of bytes.entries()) {
      if (at + nth + 1 >= run.length) break
      if (byte !== 9 && byte !== 10 && byte !== 13 && (byte < 32 || byte > 126)) return undefined
      out.push(String.fromCharCode(byte))
    }
  }
  return out.join('')
}
