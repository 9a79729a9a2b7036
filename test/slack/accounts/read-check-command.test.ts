import { expect, test } from 'vitest'
import { readCheckWords } from '../../../src/slack/accounts/read-check-command.ts'

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const USER = 'arn:aws:iam::111122223333:user/ci'

test.each([
  ['key AKIAQ4TFAUTHNEXAMPLE', { check: 'key', keyId: 'AKIAQ4TFAUTHNEXAMPLE' }],
  ['  KEY   AKIAQ4TFAUTHNEXAMPLE ', { check: 'key', keyId: 'AKIAQ4TFAUTHNEXAMPLE' }],
  ['user ci', { check: 'user', user: 'ci' }],
  ['role deploy', { check: 'role', role: 'deploy' }],
  [`role deploy from ${USER}`, { check: 'role', role: 'deploy', from: USER }],
  [
    `role deploy --external-id abc from ${USER} duration 2h`,
    { check: 'role', role: 'deploy', from: USER, externalId: 'abc', seconds: 7200 },
  ],
  ['region eu-south-1', { check: 'region', region: 'eu-south-1' }],
  ['message abc\n def', { check: 'message', message: 'abcdef' }],
  ['whoami', { check: 'whoami' }],
  [
    'oidc deploy {"iss": "https://example.com", "sub": "a b", "aud": "c"}',
    { check: 'oidc', role: 'deploy', claims: { iss: 'https://example.com', sub: 'a b', aud: 'c' } },
  ],
])('%s', (words, request) => {
  expect(readCheckWords(words)).toMatchObject({ kind: 'request', request })
})

test.each(['', 'keys', 'constructor', 'toString x'])('%j: which check is asked for', (words) => {
  expect(readCheckWords(words)).toEqual({ kind: 'which' })
})

test.each([
  ['key', {}, undefined],
  ['role deploy from', { role: 'deploy' }, /more words/],
  ['role deploy from nobody', { role: 'deploy' }, /^This takes the ARN/],
  [`user ci ${SECRET}`, { user: 'ci' }, /more words/],
  ['oidc deploy', { role: 'deploy' }, undefined],
  ['region Frankfurt', {}, /No region is spelled so/],
])('%s: the rest is asked for, with what was understood', (words, given, fault) => {
  const read = readCheckWords(words)
  expect(read).toMatchObject({ kind: 'draft', given })
  if (fault) expect(read).toMatchObject({ fault: expect.stringMatching(fault) })
  else expect(read).not.toHaveProperty('fault')
})

test('a subject alone does not say who issued the token: a form asks', () => {
  expect(readCheckWords('oidc deploy repo:acme/infra:ref:refs/heads/main')).toMatchObject({
    kind: 'draft',
    check: 'oidc',
    given: { role: 'deploy' },
    sub: 'repo:acme/infra:ref:refs/heads/main',
  })
})

test.each([`key ${SECRET}`, `user a/${SECRET}`, `role r from ${SECRET}`, `oidc r ${SECRET}`])(
  'R12: what was not understood is not shown again: %s',
  (words) => {
    expect(JSON.stringify(readCheckWords(words))).not.toContain(SECRET)
  },
)

test('R13: of a token only the claims AWS looks at are kept', () => {
  const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url')
  const token = `${part({ alg: 'none' })}.${part({ iss: 'https://example.com', sub: 's', aud: 'a', secret: 'x' })}.signature`
  const read = readCheckWords(`oidc deploy ${token}`)
  expect(read).toMatchObject({ kind: 'request' })
  expect(JSON.stringify(read)).not.toMatch(/signature|secret|eyJ/)
})
