import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { expect, test } from 'vitest'
import { keyIdOf } from '../../src/core/aws-ids/access-key-id.ts'
import { commandLine } from '../doubles/command-line.ts'
import { ACCOUNT, assumed, identity, refused, role, stubAws } from '../doubles/stub-aws.ts'

const QUIET = {
  PATH: process.env.PATH ?? '',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
}
const KEYS = {
  AWS_ACCESS_KEY_ID: 'AKIAQ4TFAUTHNEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'invented-for-this-test',
}
const KEY = keyIdOf(ACCOUNT)

/** The program itself, as people call it. */
function tfauth(args: readonly string[], env: Readonly<Record<string, string>> = {}, input = '') {
  const main = join(import.meta.dirname, '../../bin/tfauth.mjs')
  const child = spawn(process.execPath, [main, 'check', ...args], { env: { ...QUIET, ...env } })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk)
  })
  child.stdin.end(input)
  return new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on('close', (status) => resolve({ status, stdout, stderr })),
  )
}

/** The command without a process of its own: what is wrong is found before anything is asked. */
const here = (args: readonly string[]) => commandLine(['check', ...args])

test('recorded shape: --json gives check, grade, facts and text; people get the text; exit code 0', async () => {
  const stub = await stubAws({
    GetCallerIdentity: () => identity(ACCOUNT, `arn:aws:iam::${ACCOUNT}:user/me`),
    GetAccessKeyLastUsed: () => refused('NoSuchEntity', 404),
  })
  const json = await tfauth(['key', KEY, '--json'], { ...stub.env, ...KEYS })
  const text = await tfauth(['key', KEY], { ...stub.env, ...KEYS })
  await stub.close()
  const result = JSON.parse(json.stdout)
  expect(result).toMatchObject({ check: 'key', grade: 'shown', account: ACCOUNT })
  expect(result.facts).toContainEqual({
    kind: 'key-status',
    value: 'missing',
    quote: 'iam:GetAccessKeyLastUsed NoSuchEntity',
    source: 'check',
  })
  expect(text.stdout.split('\n').slice(0, -2)).toEqual(result.text.split('\n').slice(0, -1))
  expect([json.status, text.status]).toEqual([0, 0])
  expect(json.stderr + text.stderr).toBe('')
  expect(json.stdout + text.stdout).not.toContain('invented')
})

test('recorded shape: through a link the role is taken with its external id', async () => {
  const stub = await stubAws({
    AssumeRole: () => assumed(),
    GetRole: () => role('deploy', { Statement: [] }),
  })
  const arn = `arn:aws:iam::${ACCOUNT}:role/tfauth/tfauth-readonly`
  const { status, stdout } = await tfauth(
    ['role', 'deploy', '--role-arn', arn, '--link-external-id', 'tfauth-x', '--json'],
    { ...stub.env, ...KEYS },
  )
  await stub.close()
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ check: 'role', grade: 'shown' })
  expect(stub.calls[0]?.params).toMatchObject({
    RoleArn: arn,
    ExternalId: 'tfauth-x',
    RoleSessionName: 'tfauth-CLI',
  })
  expect(stdout).not.toContain('tfauth-x')
})

test('without credentials: cannot tell, exit code 1, and the account of the id all the same', async () => {
  const { status, stdout, stderr } = await tfauth(['key', KEY, '--json'])
  expect(status).toBe(1)
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toMatchObject({
    grade: 'cannot-tell',
    facts: [{ kind: 'access-key-kind' }, { kind: 'key-account', value: ACCOUNT }],
  })
})

const SECRET = 'wJalrXUtnFEMI/invented/bPxRfiCYEXAMPLEKEY'
test.each([
  [[], /needs to know what: key, user, role, oidc, region, message, whoami/],
  [['keys'], /needs to know what/],
  [['key'], /needs an access key id/],
  [['key', SECRET], /not an access key id/],
  [['key', KEY, SECRET], /more words than check key takes/],
  [['key', KEY, '--from', SECRET], /takes no --from/],
  [['whoami', SECRET], /more words/],
  [['role', `a b ${SECRET}`], /No role can be called so/],
  [['role', 'r', '--from', SECRET], /--from takes the ARN/],
  [['role', 'r', '--from', 'arn:aws-cn:iam::111122223333:user/u'], /another partition/],
  [['role', 'r', '--duration', SECRET], /--duration takes/],
  [['role', 'r', '--external-id', '!'], /none that AWS takes/],
  [['oidc', 'r'], /needs --claims FILE/],
  [['oidc', 'r', '--claims', '/no/such/file'], /there is no such file/],
  [['region', SECRET], /No region is spelled so/],
  [['message', '!!!'], /not an encoded authorization message/],
  [['whoami', '--role-arn', 'arn:aws:iam::111122223333:role/r'], /takes both/],
  [['whoami', '--role-arn', SECRET, '--link-external-id', 'xx'], /--role-arn takes the ARN/],
  [
    ['whoami', '--role-arn', 'arn:aws-us-gov:iam::111122223333:role/r', '--link-external-id', 'xx'],
    /partition aws-us-gov/,
  ],
] as const)(
  'wrong input is told in a sentence, with exit code 2 and no secret: %j',
  async (args, says) => {
    const { status, stdout, stderr } = await here(args)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(says)
    expect(stderr).not.toContain(SECRET)
    expect(stderr).not.toMatch(/\n\s+at /)
  },
)

test('R21: an endpoint elsewhere is refused before anything is sent', async () => {
  const { status, stderr } = await tfauth(['whoami'], {
    ...KEYS,
    AWS_ENDPOINT_URL_STS: 'https://sts.example.com',
  })
  expect(status).toBe(2)
  expect(stderr).toMatch(/AWS_ENDPOINT_URL_STS must be an address of this machine/)
})

test('R13: claims are read from standard input, as JSON or as a token, and the token is not shown', async () => {
  const stub = await stubAws({
    GetCallerIdentity: () => identity(ACCOUNT, `arn:aws:iam::${ACCOUNT}:user/me`),
    GetRole: () => refused('NoSuchEntity', 404),
  })
  const claims = {
    iss: 'https://gitlab.com',
    sub: 'project_path:g/p:ref_type:branch:ref:main',
    aud: 'x',
  }
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const token = `${part({ alg: 'none' })}.${part(claims)}.invented`
  for (const input of [JSON.stringify(claims), token]) {
    const { status, stdout } = await tfauth(
      ['oidc', 'deploy', '--claims', '-', '--json'],
      { ...stub.env, ...KEYS },
      input,
    )
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ check: 'oidc', grade: 'shown' })
    expect(stdout).not.toContain(token.slice(0, 20))
  }
  await stub.close()
})
