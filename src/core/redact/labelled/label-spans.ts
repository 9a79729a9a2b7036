import { endAt } from '../../text/match-at.ts'
import { oneOf } from '../../text/one-of.ts'
import { isCamel, isRandom, isSecretKey } from '../shapes/randomness.ts'
import { isReference } from '../shapes/references.ts'
import { type Span, spanOf } from '../shapes/secret-span.ts'
import { valuePlaces } from './connectors.ts'
import { type Label, labelsIn } from './labels.ts'
import { type Value, valueReader, wholeValue } from './read-value.ts'
import { isSecretValue, type Standing } from './secret-values.ts'

const LINE = 400
const MORE =
  /["'`]?[ \t]{0,4}(?:->|→|=>|,\s{0,40}|\bto\b|\bor\b)[ \t]{0,4}(?=\\?["'`])|["']?[ \t]{1,4}(?:->|→|to)[ \t]{1,4}/y
// What a random word is when it is no secret.
const SAFE_WORD = new RegExp(
  `${oneOf(
    'host[\\x20_-]?id x-amz-id-2 request[\\x20_-]?id tf_req_id h1 zh sha\\d{1,3} etag version[\\x20_-]?id digest user-?agent',
    'trace[\\x20_-]?id correlation[\\x20_-]?id lock[\\x20_-]?id arn',
  )}["'>]{0,2}[ \\t]{0,4}[:=-]\\s{0,4}["'\\\\]{0,2}$`,
  'i',
)
const WORD = /[A-Za-z0-9+/_!@#$%^&*~-]{12,200}={0,2}/g

/** Takes text; gives where a label says that a secret stands. */
export function labelSpans(text: string): readonly Span[] {
  const spans: Span[] = []
  const valueAt = valueReader(text)
  const labels = labelsIn(text)
  let done = 0
  let searched = -1
  for (const label of labels) {
    if (label.to <= done) continue
    const value = secretOf(text, label, valueAt)
    if (value) {
      spans.push(spanOf(label.kind, value.from, value.to))
      done = value.to
      done = alsoAfter(text, label, done, valueAt, spans)
    } else if (label.trust === 'sure' && label.to > searched) {
      searched = randomWordsInLine(text, label, spans)
    }
  }
  return spans
}

function secretOf(
  text: string,
  label: Label,
  valueAt: (at: number) => Value | undefined,
): Value | undefined {
  for (const place of valuePlaces(text, label.to, label.flag, label.named)) {
    const value = trimmedForAws(label, valueAt(place.at))
    if (!value || (place.nextLine && !value.alone && !value.quoted)) continue
    if (isSecretValue(label, place, value)) return wholeValue(text, value)
  }
  return undefined
}

/** What is wrong with an AWS key (blanks, line feeds, quotes around it) is read later and stays. */
function trimmedForAws(label: Label, value: Value | undefined): Value | undefined {
  if (!value || label.kind === 'labelled-secret') return value
  const before = /^(?:\s|\\[nrt]){0,8}/.exec(value.text)?.[0].length ?? 0
  const text = value.text.slice(before).replace(/(?:\s|\\[nrt]){1,8}$/, '')
  const cut = value.text.length - before - text.length
  return { ...value, from: value.from + before, to: value.to - cut, text }
}

const LISTED: Standing = { by: 'told', sign: '', nextLine: false }
/** `"old" -> "new"` and lists: what follows a secret in the same form is one too. */
function alsoAfter(
  text: string,
  label: Label,
  from: number,
  valueAt: (at: number) => Value | undefined,
  spans: Span[],
): number {
  let done = from
  for (let more = 0; more < 20; more++) {
    const at = endAt(MORE, text, done)
    if (at === done) return done
    const value = valueAt(at)
    if (
      !value ||
      /^["']?[ \t]{0,4}[:=]/.test(text.slice(value.to, value.to + 6)) ||
      !isSecretValue(label, LISTED, value)
    )
      return done
    spans.push(spanOf(label.kind, value.from, value.to))
    done = value.to
  }
  return done
}

/** Random words in the line of a label whose form nobody foresaw. Gives up to where it looked. */
function randomWordsInLine(text: string, label: Label, spans: Span[]): number {
  const least = Math.max(0, label.from - LINE)
  const start = least + text.slice(least, label.from).lastIndexOf('\n') + 1
  const feed = text.slice(label.to, label.to + LINE).indexOf('\n')
  const end = label.to + (feed < 0 ? Math.min(LINE, text.length - label.to) : feed)
  const line = text.slice(start, end)
  for (const { 0: word, index } of line.matchAll(WORD)) {
    const at = start + index
    if (at < label.to && at + word.length > label.from) continue
    if (!isRandomWord(word) || isReference(word)) continue
    const before = text.slice(Math.max(0, at - 64), at)
    const joint = before.slice(-1)
    if (
      SAFE_WORD.test(before) ||
      joint === '.' ||
      /^[.](?=\w)/.test(line.slice(index + word.length, index + word.length + 2))
    )
      continue
    if (/arn:[^\s"']{0,200}$/.test(line.slice(Math.max(0, index - 240), index))) continue
    spans.push(
      spanOf(isSecretKey(word) ? 'aws-secret-access-key' : label.kind, at, at + word.length),
    )
  }
  return end
}

function isRandomWord(word: string): boolean {
  if (isCamel(word)) return false
  if (/^\d{4,8}[T-]/.test(word)) return false
  const parts = word.split(/[/_-]/)
  if (parts.length > 2 && !parts.some((part) => part.length >= 10 && isRandom(part)))
    return isSecretKey(word)
  return isRandom(word)
}
