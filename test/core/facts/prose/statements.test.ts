import fc from 'fast-check'
import { expect, test } from 'vitest'
import { READABLE_KINDS, readFacts } from '../../../../src/core/read/read-facts.ts'
import { factsOf, factsOfRedacted, knowledge, mangled } from '../facts.ts'

const TOKEN = `IQoJb3JpZ2luX2Vj${'abcdEFGH0123'.repeat(30)}`
const SECRET = 'Zq8/vT3+LmW0xYd5RkEo7HsAuNbJcGf1PiQ2MtVw'

const SET = {
  'env-keys': 'set',
  'access-key-kind': 'temporary',
  'access-key-shape': 'intact',
  'session-token': 'set',
  'secret-shape': 'intact',
  profile: 'dev',
  'profile-set': 'environment',
  region: 'eu-west-1',
}
const VALUES = [
  ['AWS_ACCESS_KEY_ID', 'ASIAQ4TFAUTHNEXAMPL2'],
  ['AWS_SECRET_ACCESS_KEY', SECRET],
  ['AWS_SESSION_TOKEN', TOKEN],
  ['AWS_PROFILE', 'dev'],
  ['AWS_REGION', 'eu-west-1'],
] as const
const listing = (line: (name: string, value: string) => string) =>
  VALUES.map(([name, value]) => line(name, value)).join('\n')

test.each([
  ['env', listing((name, value) => `${name}=${value}`)],
  ['export -p in bash', listing((name, value) => `declare -x ${name}="${value}"`)],
  ['export in zsh', listing((name, value) => `export ${name}='${value}'`)],
  ['PowerShell, assigned', listing((name, value) => `$env:${name} = "${value}"`)],
  [
    'docker',
    `docker run ${listing((name, value) => `-e ${name}=${value}`).replaceAll('\n', ' ')} hashicorp/terraform plan`,
  ],
  ['compose', `environment:\n${listing((name, value) => `  ${name}: ${value}`)}`],
  ['compose as a list', `environment:\n${listing((name, value) => `  - ${name}=${value}`)}`],
  ['env in chat', mangled(listing((name, value) => `${name}=${value}`))],
])('variables as %s', (_, text) => {
  expect(factsOf(text)).toMatchObject(SET)
})

test('variables in the two columns of PowerShell', () => {
  const rows = [
    ['Name', 'Value'],
    ['----', '-----'],
    ['AWS_ACCESS_KEY_ID', 'ASIA************MPL2'],
    ['AWS_PROFILE', 'dev'],
    ['AWS_REGION', 'eu-west-1'],
    ['AWS_SECRET_ACCESS_KEY', '[aws-secret-access-key 40]'],
    ['AWS_SESSION_TOKEN', '[aws-session-token 376]'],
  ]
  const text = rows.map(([name = '', value = '']) => `${name.padEnd(30)} ${value}`).join('\n')
  expect(factsOfRedacted(text)).toMatchObject(SET)
})

test('what a whole listing does not show is not set', () => {
  const text = '$ env | grep AWS\nAWS_ACCESS_KEY_ID=AKIAQ4TFAUTHNEXAMPL2\nAWS_REGION=eu-west-1'
  expect(factsOf(text)).toMatchObject({ 'session-token': 'unset', 'legacy-variables': 'no' })
  expect(factsOf(text.slice(text.indexOf('\n')))).not.toHaveProperty('session-token')
  expect(
    factsOf('PS C:\\> Get-ChildItem Env:AWS*\nAWS_PROFILE                    dev'),
  ).toMatchObject({
    'env-keys': 'unset',
    profile: 'dev',
  })
})

test.each([
  ['AWS_SESSION_TOKEN=', 'session-token', 'unset'],
  ['AWS_SESSION_TOKEN=""', 'session-token', 'unset'],
  ['AWS_SESSION_TOKEN is not set', 'session-token', 'unset'],
  ['$ unset AWS_SESSION_TOKEN AWS_PROFILE', 'session-token', 'unset'],
  ['export AWS_ACCESS_KEY_ID=', 'env-keys', 'unset'],
  ['AWS_ACCESS_KEY_ID: ***', 'env-keys', 'set'],
  ['AWS_ACCESS_KEY_ID: ***', 'masked', 'AWS_ACCESS_KEY_ID'],
  ['AWS_SECURITY_TOKEN=abc', 'legacy-variables', 'yes'],
  ['export AWS_SECRET_KEY=$KEY', 'legacy-variables', 'yes'],
  ['AWS_ACCESS_KEY_ID=<your key>', 'access-key-shape', 'damaged'],
  ['AWS_ACCESS_KEY_ID=YOUR_ACCESS_KEY_ID', 'access-key-shape', 'damaged'],
  ['AWS_ACCESS_KEY_ID=QUtJQVE0VEZBVVRITkVYQU1QTDI=', 'access-key-shape', 'damaged'],
  ['AWS_ACCESS_KEY_ID=\ufeffAKIAQ4TFAUTHNEXAMPL2', 'access-key-shape', 'damaged'],
  [`AWS_SECRET_ACCESS_KEY=${SECRET}xx`, 'secret-shape', 'damaged'],
  ['AWS_ACCESS_KEY_ID=test', 'endpoint', 'other'],
  ['AWS_ENDPOINT_URL=http://localhost:4566', 'endpoint', 'other'],
  ['HTTPS_PROXY=http://proxy.example.com:3128', 'proxy', 'yes'],
  ['AWS_EC2_METADATA_DISABLED=true', 'imds', 'disabled'],
  ['AWS_ROLE_ARN=arn:aws:iam::444455556666:role/x', 'target-account', '444455556666'],
  ['AWS_CREDENTIAL_EXPIRATION=2026-01-02T03:04:05Z', 'expired-at', '2026-01-02T03:04:05Z'],
])('%s', (text, kind, value) => {
  expect(factsOf(text)[kind]).toBe(value)
})

