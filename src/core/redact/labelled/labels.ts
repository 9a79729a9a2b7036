import { LETTERS_AND_DIGITS, tableOf } from '../shapes/character-sets.ts'
import type { SecretKind } from '../shapes/secret-span.ts'

/** A word that says a secret stands beside it. */
export type Label = {
  readonly kind: SecretKind
  readonly from: number
  /** Where the name it is part of ends. */
  readonly to: number
  readonly name: string
  /** `sure` labels take any value, `likely` ones only what cannot be a word, `weak` ones only random values. */
  readonly trust: 'sure' | 'likely' | 'weak'
  /** Written as a program names it, and not as a word of a sentence. */
  readonly named: boolean
  /** `--flag` or `-flag`: the next word is its value. */
  readonly flag: boolean
}

// Spelled with both cases since a pattern without case costs seven times as much.
const bothCases = (words: string) =>
  words.replace(/[a-z]/g, (char) => `[${char}${char.toUpperCase()}]`)
const CORE = new RegExp(
  `${bothCases(
    'secret|token|pass(?:w(?:or)?d|phrase|code|wort|wd)?|pwd?|key|auth(?:orization)?|cred(?:ential)?|cookie|sig(?:nature)?|senha|contrase|mnemonic|jwt|webhook',
  )}|(?<![A-Za-z])(?:otp|OTP)(?![A-Za-z])`,
  'g',
)
const AFTER = /[\w-]{0,48}/y
const QUALIFIED =
  /(?:api|app|application|account|access|private|secret|signing|sign|encryption|encrypt|decryption|master|storage|shared|service|subscription|license|licence|ssh|deploy|auth|consumer|client|admin|host|shared[_-]?access|session|jwt|hmac|aes|crypto|cookie|webhook|(?<![A-Za-z])dd|datadog|openai|anthropic|stripe|sendgrid|integration|rest|routing|ingest|write|read|server|bot|partner|merchant|root|function|functions|primary|secondary|(?<![A-Za-z])x|functions[_-]key|apim|search|maps|google|gcp|azure|newrelic|new[_-]?relic|(?<![A-Za-z])nr|pagerduty|opsgenie|ssl|tls|rsa|ecdsa|kms[_-]?data)[_ .-]{0,2}$/i
/** Endings that name something about a secret and not the secret. */
const ABOUT =
  /(?:file|path|name|names|arn|url|uri|endpoint|host|port|length|size|len|expir\w{0,6}|expires|ttl|lifetime|duration|type|kind|policy|version|count|region|enabled|disabled|required|prompt|rotation|manager|ref|provider|source|mode|scope|issuer|audience|aud|alg|algorithm|format|header|method|error|status|state|store|backend|index|rule|rules|group|created|updated|modified|last\w{0,10}|date|time|timestamp|stdin|output|location|dir|directory|usage|limit|min|max|hint|label|description|desc|bucket|prefix|suffix|pattern|schema|table|engine|server|service|recovery\w{0,10}|window\w{0,10}|in[_-]?days|days|reset|required\w{0,4}|process|helper|chain|serial|pair|usage|spec|tag|tags|exchange|user|username|retries|attempts|context|plugin|template|versions|manager\w{0,20}|wo[_-]?version)$/i
const AWS_KEY =
  /secret[ _.-]?(?:access[ _.-]?)?key|aws[ _.-]?secret(?![ _.-]?(?:name|id|arn))|secretaccess|(?:aws|iam|user)[ _.-]?sk$/i
const AWS_TOKEN = /(?:session|security)[ _.-]?token/i
const GLUED =
  /^(?:s|word|words|wd|phrase|code|key|keys|string|value|val|text|data|id|hash|base64|b64|nature|ential|entials|sentences)?(?![a-z])/
// Letters right in front of a short core that are a name's part; `bypass`, `monkey` and `compass` are not.
const SHORT_BEFORE =
  /(?:^|[^A-Za-z]|[a-z](?=[A-Z])|db|pg|user|usr|root|admin|my|sql|redis|smtp|ftp|imap|ldap|become|sudo|ssh|vault|mail|wifi|rpc|basic|http|proxy|o|web|no|x|app|bind|login)$/

/** Takes text; gives the labels in it, in order. */
export function labelsIn(text: string): readonly Label[] {
  const labels: Label[] = []
  let done = 0
  for (const { 0: core, index } of text.matchAll(CORE)) {
    if (index < done) continue
    const label = labelAt(text, core, index)
    if (!label) continue
    labels.push(label)
    done = label.to
  }
  return labels
}

