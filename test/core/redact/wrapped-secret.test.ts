import { describe, expect, test } from 'vitest'
import { read } from '../../../src/core/read/read-paste.ts'
import { knowledge } from '../facts/facts.ts'

// Made up: the alphabet and lengths are AWS's, the values open nothing.
const SECRET = 'kT9vX2mQ/7bZrL4wN8+hY3cJ6pD1fG5sAeUoIiB0'
const TOKEN = `IQoJb3JpZ2luX2VjEJr${'aB3/xY+z9Q'.repeat(30)}==`
const JWT = `eyJhbGciOiJSUzI1NiJ9.${'eyJzdWIiOiJyZXBv'.repeat(6)}.${'c2lnbmF0dXJl'.repeat(5)}`

const CALL =
  'Error: x: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error'
const TEXTS = [
  [
    'key and secret swapped',
    `${CALL} IncompleteSignature: Credential must have exactly 5 slash-delimited elements, got '${SECRET}/20261122/us-east-1/sts/aws4_request'`,
    SECRET,
  ],
  [
    'a session token in a header',
    `${CALL} X: net/http: invalid header field value for "X-Amz-Security-Token: ${TOKEN}"`,
    TOKEN,
  ],
  ['an identity token', `${CALL} InvalidIdentityToken: bad token ${JWT}`, JWT],
] as const

const WIDTHS = Array.from({ length: 161 }, (_, at) => at + 40)
const wrapped = (text: string, width: number) =>
  text.replace(new RegExp(`.{${width}}`, 'g'), '$&\n')

describe.each(TEXTS)('broken by a terminal, nothing is kept of %s', (_, text, secret) => {
  test.each([
    ['bare', ''],
    ['in a box', '│ '],
    ['quoted', '> '],
  ])('%s', (_name, bar) => {
    const leaking = WIDTHS.filter((width) => {
      const kept = JSON.stringify(read(wrapped(text, width).replace(/^/gm, bar), knowledge))
      return Array.from({ length: secret.length - 7 }, (_run, at) => secret.slice(at, at + 8)).some(
        (run) => kept.includes(run),
      )
    })
    expect(leaking).toEqual([])
  })
})