test.each([
  ['terraform works locally but fails in CI', { 'works-elsewhere': 'yes', where: 'ci' }],
  ['we rotated the key yesterday', { 'rotated-recently': 'yes' }],
  [
    'aws sts get-caller-identity works fine',
    { 'caller-identity': 'works', 'works-elsewhere': 'yes' },
  ],
  ['The AWS CLI works, terraform does not', { 'caller-identity': 'works' }],
  ['MFA is enforced on our accounts', { mfa: 'yes' }],
  ["I'm running terraform in docker", { where: 'container' }],
  ["it's a pull request from a fork", { 'fork-request': 'yes' }],
  ['this used to work until last week', { 'worked-before': 'yes' }],
  ['this has never worked', { 'worked-before': 'no' }],
  ['the key was created two minutes ago', { 'key-age': 'minutes' }],
  ["we're behind a corporate proxy", { proxy: 'yes' }],
  ['it is a cross-account role', { 'account-relation': 'other' }],
])('people say: %s', (text, expected) => {
  expect(factsOf(text)).toMatchObject(expected)
})

test.each([
  ['does it work locally?', 'works-elsewhere'],
  ['it does not work locally', 'works-elsewhere'],
  ["the aws cli doesn't work either", 'caller-identity'],
  ['if get-caller-identity works, the key is fine', 'caller-identity'],
  ['check that aws sts get-caller-identity works', 'caller-identity'],
  ['aws cli works locally', 'caller-identity'],
  ['has the key been rotated?', 'rotated-recently'],
  ['nobody rotated the key', 'rotated-recently'],
  ["we haven't rotated any keys", 'rotated-recently'],
  ['MFA is not required', 'mfa'],
  ['is MFA enforced?', 'mfa'],
  ['not running in docker', 'where'],
  ['this is not a pull request from a fork', 'fork-request'],
  ['is this a pull request from a fork?', 'fork-request'],
  ['we are not behind a proxy', 'proxy'],
  ['it never worked before', 'session-token'],
])('questions, conditions and negations state nothing: %s', (text, kind) => {
  const value = factsOf(text)[kind]
  expect(value).toBeUndefined()
})

const PROBE = (lines: Readonly<Record<string, string>>) =>
  Object.entries({ probe: '1 shell=bash', ...lines })
    .map(([name, value]) => `tfauth: ${name}=${value}`)
    .join('\n')
const FULL = PROBE({
  AWS_ACCESS_KEY_ID: 'set length=20 kind=ASIA last4=MPL2',
  AWS_SECRET_ACCESS_KEY: 'set length=41',
  AWS_SESSION_TOKEN: 'unset',
  AWS_SECURITY_TOKEN: 'set length=400',
  AWS_ACCESS_KEY: 'unset',
  AWS_SECRET_KEY: 'unset',
  AWS_PROFILE: 'dev',
  AWS_REGION: 'eu-south-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL: 'unset',
  HTTPS_PROXY: 'set',
  https_proxy: 'unset',
  source: 'env',
  caller: 'refused code=InvalidClientTokenId',
  profiles: 'default,prod',
  'clock-offset': '1200',
  terraform: '1.4.6',
  ci: 'none container=yes',
  'backend-keys': 'yes',
})
const SETTLED = {
  'env-keys': 'set',
  'access-key-kind': 'temporary',
  'access-key-shape': 'intact',
  'access-key': 'ASIA************MPL2',
  'secret-shape': 'damaged',
  'session-token': 'unset',
  'legacy-variables': 'yes',
  profile: 'dev',
  'profile-set': 'environment',
  'profile-exists': 'no',
  region: 'eu-south-1',
  'region-kind': 'opt-in',
  imds: 'disabled',
  proxy: 'yes',
  'credential-source': 'environment',
  'caller-identity': 'refused',
  network: 'reaches',
  clock: 'wrong',
  'clock-difference': '1200',
  'terraform-version': '1.4.6',
  'tool-age': 'old',
  where: 'container',
  'container-credentials': 'yes',
  'backend-config-keys': 'yes',
}

