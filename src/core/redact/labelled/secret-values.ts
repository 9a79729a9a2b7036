import { oneOf } from '../../text/one-of.ts'
import { isPasswordLike } from '../shapes/password-like.ts'
import { isCamel, isRandom, isSecretKey, isUuid, mixOf } from '../shapes/randomness.ts'
import { isReference } from '../shapes/references.ts'
import { firstRule, type Rule } from '../shapes/rule-table.ts'
import type { ValuePlace } from './connectors.ts'
import type { Label } from './labels.ts'
import type { Value } from './read-value.ts'

/** A value with the label in front of it and how the two are connected. */
type Labelled = Standing & {
  readonly label: Label
  readonly value: Value
  /** The value's text. */
  readonly word: string
}
type ValueRule = Rule<Labelled, boolean>
/** How a value stands to its label. */
export type Standing = Pick<ValuePlace, 'by' | 'sign' | 'nextLine'>

const isOfAws = ({ label }: Labelled) => /^aws-/.test(label.kind)
const isExternalId = ({ label }: Labelled) => label.kind === 'external-id'

const DUMMY = new RegExp(
  `^${oneOf('test testing mock dummy fake foo bar foobar example sample localstack anaccesskey asecretkey none nothing')}(?:[-_]?${oneOf('aws access secret key token id value')}){0,5}\\d?$`,
  'i',
)
const PROGRESS = new RegExp(
  `^${oneOf('Creating Creation Refreshing Reading Read Still Modifying Modifications Destroying Destruction Opening Closing Importing Provisioning')}$`,
)
const SECRET = true
const NONE = false

