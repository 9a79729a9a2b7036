import { RegExpParser, visitRegExpAST } from '@eslint-community/regexpp'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../../src/core/redact/formats/command-lines.ts'
import { FORMATS } from '../../../src/core/redact/formats/token-formats.ts'
import { redact } from '../../../src/core/redact/redact.ts'
import {
  everyVendorToken,
  hex,
  jwt,
  keyId,
  leaks,
  secretKey,
  seeded,
  sessionToken,
  signature,
  uuid,
} from './planted-secrets.ts'

const seed = fc.integer({ min: 0, max: 2 ** 31 })
const secret = fc
  .tuple(seed, fc.constantFrom(secretKey, sessionToken))
  .map(([from, make]) => ({ value: make(seeded(from)), token: make === sessionToken }))
const name = (token: boolean) =>
  token
    ? fc.constantFrom(
        'AWS_SESSION_TOKEN',
        'aws_session_token',
        'SessionToken',
        'X-Amz-Security-Token',
      )
    : fc.constantFrom('AWS_SECRET_ACCESS_KEY', 'secret_key', 'SecretAccessKey', 'secret access key')
const tie = fc.constantFrom('=', ' = ', ': ', ' := ', ' => ', '":"', ' is ', ' | ', ' -> ', '\n  ')
const quotes = fc.constantFrom(
  ['', ''],
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['\u201c', '\u201d'],
  ['<', '>'],
)
const before = fc.constantFrom(
  '',
  'Error: x\n',
  '$ export ',
  '- ',
  '│ ',
  '  + ',
  '2024-05-14T09:12:33Z ',
  'see ',
)
const after = fc.constantFrom(
  '',
  '\n',
  ' and it fails',
  ';',
  ',\n"Region": "eu-west-1"',
  '\nregion = eu-west-1',
)

const planted = secret.chain(({ value, token }) =>
  fc
    .tuple(name(token), tie, quotes, before, after)
    .map(([label, by, [open = '', close = ''], front, end]) => ({
      value,
      text: `${front}${label}${by}${open}${value}${close}${end}`,
    })),
)

test('a planted AWS secret leaves no eight characters, and a second look changes nothing', () => {
  fc.assert(
    fc.property(planted, ({ value, text }) => {
      const once = redact(text).text
      expect(leaks(once, value)).toBe(false)
      expect(redact(once).text).toBe(once)
    }),
    { numRuns: 1500 },
  )
})

test('a second look changes nothing in any text', () => {
  const piece = fc.constantFrom(
    ...[
      'secret',
      'token',
      'password',
      'key',
      '=',
      ': ',
      ' ',
      '\n',
      '"',
      "'",
      '`',
      '<',
      '>',
      '|',
      ',',
      ';',
      '\\',
      '\\n',
    ],
    ...[
      '%2F',
      '&quot;',
      '://',
      '@',
      'a:b',
      'x',
      'Prod!x9ab',
      '12345678',
      '/',
      '+',
      '[',
      ']',
      '{',
      '}',
      ' is ',
      ['-----BEGIN PRIV', 'ATE KEY-----'].join(''),
    ],
    ...[1, 2, 3].flatMap((from) => [
      secretKey(seeded(from)),
      keyId(seeded(from)),
      jwt(seeded(from)),
      signature(seeded(from)),
    ]),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      const once = redact(pieces.join('')).text
      expect(redact(once).text).toBe(once)
    }),
    { numRuns: 3000 },
  )
})

test('ids and hashes are not touched', () => {
  const id = seed.map((from) => {
    const random = seeded(from)
    return [
      uuid(random),
      hex(random, 40),
      `sha256:${hex(random, 64)}`,
      `arn:aws:iam::123456789012:role/Ci${hex(random, 6)}`,
    ]
  })
  fc.assert(
    fc.property(id, fc.constantFrom('', 'RequestID: ', 'id=', 'on ', '│ '), (ids, front) => {
      const text = ids.map((one) => `${front}${one}`).join('\n')
      expect(redact(text).text).toBe(text)
    }),
  )
})

test('every gate lets its own pattern through', () => {
  const random = seeded(3)
  const texts = [
    ...everyVendorToken(random),
    ...Array.from({ length: 20 }, () => [keyId(random), sessionToken(random), jwt(random)]).flat(),
    ...['got', 'Credential='].map(
      (word) => `${word} '${secretKey(random)}/20261122/us-east-1/sts/aws4_request'`,
    ),
    ...[
      'Bearer',
      'bearer',
      'BEARER',
      'Basic',
      'basic',
      'BASIC',
      'Splunk',
      'Negotiate',
      'SSWS',
      'GenieKey',
      'Token',
      'token',
    ].map((scheme) => `${scheme} ${secretKey(random).replace(/[+/]/g, 'a')}`),
    ...['Signature', 'signature', 'SignatureProvided'].map(
      (word) => `${word}=${signature(random)}`,
    ),
    ...[
      'mysql -u root -p',
      'mysqldump -p',
      'mariadb -p',
      'sshpass -p ',
      'redis-cli -a ',
      'docker login -p ',
      'mongosh -p ',
      'sqlcmd -P ',
      'curl -u a:',
      '--user a:',
      '--proxy-user a:',
      "IDENTIFIED BY '",
      'SecretString: "',
      'Cookie: a=',
      'set-cookie: a=',
      '::add-mask::',
      'issecret=true]',
      'machine a login b password ',
    ].map((command) => `${command}S3cureWord9!`),
  ]
  const rules = [...FORMATS, ...COMMANDS.map(({ gate, pattern }) => ({ gate: [gate], pattern }))]
  const shut = texts.flatMap((text) =>
    rules.filter(
      ({ gate, pattern }) =>
        text.search(pattern) >= 0 && !gate.some((literal) => text.includes(literal)),
    ),
  )
  expect(shut).toEqual([])
  expect(
    everyVendorToken(random).filter((token) => leaks(redact(`x ${token} y`).text, token)),
  ).toEqual([])
})

test('a private key is gone whole, in one line, and cut off at either end', () => {
  const random = seeded(11)
  const mark = (word: string) => ['-----', word, ' RSA PRIV', 'ATE KEY-----'].join('')
  const lines = Array.from(
    { length: 12 },
    () => `${secretKey(random)}${secretKey(random).slice(0, 24)}`,
  )
  const whole = [mark('BEGIN'), ...lines, mark('END')]
  const texts = [
    whole.join('\n'),
    whole.join('\\n'),
    whole.join(' '),
    whole.map((line) => `2024-05-14T09:12:33.123Z ${line}`).join('\n'),
    whole.map((line) => `│ ${line}`).join('\n'),
    JSON.stringify({ private_key: whole.join('\n') }),
    whole.slice(0, 9).join('\n'),
    whole.slice(3).join('\n'),
  ]
  for (const text of texts)
    expect(lines.filter((line) => text.includes(line) && leaks(redact(text).text, line))).toEqual(
      [],
    )
})

test('every pattern of the rules is bounded', () => {
  const parser = new RegExpParser()
  const open: string[] = []
  for (const { pattern } of [...FORMATS, ...COMMANDS])
    visitRegExpAST(parser.parseLiteral(String(pattern)), {
      onQuantifierEnter: ({ max, raw }) => {
        if (max === Number.POSITIVE_INFINITY) open.push(raw)
      },
    })
  expect(open).toEqual([])
})