test.each([
  ['as printed', FULL],
  ['in chat', mangled(FULL)],
  ['between sentences', `here you go\n${FULL}\nthanks!`],
  ['in a CI log', FULL.replaceAll(/^/gm, '2026-05-14T09:12:33.1234567Z ')],
])('the output of the probe %s', (_, text) => {
  expect(factsOf(text)).toMatchObject(SETTLED)
})

test.each([
  [{ AWS_ACCESS_KEY_ID: 'set length=0 kind=other' }, { 'env-keys': 'unset' }, ['access-key-shape']],
  [{ AWS_SESSION_TOKEN: 'set length=0' }, { 'session-token': 'unset' }, ['token-shape']],
  [{ AWS_SESSION_TOKEN: 'set length=20' }, { 'token-shape': 'damaged' }, []],
  [{ caller: 'refused code=NoCredentials' }, { 'caller-identity': 'refused' }, ['network']],
  [{ caller: 'refused code=ProfileNotFound' }, { 'profile-exists': 'no' }, ['network']],
  [{ caller: 'refused code=SsoTokenExpired' }, { 'sso-profile': 'yes' }, ['network']],
  [{ caller: 'refused code=PartialCredentials' }, { 'caller-identity': 'refused' }, ['network']],
  [{ caller: 'refused code=NoConnection' }, { network: 'blocked' }, ['caller-identity']],
  [{ caller: 'no-aws-cli' }, {}, ['caller-identity', 'network']],
  [{ source: 'None' }, {}, ['credential-source']],
  [{ source: 'sso' }, { 'credential-source': 'other', 'sso-profile': 'yes' }, []],
  [{ source: 'iam-role' }, { imds: 'answers' }, []],
  [{ AWS_PROFILE: 'dev', profiles: 'default,dev' }, { 'profile-exists': 'yes' }, []],
  [{ ci: 'none container=yes' }, { 'container-credentials': 'no', where: 'container' }, []],
  [{ ci: 'github-actions container=no' }, { where: 'ci', 'ci-system': 'github-actions' }, []],
  [
    { AWS_SECURITY_TOKEN: 'unset', AWS_ACCESS_KEY: 'unset', AWS_SECRET_KEY: 'set length=0' },
    { 'legacy-variables': 'no' },
    [],
  ],
])('the probe says %j', (lines, expected, absent) => {
  const facts = factsOf(PROBE(lines))
  expect(facts).toMatchObject(expected)
  for (const kind of absent) expect(facts).not.toHaveProperty(kind)
})

test('a probe that could not look settles nothing', () => {
  expect(factsOf('tfauth: probe=1 shell=bash printenv=missing')).toEqual({})
})

test('every kind that can be read is known, and every value one of its own', () => {
  for (const kind of READABLE_KINDS) expect(knowledge.facts.map(({ id }) => id)).toContain(kind)
  expect(knowledge.probe.settles.filter((kind) => !READABLE_KINDS.includes(kind))).toEqual([])
})

test('whatever is pasted, facts have known kinds, known values and a short quote', () => {
  const pieces = [
    FULL,
    'User: arn:aws:iam::111122223333:user/x is not authorized to perform: sts:AssumeRole on resource: ',
    'provider "aws" {',
    '}',
    '{"sub": "x", "aud"',
    '[profile x]',
    'AWS_ACCESS_KEY_ID=',
    '\n',
    ' ',
    'Signature expired: ',
    'access_key : ****************ABCD : env',
    '"Statement": [{',
    'sts:AssumeRole',
    '\\',
    '"',
    '…',
  ]
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 30 }),
      (parts) => {
        const facts = readFacts(parts.join('').split('\n'), knowledge, {
          errors: [],
          program: null,
        })
        for (const { kind, value, quote } of facts) {
          const values = Object.keys(knowledge.facts.find(({ id }) => id === kind)?.values ?? {})
          if (values.length > 0) expect(values).toContain(value)
          expect(READABLE_KINDS).toContain(kind)
          expect(quote.length).toBeLessThanOrEqual(160)
        }
      },
    ),
  )
})

test('a text ten times as long takes about ten times as long', () => {
  const unit = `${FULL}\nprovider "aws" { region = "x" assume_role { role_arn = "y" \n[profile a]\nregion = b\nAWS_X=1 "User: arn:aws:iam::111122223333:user/a is not authorized to perform: sts:AssumeRole" { { {\n`
  const time = (times: number) => {
    const lines = unit.repeat(times).split('\n')
    const start = performance.now()
    readFacts(lines, knowledge, { errors: [], program: null })
    return performance.now() - start
  }
  time(20)
  const small = time(20)
  expect(time(200)).toBeLessThan(small * 60 + 60)
})
