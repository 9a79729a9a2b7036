import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  CALLS,
  LINKED_ACTIONS,
  OPTIONAL_ACTIONS,
  SESSION_POLICY,
  sessionPolicyWith,
} from '../../src/aws/calls.ts'

const SRC = join(import.meta.dirname, '../../src')

async function sources() {
  const all: { readonly file: string; readonly text: string }[] = []
  for await (const file of glob('**/*.ts', { cwd: SRC })) {
    all.push({ file, text: await readFile(join(SRC, file), 'utf8') })
  }
  return all
}

test('R30: no AWS call is imported or sent that the table does not name, and none of them changes anything', async () => {
  const packages = new Set<string>()
  const commands = new Set<string>()
  for (const { file, text } of await sources()) {
    for (const [, name = ''] of text.matchAll(/from '(@(?:aws-sdk|smithy)\/[^']+)'/g)) {
      packages.add(name)
      expect(file).toMatch(/^aws\//)
    }
    for (const [name] of text.matchAll(/\b[A-Z][A-Za-z]{2,60}Command\b/g)) {
      if (file.startsWith('aws/')) commands.add(name)
    }
    // No other way to build a request: neither the aggregated clients nor a dynamic import.
    expect(text).not.toMatch(/new (?:STS|IAM|Account)\(|import\(['"`]@aws-sdk/)
  }
  expect([...packages].sort()).toEqual([
    '@aws-sdk/client-account',
    '@aws-sdk/client-iam',
    '@aws-sdk/client-sts',
  ])
  const named = Object.values(CALLS).map(({ command }) => command)
  expect([...commands].sort()).toEqual([...named].sort())
  for (const [action, { command }] of Object.entries(CALLS)) {
    expect(`${action.split(':')[1]}Command`).toBe(command)
    expect(action).toMatch(
      /^(?:iam|account):(?:Get|List|SimulatePrincipalPolicy$)|^sts:(?:Get|AssumeRole$|Decode)/,
    )
  }
})

test('R22: AssumeRole is sent in one file only', async () => {
  const files = (await sources()).filter(({ text }) => /\bAssumeRole\w*Command\(/.test(text))
  expect(files.map(({ file }) => file)).toEqual(['aws/assume-role.ts'])
})

test('R23: the session policy is short and holds exactly the reads', () => {
  expect(SESSION_POLICY.length).toBeLessThanOrEqual(2048)
  expect(SESSION_POLICY).not.toMatch(/:\*|Action":"\*"/)
  expect(SESSION_POLICY).toMatchInlineSnapshot(
    `"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:GetAccessKeyLastUsed","iam:ListAccessKeys","iam:GetUser","iam:ListAttachedUserPolicies","iam:GetRole","iam:ListOpenIDConnectProviders","iam:GetOpenIDConnectProvider","iam:GetAccountSummary","sts:DecodeAuthorizationMessage","account:GetRegionOptStatus"],"Resource":"*"}]}"`,
  )
  expect(LINKED_ACTIONS).toHaveLength(10)
})

test('R23: the optional tier is apart: no session holds it unless one check asks for one action of it', () => {
  expect(OPTIONAL_ACTIONS).toEqual(['iam:SimulatePrincipalPolicy', 'iam:ListMFADevices'])
  for (const action of OPTIONAL_ACTIONS) {
    expect(LINKED_ACTIONS).not.toContain(action)
    const policy = sessionPolicyWith(action)
    expect(policy.length).toBeLessThanOrEqual(2048)
    expect(JSON.parse(policy)).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: [...LINKED_ACTIONS, action], Resource: '*' }],
    })
  }
})
