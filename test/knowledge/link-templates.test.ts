import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { setupOf } from '../../src/app/accounts/link-setup.ts'
import { LINKED_ACTIONS } from '../../src/aws/calls.ts'
import { loadLinkTemplates } from '../../src/knowledge/load-link-templates.ts'

const KNOWLEDGE = join(import.meta.dirname, '../../knowledge')
const FOLDER = join(KNOWLEDGE, 'link')
const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
const run = (program: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', cwd: FOLDER })
  return { status, said: `${stdout}${stderr}` }
}
const URL = 'https://templates.example.com/tfauth-readonly.v1.yml'
const templates = loadLinkTemplates(KNOWLEDGE, URL)
const LINK = {
  team: 'T1',
  id: 'L1',
  account: '111122223333',
  externalId: `tfauth-${'a2'.repeat(16)}`,
}
const BOT = { account: '444455556666', roleArn: 'arn:aws:iam::444455556666:role/tfauth-bot' }
const setup = setupOf(LINK, BOT, templates)

/** The template with its references filled in, as CloudFormation would. */
function filledIn() {
  const given: Readonly<Record<string, string>> = {
    ExternalId: LINK.externalId,
    BotRoleArn: BOT.roleArn,
    BotAccountId: BOT.account,
  }
  const reference = { tag: '!Ref', resolve: (name: string) => given[name] ?? name }
  const attribute = { tag: '!GetAtt', resolve: (name: string) => name }
  return parse(templates.cloudFormation, { customTags: [reference, attribute] })
}
const role = () => filledIn().Resources.TfauthReadonly.Properties

test.skipIf(!has('cfn-lint'))(
  'the template by cfn-lint (skipped without it)',
  { timeout: 120_000 },
  () => {
    expect(run('cfn-lint', 'tfauth-readonly.cloudformation.yml')).toEqual({ status: 0, said: '' })
  },
)

test.skipIf(!has('terraform'))('the Terraform files by terraform fmt (skipped without it)', () => {
  expect(run('terraform', 'fmt', '-check', '-diff', '-recursive', '.')).toMatchObject({ status: 0 })
})

test('D1: one name and one path, the same in both files and in the ARN we ask for', () => {
  expect(role()).toMatchObject({
    RoleName: 'tfauth-readonly',
    Path: '/tfauth/',
    MaxSessionDuration: 3600,
  })
  expect(templates.terraform).toMatch(/name += "tfauth-readonly"/)
  expect(templates.terraform).toMatch(/path += "\/tfauth\/"/)
  expect(setup.roleArn).toBe('arn:aws:iam::111122223333:role/tfauth/tfauth-readonly')
})

test('R23: template, Terraform and session policy allow the same actions, and none with a star', () => {
  const [{ PolicyDocument }] = role().Policies
  const [statement, ...more] = PolicyDocument.Statement
  expect(more).toEqual([])
  const reads = templates.terraform.slice(templates.terraform.indexOf('"reads"'))
  const inTerraform = [...reads.matchAll(/"((?:iam|sts|account):\w+)"/g)].map(([, name]) => name)
  expect(statement.Action.toSorted()).toEqual([...LINKED_ACTIONS].toSorted())
  expect(inTerraform.toSorted()).toEqual([...LINKED_ACTIONS].toSorted())
  expect(JSON.stringify([statement.Action, inTerraform])).not.toContain('*')
})

test('D2: the trust policy shown is that of the template, word for word', () => {
  expect(JSON.parse(setup.trust)).toEqual(role().AssumeRolePolicyDocument)
})

test('D2: the Terraform trust asks for the same three things', () => {
  for (const [name, value] of [
    ['sts:ExternalId', 'var.external_id'],
    ['aws:PrincipalArn', 'var.bot_role_arn'],
  ])
    expect(templates.terraform).toMatch(
      new RegExp(`variable = "${name}"\\s+values += \\[${value}\\]`),
    )
  expect(templates.terraform).toContain('identifiers = [split(":", var.bot_role_arn)[4]]')
})

test('the link to the console carries the template and the three parameters', () => {
  const [page, asked = ''] = (setup.quickCreate ?? '').split(
    '?region=us-east-1#/stacks/quickcreate?',
  )
  expect(page).toBe('https://console.aws.amazon.com/cloudformation/home')
  expect(Object.fromEntries(new URLSearchParams(asked))).toEqual({
    templateURL: URL,
    stackName: 'tfauth',
    param_ExternalId: LINK.externalId,
    param_BotRoleArn: BOT.roleArn,
    param_BotAccountId: BOT.account,
  })
  expect(Object.keys(filledIn().Parameters)).toEqual(['ExternalId', 'BotRoleArn', 'BotAccountId'])
})

test('R6: both files take only external ids as we make them', () => {
  const { AllowedPattern } = filledIn().Parameters.ExternalId
  expect(LINK.externalId).toMatch(new RegExp(AllowedPattern))
  expect(templates.terraform).toContain(`regex("${AllowedPattern}"`)
})

test('the checksum is that of the file', () => {
  const file = readFileSync(join(FOLDER, 'tfauth-readonly.cloudformation.yml'))
  expect(setup.sha256).toBe(createHash('sha256').update(file).digest('hex'))
})

test('R44: the page names every action, how to see us and how to cut us off', () => {
  const page = readFileSync(join(FOLDER, 'README.md'), 'utf8')
  expect(LINKED_ACTIONS.filter((action) => !page.includes(`\`${action}\``))).toEqual([])
  for (const words of [
    'tfauth-<team>-<user>',
    'assumed-role/tfauth-readonly/',
    'delete-stack',
    '"Deny"',
  ])
    expect(page).toContain(words)
})
