import { describe, expect, test } from 'vitest'
import { redact } from '../../../src/core/redact/redact.ts'
import { plain } from '../../../src/core/text/plain-text.ts'

// Made up: the alphabet and lengths are AWS's, the values open nothing.
const SECRET = 'kT9vX2mQ/7bZrL4wN8+hY3cJ6pD1fG5sAeUoIiB0'
const TOKEN = `IQoJb3JpZ2luX2VjEJr${'aB3/xY+z9Q'.repeat(30)}==`
const JWT = `eyJhbGciOiJSUzI1NiJ9.${'eyJzdWIiOiJyZXBv'.repeat(6)}.${'c2lnbmF0dXJl'.repeat(5)}`
const KEY = 'AKIAQ3EGRIYZEX7MPLQ2'

const clean = (text: string) => redact(plain(text).join('\n'))
/** No eight characters in a row of a secret may be left. */
const leaks = (text: string, secret: string) =>
  Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8)).some((run) =>
    text.includes(run),
  )

const PLANTED: readonly (readonly [string, string, string])[] = [
  ['shell export', `export AWS_SECRET_ACCESS_KEY=${SECRET}`, SECRET],
  ['shell export, quoted', `export AWS_SECRET_ACCESS_KEY="${SECRET}"`, SECRET],
  ['PowerShell', `$env:AWS_SECRET_ACCESS_KEY = '${SECRET}'`, SECRET],
  [
    'credentials file',
    `[default]\naws_access_key_id = ${KEY}\naws_secret_access_key = ${SECRET}`,
    SECRET,
  ],
  [
    'provider block',
    `provider "aws" {\n  access_key = "${KEY}"\n  secret_key = "${SECRET}"\n}`,
    SECRET,
  ],
  ['backend argument', `terraform init -backend-config="secret_key=${SECRET}"`, SECRET],
  [
    'JSON',
    `{"AccessKeyId":"${KEY}","SecretAccessKey":"${SECRET}","SessionToken":"${TOKEN}"}`,
    SECRET,
  ],
  [
    'JSON, the token',
    `{"AccessKeyId":"${KEY}","SecretAccessKey":"${SECRET}","SessionToken":"${TOKEN}"}`,
    TOKEN,
  ],
  ['YAML', `env:\n  AWS_SESSION_TOKEN: ${TOKEN}`, TOKEN],
  ['Compose line', `- AWS_SECRET_ACCESS_KEY=${SECRET}`, SECRET],
  [
    'docker run',
    `docker run -e AWS_SECRET_ACCESS_KEY=${SECRET} -e AWS_REGION=eu-west-1 img`,
    SECRET,
  ],
  ['a line of its own', `my key is\n${SECRET}\nwhy?`, SECRET],
  ['in a sentence', `I use ${SECRET} and it fails`, SECRET],
  ['swapped with the key id', `got '${SECRET}/20261122/us-east-1/sts/aws4_request'`, SECRET],
  ['session header', `X-Amz-Security-Token: ${TOKEN}`, TOKEN],
  ['bare token', `the token ${TOKEN} expired`, TOKEN],
  ['OIDC token', `ACTIONS_ID_TOKEN=${JWT}`, JWT],
  ['bearer', `Authorization: Bearer ${JWT}`, JWT],
  ['signature', `Signature=${'0a1b2c3d'.repeat(8)}`, '0a1b2c3d'.repeat(8)],
  ['URL password', 'postgres://tf:s3cretPassw0rd@db.example.com/x', 's3cretPassw0rd'],
  ['password', 'password = "correct-horse-battery"', 'correct-horse-battery'],
  ['GitHub token', `GITHUB_TOKEN=ghp_${'aB3dE5gH7j'.repeat(4)}`, `ghp_${'aB3dE5gH7j'.repeat(4)}`],
  ['in a box', `│ secret_key = "${SECRET}"`, SECRET],
  ['escaped by Slack', `aws_secret_access_key = &lt;${SECRET}&gt;`, SECRET],
  [
    'private key',
    `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEowIBAAKC'.repeat(10)}\n-----END RSA PRIVATE KEY-----`,
    'MIIEowIBAAKC',
  ],
]

test.each(PLANTED)('%s: nothing of the secret is left', (_, text, secret) => {
  const { text: left, secrets } = clean(text)
  expect(leaks(left, secret)).toBe(false)
  expect(secrets.length).toBeGreaterThan(0)
})

const KINDS = [
  ['AWS_SECRET_ACCESS_KEY', SECRET],
  ['AWS_SESSION_TOKEN', TOKEN],
  ['ID_TOKEN', JWT],
  ['GITLAB_TOKEN', `glpat-${'aB3dE5gH7j'.repeat(2)}`],
  ['DB_PASSWORD', 'correct-horse-battery'],
] as const
const CONTEXTS: Readonly<Record<string, (name: string, secret: string) => string>> = {
  export: (name, secret) => `export ${name}=${secret}`,
  ini: (name, secret) => `[default]\n${name.toLowerCase()} = ${secret}\nregion = eu-west-1`,
  HCL: (name, secret) => `  ${name.toLowerCase()} = "${secret}"`,
  JSON: (name, secret) => JSON.stringify({ [name]: secret, region: 'eu-west-1' }),
  YAML: (name, secret) => `env:\n  ${name}: '${secret}'`,
  header: (name, secret) => `> X-${name.replaceAll('_', '-')}: ${secret}`,
  'CI log': (name, secret) => `2024-05-14T09:12:33.1234567Z   ${name}: ${secret}`,
  box: (name, secret) => `╷\n│   ${name} = "${secret}"\n╵`,
}
describe.each(Object.entries(CONTEXTS))('in %s', (_, written) => {
  test.each(KINDS)('nothing of %s is left', (name, secret) => {
    const { text: left, secrets } = clean(written(name, secret))
    expect(leaks(left, secret)).toBe(false)
    expect(secrets.length).toBeGreaterThan(0)
    expect(clean(left).text).toBe(left)
  })
})

test('a key id keeps its kind and its last four characters', () => {
  expect(clean(`key ${KEY}`).text).toBe('key AKIA************PLQ2'.replace('PLQ2', KEY.slice(-4)))
})

describe('what only looks like a secret stays', () => {
  test.each([
    'arn:aws:iam::210987654321:role/TerraformDeploy',
    'RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error',
    'RequestID: 7X2M4K9QZP1D3F5H, HostID: Zm9vYmFyYmF6cXV4cXV1eGNvcmdlZ3JhdWx0Z2FycGx5d2FsZG9mcmVkcGx1Z2h4eXp6eXRodWQ=, api',
    'commit 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
    'h1:R4bTVvfW0aCZ7pAHtPzvMJUYcM8nu0F0z1ha5yzGg2Q=',
    'zh:0b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7081920',
    'AWS_SECRET_ACCESS_KEY: ***',
    'AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
    'password authentication failed for user "tf"',
    'secret_key: (sensitive value)',
    'account 123456789012, resource "aws_secretsmanager_secret" "db"',
    'secret_key = var.secret_key',
    `AWS_SECRET_ACCESS_KEY: $\{{ secrets.AWS_SECRET_ACCESS_KEY }}`,
    'The security token included in the request is invalid.',
    'tfauth: AWS_SECRET_ACCESS_KEY=set length=40',
    'with provider["registry.terraform.io/hashicorp/aws"],',
    '/home/ci/.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json',
    'PASS src/components/widget-12.test.tsx (12.3 s)',
    'PASS  tests/Unit/TokenServiceTest.php',
  ])('%s', (text) => {
    expect(clean(text).text).toBe(text)
  })
})
