import { describe, expect, test } from 'vitest'
import { BREAKS, breakAt } from '../../../src/core/redact/broken-lines.ts'
import { valuePlaces } from '../../../src/core/redact/labelled/connectors.ts'
import {
  type Found,
  foundAt,
  labelsIn,
  NOT_A_LABEL,
  TRUST,
} from '../../../src/core/redact/labelled/labels.ts'
import { valueReader } from '../../../src/core/redact/labelled/read-value.ts'
import { VALUE_RULES, valueRule } from '../../../src/core/redact/labelled/secret-values.ts'
import { REFERENCES, referenceRule } from '../../../src/core/redact/shapes/references.ts'
import { firstRule, type Rule } from '../../../src/core/redact/shapes/rule-table.ts'

const names = (rules: readonly Rule<never, unknown>[]) => rules.map(({ name }) => name)
/** Made up: the alphabet and length are AWS's, the value opens nothing. */
const KEY = ['kT9vX2mQ/7bZrL4wN8+h', 'Y3cJ6pD1fG5sAeUoIiB0'].join('')

/** The rules that decided about the first label's possible values, surest place first. */
function valueRulesIn(text: string): readonly (string | undefined)[] {
  const [label] = labelsIn(text)
  if (!label) return ['no label']
  const valueAt = valueReader(text)
  return valuePlaces(text, label.to, label.flag, label.named).map((place) => {
    const value = valueAt(place.at)
    return value && valueRule(label, place, value)?.name
  })
}

const VALUES: Readonly<Record<string, string>> = {
  permission: 'id-token: write',
  hint: 'password = <something>',
  'next-assignment': 'the password user=jane',
  'type-or-operation': 'the token GetObject',
  progress: 'aws_secretsmanager_secret_version.token: Creating...',
  'path-behind': 'PASS src/components/widget',
  'aws-key': `secret_key = ${KEY}`,
  'too-short': 'password = abc',
  reference: 'password = var.password',
  'aws-dummy': 'secret_key = "test"',
  'said-of-aws': 'AWS_SECRET_ACCESS_KEY: unbound variable',
  'aws-assigned': 'secret_key = "tanglewoodbrother"',
  'aws-told': 'my secret key is garnet-otter-lantern',
  'no-aws-value': 'my secret key is wrongly typed',
  'said-of-external-id': 'external_id: whatever the vendor gave you',
  'external-id': 'external_id = "orchid-harbour"',
  'no-external-id': 'the external id is wrongly typed',
  phrase: 'passphrase = "correct horse battery"',
  sentence: 'token = "it was not accepted"',
  'weak-random': 'key = aB3dE5gH7jK9mN1pQ3',
  weak: 'key = prod/state',
  'secret-uuid': 'client_secret = 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40',
  uuid: 'token = 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40',
  cookie: 'cookie = sid=abcdef12',
  'likely-mixed': 'credential = abc123def',
  'likely-plain': 'credential = production',
  path: 'password = prod/database/main',
  'bare-word-alone': 'password = tanglewood',
  'bare-word': 'password = yours and mine',
  letters: 'db_password = "TangleWOOD"',
  'letters-in-text': 'password = TangleWOOD and so on',
  'number-pin': 'password = 48151623',
  number: 'token = 48151623',
  assigned: 'password = hunter2!',
  'told-quoted': 'the password is "hunter2!"',
  'told-quoted-word': 'the token is "production"',
  'likely-beside': 'credential abc123def',
  'word-with-number': 'the password hunter2',
  told: 'the token is aB3dE5gH7j',
  said: 'the token is expiring',
  beside: 'the token aB3dE5gH7j',
}
describe('a value behind a label', () => {
  test('every rule has an example', () => {
    expect(Object.keys(VALUES)).toEqual(names(VALUE_RULES))
  })
  test.each(Object.entries(VALUES))('%s decides %j', (rule, text) => {
    expect(valueRulesIn(text)[0]).toBe(rule)
  })
})