const spares: readonly ValueRule[] = [
  {
    name: 'permission',
    why: "GitHub's `id-token: write` says what a job may do.",
    holds: ({ label, word }) =>
      /^id[-_]token$/i.test(label.name) && /^(?:write|read|none)$/.test(word),
    gives: NONE,
  },
  {
    name: 'hint',
    why: 'In angle brackets stands what to put there, unless it looks like a password.',
    holds: ({ value, word }) =>
      value.angled &&
      !isRandom(word) &&
      !(/\d/.test(word) && /[A-Z!#$%^&*@+/]/.test(word) && !/\s/.test(word)),
    gives: NONE,
  },
  {
    name: 'next-assignment',
    why: 'Without a sign between them, `name=value` or an option behind a label is the next one.',
    holds: ({ by, word }) =>
      by !== 'assigned' && /^-{0,2}[A-Za-z_][\w.-]{1,60}[=:]|^-{1,2}[a-z][a-z-]{2,40}$/.test(word),
    gives: NONE,
  },
  {
    name: 'type-or-operation',
    why: 'What follows a label loosely and is made of words with capitals is a type or an operation.',
    holds: ({ by, value, word }) => by !== 'assigned' && isCamel(word) && !value.quoted,
    gives: NONE,
  },
  {
    name: 'progress',
    why: 'Terraform says what it does with a resource whose address ends like a label.',
    holds: ({ label, word }) => label.name.includes('.') && PROGRESS.test(word),
    gives: NONE,
  },
  {
    name: 'path-behind',
    why: "A test runner's PASS in front of a file is no password.",
    holds: ({ by, word }) => by !== 'assigned' && isPathOrName(word),
    gives: NONE,
  },
]

const aws: readonly ValueRule[] = [
  {
    name: 'aws-key',
    why: 'Forty characters of the alphabet that AWS uses.',
    holds: ({ label, word }) => label.kind === 'aws-secret-access-key' && isSecretKey(word),
    gives: SECRET,
  },
  {
    name: 'too-short',
    why: 'Three characters are a mark of some kind; AWS and its like accept none as a secret.',
    holds: ({ word }) => word.length < 4,
    gives: NONE,
  },
  {
    name: 'reference',
    why: 'A variable, a mask or a placeholder stands for a value.',
    holds: ({ word }) => isReference(word),
    gives: NONE,
  },
  {
    name: 'aws-dummy',
    why: 'What people give an emulator, which takes any key.',
    holds: (one) => isOfAws(one) && DUMMY.test(one.word),
    gives: NONE,
  },
  {
    name: 'said-of-aws',
    why: '`AWS_SECRET_ACCESS_KEY: unbound variable`: a sentence says something of it.',
    holds: (one) => isOfAws(one) && saysSomething(one),
    gives: NONE,
  },
  {
    name: 'aws-assigned',
    why: 'Whatever is given to a label that names a secret of AWS is it: stores that speak its language take any word.',
    holds: (one) => isOfAws(one) && one.by === 'assigned',
    gives: SECRET,
  },
  {
    name: 'aws-told',
    why: 'Behind a looser tie only what is no plain word: a quoted one, a random one, one of several pieces.',
    holds: (one) => isOfAws(one) && isToldOfAws(one),
    gives: SECRET,
  },
  {
    name: 'no-aws-value',
    why: 'Other words behind a key or a token are said of it.',
    holds: isOfAws,
    gives: NONE,
  },
]

const externalIds: readonly ValueRule[] = [
  {
    name: 'said-of-external-id',
    why: 'A sentence says something of the external id.',
    holds: (one) => isExternalId(one) && (/\s/.test(one.word) || saysSomething(one)),
    gives: NONE,
  },
  {
    name: 'external-id',
    why: 'Any word can be one; a link of ours is as good as its id.',
    holds: (one) =>
      isExternalId(one) &&
      (one.by === 'assigned' ||
        one.value.quoted ||
        isCell(one) ||
        isPasswordLike(one.word) ||
        isRandom(one.word)),
    gives: SECRET,
  },
  {
    name: 'no-external-id',
    why: 'Other words behind it are said of it.',
    holds: isExternalId,
    gives: NONE,
  },
]

const unusual: readonly ValueRule[] = [
  {
    name: 'phrase',
    why: 'Several words in quotes are a secret only where they are called a password or phrase.',
    holds: isPhrase,
    gives: SECRET,
  },
  {
    name: 'sentence',
    why: 'Other words with blanks between them are prose.',
    holds: ({ word }) => /\s/.test(word),
    gives: NONE,
  },
  {
    name: 'weak-random',
    why: 'Behind a word such as `key` only what chance made is a secret, and no path.',
    holds: ({ label, word }) =>
      label.trust === 'weak' &&
      word.length >= 16 &&
      (isRandom(word) || isLongHex(label, word)) &&
      !/^[\w.-]{1,100}\/[\w./-]{1,200}$/.test(word),
    gives: SECRET,
  },
  {
    name: 'weak',
    why: 'Everything else behind such a word is something ordinary.',
    holds: ({ label }) => label.trust === 'weak',
    gives: NONE,
  },
  {
    name: 'secret-uuid',
    why: 'Some makers use UUIDs as keys.',
    holds: ({ label, by, word }) =>
      isUuid(word) && by === 'assigned' && /pass|secret|api|client_?secret/i.test(label.name),
    gives: SECRET,
  },
  {
    name: 'uuid',
    why: "A UUID is nearly always a request's or a lock's id.",
    holds: ({ word }) => isUuid(word),
    gives: NONE,
  },
]

const isLikely = ({ label, by }: Labelled) => by === 'assigned' && label.trust === 'likely'
const isLetters = (word: string) => {
  const { digits, others } = mixOf(word)
  return digits === 0 && others === 0
}
const isBareWord = ({ label, value, word }: Labelled) =>
  /^[A-Z]?[a-z]+$/.test(word) && !value.quoted && !label.named

const assigned: readonly ValueRule[] = [
  {
    name: 'cookie',
    why: 'A cookie is a pair.',
    holds: (one) =>
      isLikely(one) && /cookie/i.test(one.label.name) && one.word.length >= 8 && /=/.test(one.word),
    gives: SECRET,
  },
  {
    name: 'likely-mixed',
    why: 'Behind `credential` and its kin only what mixes letters and digits is one.',
    holds: (one) => {
      const { digits, lower, upper } = mixOf(one.word)
      return (
        isLikely(one) &&
        !/cookie/i.test(one.label.name) &&
        one.word.length >= 8 &&
        digits > 0 &&
        lower + upper > 0 &&
        !isPathOrName(one.word)
      )
    },
    gives: SECRET,
  },
  {
    name: 'likely-plain',
    why: 'Anything else behind these names is a name of its own.',
    holds: isLikely,
    gives: NONE,
  },
  {
    name: 'path',
    why: 'A path, a file or the address of a resource says where the secret is kept.',
    holds: ({ by, word }) => by === 'assigned' && isPathOrName(word),
    gives: NONE,
  },
  {
    name: 'bare-word-alone',
    why: 'A plain word is a password where it is all that its line holds.',
    holds: (one) =>
      one.by === 'assigned' && isBareWord(one) && one.value.alone && one.word.length >= 6,
    gives: SECRET,
  },
  {
    name: 'bare-word',
    why: 'A plain word with others around it is prose.',
    holds: (one) => one.by === 'assigned' && isBareWord(one),
    gives: NONE,
  },
  {
    name: 'letters',
    why: 'Letters only, but quoted, alone or behind a name that a program uses.',
    holds: ({ label, by, value, word }) =>
      by === 'assigned' && isLetters(word) && (value.quoted || value.alone || label.named),
    gives: SECRET,
  },
  {
    name: 'letters-in-text',
    why: 'Letters only in the middle of a text are a word.',
    holds: ({ by, word }) => by === 'assigned' && isLetters(word),
    gives: NONE,
  },
  {
    name: 'number-pin',
    why: 'A number is a secret where it is called one.',
    holds: ({ label, by, word }) =>
      by === 'assigned' && isNumber(word) && /pass|pwd|pin|otp/i.test(label.name),
    gives: SECRET,
  },
  {
    name: 'number',
    why: 'Other numbers are dates, versions and counts.',
    holds: ({ by, word }) => by === 'assigned' && isNumber(word),
    gives: NONE,
  },
  {
    name: 'assigned',
    why: 'Whatever else is given to a label that names a secret is it.',
    holds: ({ by }) => by === 'assigned',
    gives: SECRET,
  },
]

const loose: readonly ValueRule[] = [
  {
    name: 'told-quoted',
    why: 'A quoted word behind `is` is the secret, if it can be one at all.',
    holds: ({ label, by, value, word }) =>
      by === 'told' &&
      value.quoted &&
      word.length >= 6 &&
      (isPasswordLike(word) ||
        isRandom(word) ||
        (/pass|pwd|pw/i.test(label.name) && /^[\w-]{6,}$/.test(word))),
    gives: SECRET,
  },
  {
    name: 'told-quoted-word',
    why: 'Other quoted words are names.',
    holds: ({ by, value }) => by === 'told' && value.quoted,
    gives: NONE,
  },
  {
    name: 'likely-beside',
    why: 'Beside `credential` nothing is one.',
    holds: ({ label, by }) => label.trust === 'likely' && by === 'beside',
    gives: NONE,
  },
  {
    name: 'word-with-number',
    why: '`password hunter2`: a word with a number behind it.',
    holds: ({ label, word }) =>
      /^(?:pass|pwd|pw\b|.{0,40}pass|.{0,40}pwd)/i.test(label.name) &&
      /^[A-Za-z]{3,20}\d{1,6}$/.test(word) &&
      !/^(?:oauth|sha|utf|base|md|ipv|sigv)/i.test(word),
    gives: SECRET,
  },
  {
    name: 'told',
    why: 'What prose says after `is` and is no version, region or address.',
    holds: ({ by, word }) => by === 'told' && isPasswordLike(word),
    gives: SECRET,
  },
  {
    name: 'said',
    why: 'Prose about the secret.',
    holds: ({ by }) => by === 'told',
    gives: NONE,
  },
  {
    name: 'beside',
    why: 'With nothing but a blank between them a value must look like a password by itself.',
    holds: ({ word }) =>
      word.length >= 8 &&
      isPasswordLike(word) &&
      mixOf(word).digits > 0 &&
      !/[/:=]/.test(word.slice(0, 3)),
    gives: SECRET,
  },
]

/** What decides whether the value behind a label is a secret, in order; what no row knows is none. */
export const VALUE_RULES: readonly ValueRule[] = [
  ...spares,
  ...aws,
  ...externalIds,
  ...unusual,
  ...assigned,
  ...loose,
]

/** Takes a label, how a value is connected to it, and the value; gives the rule that decides, if one does. */
export function valueRule(label: Label, standing: Standing, value: Value): ValueRule | undefined {
  const { by, sign, nextLine } = standing
  return firstRule(VALUE_RULES, { label, by, sign, nextLine, value, word: value.text })
}

/** Takes a label, how a value is connected to it, and the value; gives whether that is a secret. */
export function isSecretValue(label: Label, standing: Standing, value: Value): boolean {
  return valueRule(label, standing, value)?.gives ?? NONE
}

/** A sentence behind a colon, or several words that read like one. */
function saysSomething({ by, sign, value, word }: Labelled): boolean {
  if (by !== 'assigned') return false
  if (/\s/.test(word)) return !isFewWords(word)
  if (sign.includes('=') || value.quoted || !/^[A-Za-z][a-z']{0,20}$/.test(word)) return false
  // An arrow leads from a name to where it goes.
  return value.goesOn || !sign.includes(':')
}

function isToldOfAws({ label, sign, value, word, nextLine }: Labelled): boolean {
  if (/\s/.test(word) || /^[A-Z][A-Z0-9]{0,60}(?:_[A-Z0-9]{1,60}){1,20}$/.test(word)) return false
  if (label.kind === 'aws-session-token') return word.length >= 16 && isNoPlainWord(word)
  if (isCell({ label, sign, value })) return true
  if ((value.quoted || nextLine) && value.alone && word.length >= 8 && !isCamel(word)) return true
  // `garnet-otter-lantern`, and not `up-to-date`.
  if (word.length >= 14 && /[-_.][a-z0-9]{1,30}[-_.]/.test(word)) return true
  return word.length >= 12 && (isRandom(word) || isPasswordLike(word))
}

/** `| AWS_SECRET_ACCESS_KEY | tanglewood |`: a cell of one word beside a program's name. */
function isCell({ label, sign, value }: Pick<Labelled, 'label' | 'sign' | 'value'>): boolean {
  return label.named && /[|│]/.test(sign) && !value.goesOn
}

function isNoPlainWord(word: string): boolean {
  if (/^[a-z_.-]{1,600}$/i.test(word)) return false
  // A file's path, as long as no piece of it is random.
  return !/^\/?[\w.-]{1,80}(?:\/[\w.-]{1,80}){2,10}$/.test(word) || isRandom(word)
}

function isLongHex(label: Label, word: string): boolean {
  return /sig|auth/i.test(label.name) && /^[0-9a-f]{32,128}$/.test(word)
}

const isNumber = (word: string) => {
  const { lower, upper } = mixOf(word)
  return lower + upper === 0 && !/[^\d.:-]/.test(word)
}

function isPhrase({ label, by, word }: Labelled): boolean {
  if (!/\s/.test(word) || by !== 'assigned' || label.trust !== 'sure') return false
  return /pass|pwd|phrase|secret/i.test(label.name) && isFewWords(word)
}

/** Words that can be a phrase to sign in with and read like no sentence. */
function isFewWords(word: string): boolean {
  return (
    word.length <= 200 &&
    word.split(/\s/).length <= 8 &&
    !/[.:!?]$|\b(?:the|is|are|was|not|for|must|please|required|invalid|failed)\b|\$\{|^\{/i.test(
      word,
    )
  )
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
