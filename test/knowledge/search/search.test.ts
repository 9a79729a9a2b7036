import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lookUp } from '../../../src/app/lookup/look-up.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'
import { makeSearch } from '../../../src/knowledge/search/search.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const search = makeSearch(knowledge)
const found = (words: string): readonly string[] => {
  const { found: first, others } = lookUp(knowledge, search, words)
  return first ? [first, ...others].map(({ id }) => id) : []
}

/** What a person types, the page that must come first, and pages that must be among the first three. */
const SEARCHES: readonly (readonly [words: string, first: string, ...among: readonly string[]])[] =
  [
    // Codes, whole, in parts and mistyped.
    ['InvalidClientTokenId', 'dead-key'],
    ['InvalidClientTokenIdd', 'dead-key'],
    ['invalid client token id', 'dead-key'],
    ['UnrecognizedClientException', 'dead-key'],
    ['AuthFailure', 'ec2-refused'],
    ['ExpiredToken', 'expired-session', 'expired-credentials'],
    ['expird token', 'expired-session'],
    ['SignatureDoesNotMatch', 'wrong-secret'],
    ['sginature does not match', 'wrong-secret'],
    ['AccessDenied', 'permission-refused', 'insufficient-permissions'],
    ['Forbidden: Forbidden', 'permission-refused'],
    ['RequestTimeTooSkewed', 'clock-off', 'clock-skew'],
    ['NoCredentialProviders', 'no-credentials'],
    ['InvalidIdentityToken', 'identity-token-unusable', 'oidc-misconfigured'],
    ['403 sts', 'dead-key'],
    // Sentences of errors.
    ['the security token included in the request is invalid', 'dead-key'],
    ['The security token included in the request is expired', 'expired-session'],
    ['The provided token has expired', 'expired-session'],
    ['unable to locate credentials', 'no-credentials', 'no-credentials-found'],
    ['crednetials not found', 'no-credentials', 'no-credentials-found'],
    ['No valid credential sources found', 'no-credentials'],
    ['no such host', 'no-answer', 'network-or-proxy'],
    ['x509', 'no-answer', 'network-or-proxy'],
    // What people say.
    ['works locally but not in CI', 'no-credentials-found'],
    ['works locally but not in terraform cloud', 'remote-execution-credentials'],
    ['it worked yesterday', 'deactivated-or-deleted-key'],
    ['expired', 'expired-session', 'expired-credentials'],
    [
      'my credentials expired while the apply was running',
      'expired-credentials',
      'expired-session',
    ],
    ['wrong account', 'env-override', 'other-account'],
    ['why is my profile ignored', 'env-override', 'backend-provider-mismatch'],
    ['profile not found', 'wrong-profile', 'profile-missing'],
    ['key and secret swapped', 'wrong-credentials', 'swapped-pair'],
    ['trailing newline', 'whitespace-or-quotes', 'unsendable-key'],
    ['newly created key', 'iam-eventual-consistency'],
    ['.terraform folder old keys', 'cached-credentials'],
    ['leaked key', 'key-quarantined', 'quarantine-named'],
    ['region not enabled', 'region-not-enabled'],
    // Themes.
    ['mfa', 'mfa-required', 'mfa-needed'],
    ['clock', 'clock-skew', 'clock-off'],
    ['govcloud', 'wrong-partition'],
    ['china region', 'wrong-partition'],
    ['localstack', 'dummy-credentials-emulator'],
    ['minio', 'dummy-credentials-emulator'],
    ['sso login', 'sso-session', 'sso-expired'],
    ['SSO session has expired', 'sso-session', 'sso-expired'],
    ['external id', 'external-id'],
    ['docker no credentials', 'docker-env-or-mount', 'no-credentials'],
    ['terragrunt no credentials', 'no-credentials', 'no-credentials-found'],
    ['169.254.169.254', 'no-credentials', 'imds-blocked'],
    ['hop limit', 'imds-blocked'],
    ['signature mismatch', 'wrong-secret'],
    ['leftover session token', 'stale-session-token'],
    ['ASIA', 'missing-session-token'],
    ['AWS_SESSION_TOKEN not set', 'missing-session-token'],
    ['special characters secret key', 'special-characters'],
    ['github oidc not authorized', 'trust-policy', 'web-identity-refused'],
    ['gitlab oidc', 'oidc-misconfigured'],
    ['id-token write', 'oidc-misconfigured'],
    ['terraform cloud credentials', 'remote-execution-credentials'],
    ['service control policy', 'permissions-boundary-or-scp', 'limited-from-above'],
    ['max session duration', 'session-duration'],
    ['credential_process', 'process-failed', 'credential-process'],
    ['bucket access denied', 's3-refused'],
    ['proxy', 'network-or-proxy', 'no-answer'],
  ]

test.each(SEARCHES)('%s → %s', (words, first, ...among) => {
  const pages = found(words)
  expect(pages[0]).toBe(first)
  expect(pages.slice(0, 3)).toEqual(expect.arrayContaining([...among]))
})

test.each(['acess denied assume role', 'cant assume role', 'assume role refused'])(
  '%s: the refusal is among the first three',
  (words) => {
    expect(found(words).slice(0, 3)).toContain('assume-role-refused')
  },
)

test.each([
  '',
  '   ',
  '!!!',
  'the',
  'terraform aws error',
  'asdfghjkl',
  'zzzz qqqq',
  '12345',
  'hello world',
  'pizza recipe',
  'best restaurant in town',
  'football results',
])('"%s" finds nothing and says so', (words) => {
  const { found: first, others, reply } = lookUp(knowledge, search, words)
  expect([first, others]).toEqual([null, []])
  expect(reply.fallback).toMatch(/no page about that|Name an error code/)
})

describe('any page', () => {
  const pages = [...knowledge.causes, ...knowledge.symptoms]

  test.each(pages.map(({ id }) => [id]))('%s is found by its name', (id) => {
    expect(found(id)[0]).toBe(id)
  })

  test('is among the first three for each of its phrases', () => {
    const missed = pages.flatMap(({ id, asked_as }) =>
      asked_as
        .filter((phrase) => !found(phrase).slice(0, 3).includes(id))
        .map((phrase) => `${id}: ${phrase}`),
    )
    expect(missed).toEqual([])
  })

  test('a symptom is among the first five for each code that shows it by itself', () => {
    const missed = knowledge.symptoms.flatMap(({ id, signs }) =>
      signs
        .filter((sign) => Object.keys(sign).every((key) => ['code', 'not_says'].includes(key)))
        .flatMap(({ code }) => code ?? [])
        .filter((code) => !found(code).includes(id))
        .map((code) => `${id}: ${code}`),
    )
    expect(missed).toEqual([])
  })

  test('two letters swapped in a phrase still lead to the page', () => {
    const swapped = (phrase: string) =>
      phrase.replace(
        /\p{L}{7,}/u,
        (word) => `${word.slice(0, 3)}${word[4]}${word[3]}${word.slice(5)}`,
      )
    const asked = pages.flatMap(({ id, asked_as }) =>
      asked_as.map((phrase) => ({ id, phrase, typed: swapped(phrase) })),
    )
    const typed = asked.filter(({ phrase, typed: other }) => phrase !== other)
    const missed = typed.filter(({ id, typed: other }) => !found(other).includes(id))
    expect(missed.length / typed.length).toBeLessThan(0.05)
  })
})
