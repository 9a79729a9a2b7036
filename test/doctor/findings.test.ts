import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { read } from '../../src/core/read/read-paste.ts'
import { composeLook } from '../../src/doctor/compose-look.ts'
import { findingsOf } from '../../src/doctor/findings.ts'
import { lookAround } from '../../src/doctor/look.ts'
import { probeLines } from '../../src/doctor/probe-lines.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { HOUR, machineOf, NOW } from '../doubles/machine.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../knowledge'))
const SECRET = 'kT9vX2mQ7bZrL4wN8hY3cJ6pD1fG5sAeUoIiB0aa'
const TOKEN = 'IQoJb3JpZ2luX2VjE'.repeat(20)
const LONG_TERM = { AWS_ACCESS_KEY_ID: 'AKIAQ4TFAUTHNEXAMPLE', AWS_SECRET_ACCESS_KEY: SECRET }
const TEMPORARY = { AWS_ACCESS_KEY_ID: 'ASIAQ4TFAUTHNEXAMPLE', AWS_SECRET_ACCESS_KEY: SECRET }
const SSO = {
  '~/.aws/config': `[profile dev]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = ReadOnly
[sso-session corp]
sso_start_url = https://example.awsapps.com/start
[profile deploy]
role_arn = arn:aws:iam::111122223333:role/deploy
source_profile = dev
`,
}
const CACHE = `~/.aws/sso/cache/${createHash('sha1').update('corp').digest('hex')}.json`
const token = (ends: number) =>
  JSON.stringify({ accessToken: 'planted', expiresAt: new Date(ends).toISOString() })
const backend = (config: object) => ({
  '.terraform/terraform.tfstate': JSON.stringify({ backend: { type: 's3', config } }),
})

type Made = Parameters<typeof machineOf>[0]
const found = async (made: Made, online = true) =>
  findingsOf(await lookAround(machineOf(made), online)).map(({ cause, weighs }) => [cause, weighs])

test.each<readonly [string, Made, string, string]>([
  ['a temporary key without its token', { env: TEMPORARY }, 'missing-session-token', 'stops'],
  [
    'a long-term key with a token',
    { env: { ...LONG_TERM, AWS_SESSION_TOKEN: TOKEN } },
    'stale-session-token',
    'stops',
  ],
  [
    'a key id without its secret',
    { env: { AWS_ACCESS_KEY_ID: LONG_TERM.AWS_ACCESS_KEY_ID } },
    'no-credentials-found',
    'stops',
  ],
  [
    'a secret with a line break',
    { env: { ...LONG_TERM, AWS_SECRET_ACCESS_KEY: `${SECRET}\r` } },
    'whitespace-or-quotes',
    'stops',
  ],
  [
    'a key id in quotes',
    { env: { ...LONG_TERM, AWS_ACCESS_KEY_ID: `"${LONG_TERM.AWS_ACCESS_KEY_ID}"` } },
    'whitespace-or-quotes',
    'stops',
  ],
  [
    'a zero-width character',
    { env: { ...LONG_TERM, AWS_ACCESS_KEY_ID: `${LONG_TERM.AWS_ACCESS_KEY_ID}\u200b` } },
    'whitespace-or-quotes',
    'stops',
  ],
  [
    'a secret that was cut',
    { env: { ...LONG_TERM, AWS_SECRET_ACCESS_KEY: SECRET.slice(0, 31) } },
    'special-characters',
    'stops',
  ],
  [
    'a key id that is none',
    { env: { ...LONG_TERM, AWS_ACCESS_KEY_ID: 'test' } },
    'wrong-credentials',
    'stops',
  ],
  [
    'keys beside AWS_PROFILE',
    { env: { ...LONG_TERM, AWS_PROFILE: 'dev' }, files: SSO },
    'env-override',
    'may stop',
  ],
  ['an old name', { env: { AWS_SECURITY_TOKEN: TOKEN, ...LONG_TERM } }, 'env-override', 'may stop'],
  [
    'a profile that is in no file',
    { env: { AWS_PROFILE: 'prod' }, files: SSO },
    'wrong-profile',
    'stops',
  ],
  [
    'the same in the provider block',
    { env: LONG_TERM, files: { ...SSO, 'main.tf': 'provider "aws" {\n  profile = "prod"\n}' } },
    'wrong-profile',
    'stops',
  ],
  [
    'an SSO profile, and nobody signed in',
    { env: { AWS_PROFILE: 'dev' }, files: SSO },
    'sso-expired',
    'stops',
  ],
  [
    'an SSO sign-in that ended',
    { env: { AWS_PROFILE: 'dev' }, files: { ...SSO, [CACHE]: token(NOW - HOUR) } },
    'sso-expired',
    'stops',
  ],
  [
    'the same behind a role',
    { env: { AWS_PROFILE: 'deploy' }, files: { ...SSO, [CACHE]: token(NOW - HOUR) } },
    'sso-expired',
    'stops',
  ],
  [
    'temporary keys of last week',
    {
      files: {
        '~/.aws/credentials': `[default]\naws_access_key_id=${TEMPORARY.AWS_ACCESS_KEY_ID}\naws_secret_access_key=${SECRET}\naws_session_token=${TOKEN}`,
      },
      ages: { '~/.aws/credentials': 7 * 24 * HOUR },
    },
    'expired-credentials',
    'stops',
  ],
  [
    'a role through a profile that is not there',
    {
      env: LONG_TERM,
      files: {
        '~/.aws/config':
          '[profile a]\nrole_arn = arn:aws:iam::111122223333:role/a\nsource_profile = gone',
      },
    },
    'wrong-profile',
    'may stop',
  ],
  [
    'half a profile',
    { files: { '~/.aws/credentials': '[default]\naws_access_key_id = AKIAQ4TFAUTHNEXAMPLE' } },
    'no-credentials-found',
    'stops',
  ],
  [
    'keys that init kept',
    { env: LONG_TERM, files: backend({ access_key: 'AKIAQ4TFAUTHNEXAMPLE' }) },
    'cached-credentials',
    'may stop',
  ],
  [
    'backend and provider apart',
    {
      env: LONG_TERM,
      files: { ...SSO, ...backend({ profile: 'dev' }), [CACHE]: token(NOW + HOUR) },
    },
    'backend-provider-mismatch',
    'may stop',
  ],
  [
    'a token file without a role',
    { env: { AWS_WEB_IDENTITY_TOKEN_FILE: '/t' } },
    'oidc-misconfigured',
    'stops',
  ],
  ['a clock that is off', { env: LONG_TERM, clockAhead: 1_200_000 }, 'clock-skew', 'stops'],
  [
    'another endpoint',
    { env: { ...LONG_TERM, AWS_ENDPOINT_URL: 'http://localhost:4566' } },
    'dummy-credentials-emulator',
    'may stop',
  ],
  ['nothing in a container', { files: { '/.dockerenv': '' } }, 'docker-env-or-mount', 'may stop'],
  ['nothing', {}, 'no-credentials-found', 'may stop'],
])('%s', async (_, made, cause, weighs) => {
  expect(await found(made)).toContainEqual([cause, weighs])
})