/** The core stands between the bars. */
function found(marked: string): Found {
  const [front = '', core = '', back = ''] = marked.split('|')
  return foundAt(`${front}${core}${back}`, core, front.length)
}
const NO_LABELS: Readonly<Record<string, string>> = {
  'error-code': 'Invalid|Token|: x',
  'signature-scope': '|Credential|=A/20260101',
  'working-directory': 'docker run -v $(|pwd|):/x',
  'in-an-arn': 'arn:aws:secretsmanager:eu-west-1:123456789012:|secret|:db',
  mark: '[labelled-|secret| 12]',
  'longer-word': '|pass|ing through',
  'longer-capitals': '|KEY|BOARD=de',
  'inside-a-word': 'com|pass|=north',
  'later-word': 'X-|Auth|-Token: x',
  'about-a-secret': '|token|_file = x',
}
describe('a word that is no label', () => {
  test('every rule has an example', () => {
    expect(Object.keys(NO_LABELS)).toEqual(names(NOT_A_LABEL))
  })
  test.each(Object.entries(NO_LABELS))('%s decides %j', (rule, text) => {
    expect(firstRule(NOT_A_LABEL, found(text))?.name).toBe(rule)
  })
})

const LABELS: Readonly<Record<string, string>> = {
  'key-id': 'access_|key|_id = x',
  'access-key': 'access_|key| = x',
  'qualified-key': 'api_|key| = x',
  key: '|key| = x',
  'sig-of-url': 'https://x?a=1&|sig|=x',
  'auth-of-npm': '_|auth| = x',
  auth: '|auth| = x',
  'numbered-token': 'next_|token| = x',
  credential: '|credential| = x',
}
describe('how much a label says', () => {
  test('every rule has an example', () => {
    expect(Object.keys(LABELS)).toEqual(names(TRUST))
  })
  test.each(Object.entries(LABELS))('%s decides %j', (rule, text) => {
    expect(firstRule(TRUST, found(text))?.name).toBe(rule)
  })
})

const line = 'x'.repeat(44)
const FEEDS: Readonly<Record<string, string>> = {
  'next-name': `${line}\nregion = eu-west-1`,
  'whole-key': `secret_key=${KEY}\nand more words`,
  'cut-on-both-sides': 'value aB3dE5gH7jK9\nmN1pQ3rS5t',
  narrow: 'a short line\nand another',
  'piece-goes-on': `${line}\naB3dE5gH7jK9`,
  'begins-anew': `${line}\n2024-05-14 x`,
  'even-lines': `${line}\n${line}`,
}
describe('a line feed between two words', () => {
  test('every rule has an example', () => {
    expect(Object.keys(FEEDS)).toEqual(names(BREAKS))
  })
  test.each(Object.entries(FEEDS))('%s decides %j', (rule, text) => {
    const feed = text.indexOf('\n')
    expect(firstRule(BREAKS, breakAt(text, feed, feed + 1))?.name).toBe(rule)
  })
})

const STANDS_FOR: Readonly<Record<string, string>> = {
  'key-id': 'AKIA************PLQ2',
  'word-for-nothing': 'unset',
  mask: '****',
  variable: '$SECRET',
  attribute: 'var.secret',
  'template-function': '!Ref',
  'not-shown': '(sensitive value)',
  address: 'arn:aws:iam::123456789012:role/x',
  hash: 'sha256:0a1b',
  call: 'file("x")',
  algorithm: 'AWS4-HMAC-SHA256',
  placeholder: 'YOUR_SECRET_KEY',
}
describe('a word that stands for a value', () => {
  test('every rule has an example', () => {
    expect(Object.keys(STANDS_FOR)).toEqual(names(REFERENCES))
  })
  test.each(Object.entries(STANDS_FOR))('%s decides %j', (rule, word) => {
    expect(referenceRule(word)?.name).toBe(rule)
  })
})