function labelAt(text: string, core: string, index: number): Label | undefined {
  const before = nameBefore(text, index)
  if (isAddress(text, index, before, core)) return undefined
  if (isMark(text, index - before.length, index + core.length)) return undefined
  AFTER.lastIndex = index + core.length
  let after = AFTER.exec(text)?.[0] ?? ''
  const low = core.toLowerCase()
  if (/^[a-z]/.test(after) && /[a-z]$/.test(core) && !GLUED.test(after)) return undefined
  if (/^[a-z]/.test(after) && /[a-z]$/.test(core) && GLUED.exec(after)?.[0] === '') return undefined
  if (
    /^[A-Z]{1,40}/.test(after) &&
    /[A-Z]$/.test(core) &&
    !GLUED.test((/^[A-Z]{1,40}/.exec(after)?.[0] ?? '').toLowerCase())
  )
    return undefined
  if (/^(?:pass|pwd?|auth|sig|cred|otp|key|jwt)$/.test(low) && !shortStands(before, core, low))
    return undefined
  // In `X-Auth-Token` and `cookieSecret` the later word says more.
  if (/^(?:auth|cred|webhook|sig|cookie|jwt|otp)/.test(low) && LATER.test(after)) return undefined
  // `secret access key` and `session token` in words.
  const spaced = /^ (?:access[ _-]?)?key(?:[ _-]?id)?(?![A-Za-z])/i.exec(
    text.slice(index + core.length, index + core.length + 24),
  )
  if (low === 'secret' && !after && spaced) after = spaced[0]
  const lead = text.slice(Math.max(0, index - 24), index)
  const name = `${before}${core}${after}`
  if (after && ABOUT.test(after) && !(low === 'secret' && /^[ _-]?access/i.test(after)))
    return undefined
  const trust = trustOf(low, lead, name, after)
  if (!trust) return undefined
  const kind =
    AWS_KEY.test(name) || (low === 'secret' && /aws[ _.-]?$/i.test(lead))
      ? 'aws-secret-access-key'
      : AWS_TOKEN.test(lead + core)
        ? 'aws-session-token'
        : 'labelled-secret'
  return {
    kind,
    from: index - before.length,
    to: index + core.length + after.length,
    name,
    trust,
    named: /[_-]|^[a-z]+[A-Z]/.test(name),
    flag: /(?:^|[\s"'=,])--?[A-Za-z][\w-]{0,60}$/.test(
      text.slice(Math.max(0, index - before.length - 1), index + core.length),
    ),
  }
}

/** The words of a mark that `redact` left. */
function isMark(text: string, from: number, to: number): boolean {
  return (
    text.charCodeAt(from - 1) === 91 &&
    /^(?:-[a-z-]{1,20})? \d{1,6}\]/.test(text.slice(to, to + 30))
  )
}

const LATER = /token|secret|passw|pwd|key/i

// Error codes speak of tokens and signatures; what follows them is a message.
const ERROR_CODE =
  /(?:Invalid|Expired|Missing|Malformed|Unrecognized|Incomplete|Unsupported|Unknown|Failed)[A-Za-z]{0,40}$|(?:No|Bad|Not)$/
/** The name is a piece of an ARN, a path, a shell's `$(pwd)` or an error code. */
function isAddress(text: string, index: number, before: string, core: string): boolean {
  if (/[A-Z]/.test(core[0] ?? '') && /[a-z]$/.test(before) && ERROR_CODE.test(before)) return true
  // A signature's scope, read by its form.
  if (core === 'Credential' && /^(?:=|%3D)/.test(text.slice(index + 10, index + 13))) return true
  if (/^pwd$/i.test(core) && /\$[({]?$/.test(text.slice(Math.max(0, index - 2), index))) return true
  if (!before.includes(':') && text.charCodeAt(index - before.length - 1) !== 47) return false
  let from = index
  while (from > 0 && index - from < 320 && !/[\s"'`,]/.test(text.charAt(from - 1))) from--
  return text.slice(from, index).includes('arn:aws')
}

const NAME = tableOf(`${LETTERS_AND_DIGITS}_.$:-`)
function nameBefore(text: string, index: number): string {
  let from = index
  while (from > 0 && index - from < 48 && NAME[text.charCodeAt(from - 1)] === 1) from--
  return text.slice(from, index)
}

/** A short core must be a whole part of a name: `db_pass`, `PGPASS`, `userPass`, not `bypass`. */
function shortStands(before: string, core: string, low: string): boolean {
  if (low === 'key') return true
  if (!/[A-Za-z]$/.test(before)) return true
  if (/[a-z]$/.test(before) && /^[A-Z]/.test(core)) return true
  return (
    SHORT_BEFORE.test(
      before
        .toLowerCase()
        .slice(-8)
        .replace(/^.{0,8}[^a-z]/, ''),
    ) && low !== 'sig'
  )
}

function trustOf(
  low: string,
  lead: string,
  name: string,
  after: string,
): Label['trust'] | undefined {
  if (low === 'key') {
    if (/access[ _-]?key[ _-]?id/i.test(`${lead.slice(-10)}key${after}`)) return 'weak'
    if (/(?:access)[_ .-]{0,2}$/i.test(lead) && !/(?:storage|secret)/i.test(lead)) return 'likely'
    return QUALIFIED.test(lead) ? 'sure' : 'weak'
  }
  if (/^(?:auth|cred|webhook|sig|signature|otp)$/.test(low)) {
    if (low === 'sig' && /[?&;]$/.test(lead)) return 'sure'
    return /^_(?:auth)$/i.test(name) || low === 'cred' ? 'likely' : 'weak'
  }
  if (low === 'token') {
    return /(?:next|continuation|page|pagination|client|request|idempotency|sync|resume|csrf|start|starting|unexpected|invalid)[ _-]?$/i.test(
      lead,
    )
      ? 'weak'
      : 'sure'
  }
  if (low === 'credential' || low === 'cookie' || low === 'jwt' || low === 'authorization')
    return 'likely'
  return 'sure'
}
