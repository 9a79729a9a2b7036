import {
  isCamel,
  isPasswordLike,
  isRandom,
  isReference,
  isSecretKey,
  isUuid,
  mixOf,
} from '../shapes/randomness.ts'
import type { Tie } from './connectors.ts'
import type { Label } from './labels.ts'

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
}

const MOST = 8192
const JUDGED = 600
const OPENERS =
  /(?:!!?\w{1,20}[ \t]{1,2})?(?:[bBuUrR@$](?=["']))?(?:(?:[[({*~]|\\)?[ \t]{0,2}){0,2}/y
const SCHEME =
  /(?:[bB]earer|BEARER|[bB]asic|BASIC|[tT]oken|[aA]pi-?[kK]ey|Splunk|Negotiate|Digest|SSWS|GenieKey|OAuth|AWS|PLAIN|plain:|base64:|PRIVATE-TOKEN:?)[ \t]{1,4}(?=[^\s"'=:])/y

/** Reads values of one text; remembers where the last unbroken run ended, so that a long run is walked once. */
export function valueReader(text: string): (at: number) => Value | undefined {
  let runFrom = 0
  let runTo = 0
  const runEnd = (at: number) => {
    if (at >= runFrom && at < runTo) return runTo
    let to = at
    while (to < text.length && to - at < MOST * 4 && !endsRun(text.charCodeAt(to))) to++
    runFrom = at
    runTo = to
    return to
  }
  return (at) => {
    OPENERS.lastIndex = at
    OPENERS.exec(text)
    let from = Math.max(at, OPENERS.lastIndex)
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
    SCHEME.lastIndex = from
    if (SCHEME.test(text)) from = SCHEME.lastIndex
    let to = runEnd(from)
    if (to > from + MOST) to = from + MOST
    if (to === from) return undefined
    const stop = text.charCodeAt(to)
    if (quote && stop !== quote && (stop === 32 || isQuote(stop))) {
      const close = closing(text, from, to, quote)
      if (close > 0)
        return {
          from,
          to: close,
          text: text.slice(from, Math.min(close, from + JUDGED)),
          quoted: true,
          alone: true,
          angled,
        }
    }
    if (quote && stop === quote) {
      if (text.charCodeAt(to - 1) === 92 && to - 1 > from) to--
      return {
        from,
        to,
        text: text.slice(from, Math.min(to, from + JUDGED)),
        quoted: true,
        alone: true,
        angled,
      }
    }
    const word = trimmed(text.slice(from, Math.min(to, from + JUDGED)))
    if (!word) return undefined
    return {
      from,
      to: from + word.length,
      text: word,
      quoted: quote !== 0,
      angled,
      alone: /^[,;]?[ \t]{0,20}(?:#.{0,80})?(?:\n|$)/.test(
        text.slice(from + word.length, from + word.length + 104),
      ),
    }
  }
}

const isQuote = (code: number) => code === 34 || code === 39 || code === 96
const endsRun = (code: number) =>
  code <= 32 || code === 34 || code === 39 || code === 96 || code === 160
function closing(text: string, from: number, to: number, quote: number): number {
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
  const end = /^[^\s"'`]{0,8192}/.exec(text.slice(value.from, value.from + MOST))?.[0] ?? ''
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

// GitHub's `id-token: write` says what a job may do.
const PERMISSION = /^id[-_]token$/i

/** Takes a label, how it is tied to a value, and the value; gives whether that is a secret. */
export function isSecretValue(label: Label, tie: Tie, value: Value): boolean {
  const word = value.text
  if (PERMISSION.test(label.name) && /^(?:write|read|none)$/.test(word)) return false
  if (
    value.angled &&
    !isRandom(word) &&
    !(/\d/.test(word) && /[A-Z!#$%^&*@+/]/.test(word) && !/\s/.test(word))
  )
    return false
  if (
    tie !== 'assigned' &&
    (/^-{0,2}[A-Za-z_][\w.-]{1,60}[=:]/.test(word) || (isCamel(word) && !value.quoted))
  )
    return false
  // A test runner's PASS in front of a file, and no password.
  if (tie !== 'assigned' && isPathOrName(word)) return false
  if (label.kind === 'aws-secret-access-key' && isSecretKey(word)) return true
  if (word.length < 4 || isReference(word)) return false
  if (label.kind === 'aws-session-token') return isToken(word)
  if (label.kind === 'aws-secret-access-key') return isAwsValue(word, tie)
  if (/\s/.test(word)) return isPhrase(label, tie, word)
  if (label.trust === 'weak')
    return (
      word.length >= 16 &&
      (isRandom(word) || isLongHex(label, word)) &&
      !/^[\w.-]{1,100}\/[\w./-]{1,200}$/.test(word)
    )
  if (isUuid(word)) return /pass|secret|api|client_?secret/i.test(label.name) && tie === 'assigned'
  if (tie === 'assigned') return isAssigned(label, value)
  if (tie === 'told' && value.quoted)
    return (
      word.length >= 6 &&
      (isPasswordLike(word) ||
        isRandom(word) ||
        (/pass|pwd|pw/i.test(label.name) && /^[\w-]{6,}$/.test(word)))
    )
  if (label.trust === 'likely' && tie === 'beside') return false
  const said =
    /^(?:pass|pwd|pw\b|.{0,40}pass|.{0,40}pwd)/i.test(label.name) &&
    /^[A-Za-z]{3,20}\d{1,6}$/.test(word) &&
    !/^(?:oauth|sha|utf|base|md|ipv|sigv)/i.test(word)
  if (tie === 'told') return said || isPasswordLike(word)
  return (
    said ||
    (word.length >= 8 &&
      isPasswordLike(word) &&
      mixOf(word).digits > 0 &&
      !/[/:=]/.test(word.slice(0, 3)))
  )
}

function isAwsValue(word: string, tie: Tie): boolean {
  if (word.length < 8 || /^[a-z_./-]{1,200}$/.test(word)) return false
  if (tie === 'assigned') return !/^[A-Za-z]{1,30}$/.test(word) || isMixedWord(word)
  return word.length >= 12 && (isRandom(word) || isPasswordLike(word))
}
const isMixedWord = (word: string) => mixOf(word).turns >= word.length * 0.3

function isToken(word: string): boolean {
  if (word.length < 16 || /\s/.test(word) || /^[a-z_.-]{1,600}$/i.test(word)) return false
  // A file's path, as long as no piece of it is random.
  return !/^\/?[\w.-]{1,80}(?:\/[\w.-]{1,80}){2,10}$/.test(word) || isRandom(word)
}

function isLongHex(label: Label, word: string): boolean {
  return /sig|auth/i.test(label.name) && /^[0-9a-f]{32,128}$/.test(word)
}

/** Several words in quotes: only what is called a password or phrase is kept so. */
function isPhrase(label: Label, tie: Tie, word: string): boolean {
  if (tie !== 'assigned' || label.trust !== 'sure' || word.length > 200) return false
  if (!/pass|pwd|phrase|secret/i.test(label.name)) return false
  return (
    word.split(/\s/).length <= 8 &&
    !/[.:!?]$|\b(?:the|is|are|was|not|for|must|please|required|invalid|failed)\b|\$\{|^\{/i.test(
      word,
    )
  )
}

function isAssigned(label: Label, value: Value): boolean {
  const word = value.text
  const { digits, others, upper, lower } = mixOf(word)
  if (label.trust === 'likely') {
    if (/cookie/i.test(label.name)) return word.length >= 8 && /=/.test(word)
    return word.length >= 8 && digits > 0 && lower + upper > 0 && !isPathOrName(word)
  }
  if (isPathOrName(word)) return false
  if (digits === 0 && others === 0) {
    if (/^[A-Z]?[a-z]+$/.test(word) && !value.quoted && !label.named)
      return value.alone && word.length >= 6
    return value.quoted || value.alone || label.named
  }
  if (lower + upper === 0 && !/[^\d.:-]/.test(word))
    return /pass|pwd|pin|otp/i.test(label.name) && word.length >= 4
  return true
}

/** A path, a file or the address of a resource; a random piece in it makes it none. */
function isPathOrName(word: string): boolean {
  if (/^[a-z][a-z0-9_-]{0,60}(?:\/[A-Za-z][A-Za-z0-9_.-]{0,60}){1,10}\/?$/.test(word))
    return !word.split('/').some((part) => part.length >= 12 && isRandom(part))
  return (
    /^(?:[a-z][a-z0-9_]{1,60}\.){1,6}[a-z][\w[\]]{1,60}$/.test(word) ||
    /^[a-z]{2}(?:-[a-z]{2,10}){1,2}-\d$/.test(word)
  )
}