test.each<readonly [string, Made]>([
  ['long-term keys', { env: LONG_TERM }],
  ['temporary keys with their token', { env: { ...TEMPORARY, AWS_SESSION_TOKEN: TOKEN } }],
  [
    'an SSO profile with a sign-in that holds',
    { env: { AWS_PROFILE: 'dev' }, files: { ...SSO, [CACHE]: token(NOW + HOUR) } },
  ],
  [
    'a role through it',
    { env: { AWS_PROFILE: 'deploy' }, files: { ...SSO, [CACHE]: token(NOW + HOUR) } },
  ],
  ['a clock 14 minutes off', { env: LONG_TERM, clockAhead: 840_000 }],
  [
    'the backend with the same profile',
    {
      env: { AWS_PROFILE: 'dev' },
      files: {
        ...SSO,
        ...backend({ profile: 'dev', region: 'eu-west-1' }),
        [CACHE]: token(NOW + HOUR),
      },
    },
  ],
  [
    'a role in a block',
    {
      env: LONG_TERM,
      files: {
        'main.tf':
          'provider "aws" {\n  assume_role {\n    role_arn = "arn:aws:iam::111122223333:role/x"\n  }\n}',
      },
    },
  ],
])('nothing is wrong with %s', async (_, made) => {
  expect(await found(made)).toEqual([])
})

test('offline nobody is asked, and the clock is not judged', async () => {
  const machine = machineOf({ env: LONG_TERM, clockAhead: 9_000_000 })
  const asked: string[] = []
  const look = await lookAround(
    {
      ...machine,
      timeAt: async () => {
        asked.push('clock')
        return undefined
      },
      run: async (program, args) => {
        asked.push(`${program} ${args[0]}`)
        return undefined
      },
    },
    false,
  )
  expect(asked.sort()).toEqual(['aws --version', 'terraform version'])
  expect(findingsOf(look)).toEqual([])
})

test('every finding has a page with a remedy, and a reply that says it', async () => {
  const made: readonly Made[] = [
    {
      env: { ...TEMPORARY, AWS_PROFILE: 'gone', AWS_SECURITY_TOKEN: TOKEN },
      files: backend({ access_key: 'x' }),
      clockAhead: -3_600_000,
    },
    { env: { AWS_PROFILE: 'dev' }, files: SSO },
    { files: { '/.dockerenv': '' } },
  ]
  for (const one of made) {
    const look = await lookAround(machineOf(one), true)
    const said = JSON.stringify(composeLook(knowledge, look))
    expect(findingsOf(look).length).toBeGreaterThan(0)
    for (const { cause, says } of findingsOf(look)) {
      expect(knowledge.causes.find(({ id }) => id === cause)?.remedies.length).toBeGreaterThan(0)
      expect(said).toContain(JSON.stringify(says).slice(1, -1))
      expect(said).toContain(`tfauth explain ${cause}`)
    }
  }
})

test('what the probe would print is read as the probe is', async () => {
  const look = await lookAround(
    machineOf({
      env: { ...TEMPORARY, AWS_PROFILE: 'prod', AWS_REGION: 'eu-west-1', GITHUB_ACTIONS: 'true' },
      files: { ...SSO, ...backend({ access_key: 'x' }) },
      clockAhead: 1_200_000,
      prints: {
        'terraform version': 'Terraform v1.14.2\non linux_amd64',
        'aws --version': 'aws-cli/2.32.1 Python/3.13',
        'aws sts':
          'An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation',
      },
    }),
    true,
  )
  const facts = read(probeLines(look), knowledge).facts.filter(({ source }) => source === 'probe')
  const told = Object.fromEntries(facts.map(({ kind, value }) => [kind, value]))
  expect(told).toMatchObject({
    'access-key-kind': 'temporary',
    'access-key-shape': 'intact',
    'session-token': 'unset',
    'credential-source': 'environment',
    profile: 'prod',
    'profile-exists': 'no',
    region: 'eu-west-1',
    clock: 'wrong',
    'terraform-version': '1.14.2',
    'caller-identity': 'refused',
    'ci-system': 'github-actions',
    'backend-config-keys': 'yes',
  })
})
