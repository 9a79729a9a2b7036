import { endAt } from '../../text/match-at.ts'
import { oneOf } from '../../text/one-of.ts'
import { LETTERS_AND_DIGITS, tableOf } from '../shapes/character-sets.ts'
import { firstRule, type Rule } from '../shapes/rule-table.ts'
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
  )}|[eE](?:xternal|XTERNAL)[_ -]?[iI][dD]|(?<![A-Za-z])(?:otp|OTP)(?![A-Za-z])`,
  'g',
)
const REST_OF_NAME = /[\w-]{0,48}/y
const QUALIFIED = new RegExp(
  `${oneOf(
    'api app application account access private secret signing sign encryption encrypt decryption master storage shared',
    'service subscription license licence ssh deploy auth consumer client admin host shared[_-]?access session jwt hmac',
    'aes crypto cookie webhook (?<![A-Za-z])dd datadog openai anthropic stripe sendgrid integration rest routing ingest',
    'write read server bot partner merchant root function functions primary secondary (?<![A-Za-z])x functions[_-]key apim',
    'search maps google gcp azure newrelic new[_-]?relic (?<![A-Za-z])nr pagerduty opsgenie ssl tls rsa ecdsa',
    'kms[_-]?data',
  )}[_ .-]{0,2}$`,
  'i',
)
/** Endings that name something about a secret and not the secret. */
const ABOUT = new RegExp(
  `${oneOf(
    // Where it is kept.
    'file path dir directory location url uri arn endpoint host port bucket prefix suffix store backend output stdin',
    'process helper provider source engine server service plugin manager manager\\w{0,20} chain',
    // What it is called and by whom.
    'name names label tag tags description desc user username issuer audience aud group ref serial pair',
    // Its age and number.
    'expir\\w{0,6} expires ttl lifetime duration created updated modified last\\w{0,10} date time timestamp in[_-]?days',
    'days reset recovery\\w{0,10} window\\w{0,10} rotation version versions wo[_-]?version count index length size len',
    'limit min max retries attempts usage',
    // Its form and what is asked of it.
    'type kind format alg algorithm mode scope header method pattern schema spec template table hint policy rule rules',
    'required required\\w{0,4} enabled disabled prompt error exception fault status state region context exchange',
  )}$`,
  'i',
)
const AWS_KEY =
  /secret[ _.-]?(?:access[ _.-]?)?key|aws[ _.-]?secret(?!smanager|[ _.-]?(?:name|id|arn|manager|version))|secretaccess|(?:aws|iam|user)[ _.-]?sk$/i
const AWS_TOKEN = /(?:session|security)[ _.-]?token/i
const GLUED =
  /^(?:s|word|words|wd|phrase|code|key|keys|string|value|val|text|data|id|hash|base64|b64|nature|ential|entials|sentences)?(?![a-z])/
// Letters right in front of a short core that are a name's part; `bypass`, `monkey` and `compass` are not.
const SHORT_BEFORE = new RegExp(
  oneOf(
    '^ [^A-Za-z] [a-z](?=[A-Z]) db pg user usr root admin my sql redis smtp ftp imap ldap become sudo ssh vault mail',
    'wifi rpc basic http proxy o web no x app bind login',
  ).concat('$'),
)
const SHORT = /^(?:pass|pwd?|auth|sig|cred|otp|key|jwt)$/
const LATER = /token|secret|passw|pwd|key/i
// Error codes speak of tokens and signatures; what follows them is a message.
const ERROR_CODE =
  /(?:Invalid|Expired|Missing|Malformed|Unrecognized|Incomplete|Unsupported|Unknown|Failed)[A-Za-z]{0,40}$|(?:No|Bad|Not)$/
const NUMBERED_TOKEN = new RegExp(
  `${oneOf(
    'next continuation page pagination client request idempotency sync resume csrf start starting unexpected invalid',
  )}[ _-]?$`,
  'i',
)

/** A core word where it was found, with what stands around it. */
export type Found = {
  readonly text: string
  readonly index: number
  readonly core: string
  /** The core in small letters. */
  readonly low: string
  /** The part of the name in front of the core, and behind it. */
  readonly before: string
  readonly after: string
  readonly name: string
  /** What stands in front of the core, in the name or not. */
  readonly lead: string
}

/** Why a core word is no label, in order. */
export const NOT_A_LABEL: readonly Rule<Found, undefined>[] = [
  {
    name: 'error-code',
    why: 'InvalidToken and its kin are codes, and a message follows them.',
    holds: ({ core, before }) =>
      /[A-Z]/.test(core[0] ?? '') && /[a-z]$/.test(before) && ERROR_CODE.test(before),
    gives: undefined,
  },
  {
    name: 'signature-scope',
    why: "A signature's scope is read by its form.",
    holds: ({ text, index, core }) =>
      core === 'Credential' && /^(?:=|%3D)/.test(text.slice(index + 10, index + 13)),
    gives: undefined,
  },
  {
    name: 'working-directory',
    why: '`$(pwd)` and `$PWD` are where a shell stands.',
    holds: ({ text, index, core }) =>
      /^pwd$/i.test(core) && /\$[({]?$/.test(text.slice(Math.max(0, index - 2), index)),
    gives: undefined,
  },
  {
    name: 'in-an-arn',
    why: 'A word of an ARN names a resource.',
    holds: isInArn,
    gives: undefined,
  },
  {
    name: 'mark',
    why: 'The words of a mark that redaction left.',
    holds: ({ text, index, core, before }) =>
      text.charCodeAt(index - before.length - 1) === 91 &&
      /^(?:-[a-z-]{1,20})? \d{1,6}\]/.test(
        text.slice(index + core.length, index + core.length + 30),
      ),
    gives: undefined,
  },
  {
    name: 'longer-word',
    why: '`tokenizer` and `passing` go on in small letters.',
    holds: ({ core, after }) =>
      /^[a-z]/.test(after) && /[a-z]$/.test(core) && !GLUED.exec(after)?.[0],
    gives: undefined,
  },
  {
    name: 'longer-capitals',
    why: '`KEYBOARD` goes on in capitals.',
    holds: ({ core, after }) =>
      /^[A-Z]/.test(after) &&
      /[A-Z]$/.test(core) &&
      !GLUED.test((/^[A-Z]{1,40}/.exec(after)?.[0] ?? '').toLowerCase()),
    gives: undefined,
  },
  {
    name: 'inside-a-word',
    why: '`bypass` and `compass` only end like a label.',
    holds: (found) => SHORT.test(found.low) && !shortStands(found),
    gives: undefined,
  },
  {
    name: 'later-word',
    why: 'In `X-Auth-Token` and `cookieSecret` the later word says more.',
    holds: ({ low, after }) =>
      /^(?:auth|cred|webhook|sig|cookie|jwt|otp)/.test(low) && LATER.test(after),
    gives: undefined,
  },
  {
    name: 'about-a-secret',
    why: '`token_file` and `secret_name` say something about a secret.',
    holds: ({ low, after }) =>
      after !== '' && ABOUT.test(after) && !(low === 'secret' && /^[ _-]?access/i.test(after)),
    gives: undefined,
  },
]

type Trust = Label['trust']
/** How much a label says of what stands behind it, in order. */
export const TRUST: readonly Rule<Found, Trust>[] = [
  {
    name: 'key-id',
    why: 'A key id is no secret, and is read by its form.',
    holds: ({ low, lead, after }) =>
      low === 'key' && /access[ _-]?key[ _-]?id/i.test(`${lead.slice(-10)}key${after}`),
    gives: 'weak',
  },
  {
    name: 'access-key',
    why: 'An access key is the id or the secret.',
    holds: ({ low, lead }) =>
      low === 'key' && /(?:access)[_ .-]{0,2}$/i.test(lead) && !/(?:storage|secret)/i.test(lead),
    gives: 'likely',
  },
  {
    name: 'qualified-key',
    why: 'An API key, a signing key: the word in front says that it is one.',
    holds: ({ low, lead }) => low === 'key' && QUALIFIED.test(lead),
    gives: 'sure',
  },
  {
    name: 'key',
    why: 'Keys are of many kinds.',
    holds: ({ low }) => low === 'key',
    gives: 'weak',
  },
  {
    name: 'sig-of-url',
    why: 'The signature of a shared access link.',
    holds: ({ low, lead }) => low === 'sig' && /[?&;]$/.test(lead),
    gives: 'sure',
  },
  {
    name: 'auth-of-npm',
    why: 'What npm and pip write.',
    holds: ({ low, name }) => (low === 'auth' && /^_auth$/i.test(name)) || low === 'cred',
    gives: 'likely',
  },
  {
    name: 'auth',
    why: 'Words of many meanings.',
    holds: ({ low }) => /^(?:auth|webhook|sig|signature|otp)$/.test(low),
    gives: 'weak',
  },
  {
    name: 'numbered-token',
    why: 'A page token, a client token: made for one request.',
    holds: ({ low, lead }) => low === 'token' && NUMBERED_TOKEN.test(lead),
    gives: 'weak',
  },
  {
    name: 'credential',
    why: 'Often a name of credentials.',
    holds: ({ low }) => /^(?:credential|cookie|jwt|authorization)$/.test(low),
    gives: 'likely',
  },
]

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
  const found = foundAt(text, core, index)
  if (firstRule(NOT_A_LABEL, found)) return undefined
  const { low, before, after, name, lead } = found
  const from = index - before.length
  return {
    kind: kindOf(low, name, lead, core),
    from,
    to: index + core.length + after.length,
    name,
    trust: firstRule(TRUST, found)?.gives ?? 'sure',
    named: /[_-]|^[a-z]+[A-Z]/.test(name),
    flag: /(?:^|[\s"'=,])--?[A-Za-z][\w-]{0,60}$/.test(
      text.slice(Math.max(0, from - 1), index + core.length),
    ),
  }
}

/** Takes a text and a core word in it; gives the word with what stands around it. */
export function foundAt(text: string, core: string, index: number): Found {
  const before = nameBefore(text, index)
  const end = index + core.length
  const low = core.toLowerCase()
  let after = text.slice(end, endAt(REST_OF_NAME, text, end))
  // `secret access key` in words.
  if (low === 'secret' && !after)
    after =
      /^ (?:access[ _-]?)?key(?:[ _-]?id)?(?![A-Za-z])/i.exec(text.slice(end, end + 24))?.[0] ?? ''
  const lead = text.slice(Math.max(0, index - 24), index)
  return { text, index, core, low, before, after, name: `${before}${core}${after}`, lead }
}

function kindOf(low: string, name: string, lead: string, core: string): SecretKind {
  if (low.startsWith('external')) return 'external-id'
  if (AWS_KEY.test(name) || (low === 'secret' && /aws[ _.-]?$/i.test(lead)))
    return 'aws-secret-access-key'
  return AWS_TOKEN.test(lead + core) ? 'aws-session-token' : 'labelled-secret'
}

const ARN_REACH = 320
/** The name is a piece of a path or an ARN that began in the same word. */
function isInArn({ text, index, before }: Found): boolean {
  if (!before.includes(':') && text.charCodeAt(index - before.length - 1) !== 47) return false
  const near = text.slice(Math.max(0, index - ARN_REACH), index)
  const arn = near.lastIndexOf('arn:aws')
  return arn >= 0 && !/[\s"'`,]/.test(near.slice(arn))
}

const NAME = tableOf(`${LETTERS_AND_DIGITS}_.$:-`)
function nameBefore(text: string, index: number): string {
  let from = index
  while (from > 0 && index - from < 48 && NAME[text.charCodeAt(from - 1)] === 1) from--
  return text.slice(from, index)
}

/** A short core must be a whole part of a name: `db_pass`, `PGPASS`, `userPass`, not `bypass`. */
function shortStands({ before, core, low }: Found): boolean {
  if (low === 'key') return true
  if (!/[A-Za-z]$/.test(before)) return true
  if (/[a-z]$/.test(before) && /^[A-Z]/.test(core)) return true
  const letters = before
    .toLowerCase()
    .slice(-8)
    .replace(/^.{0,8}[^a-z]/, '')
  return SHORT_BEFORE.test(letters) && low !== 'sig'
}
