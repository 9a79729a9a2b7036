import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { read } from '../../../src/core/read/read-paste.ts'
import { plain } from '../../../src/core/text/plain-text.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const first = (text: string) => read(text, knowledge).errors[0]

const ID = '0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40'
const SDK2 = `operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: ${ID}, api error InvalidClientTokenId: The security token included in the request is invalid.`
const ASSUME = `Error: Cannot assume IAM Role

IAM Role (arn:aws:iam::210987654321:role/Deploy) cannot be
assumed.

There are a number of possible causes of this - the most common are:
  * The role ARN is not valid

Error: operation error STS: AssumeRole, https response error StatusCode: 403,
RequestID: ${ID}, api error AccessDenied:
User: arn:aws:iam::123456789012:user/ci is not authorized to
perform: sts:AssumeRole on resource:
arn:aws:iam::210987654321:role/Deploy`

test.each([
  [
    'backend',
    `Initializing the backend...\n\nError: validating provider credentials: retrieving caller identity from STS: ${SDK2}`,
    'InvalidClientTokenId',
    'STS',
    'GetCallerIdentity',
    403,
    ID,
    'backend',
  ],
  [
    'provider',
    `Error: Retrieving AWS account details: validating provider credentials: retrieving caller identity from STS: ${SDK2}\n\n  with provider["registry.terraform.io/hashicorp/aws"].dns,\n  on main.tf line 9, in provider "aws":`,
    'InvalidClientTokenId',
    'STS',
    'GetCallerIdentity',
    403,
    ID,
    'provider',
  ],
  [
    'first SDK',
    `Error: error configuring Terraform AWS Provider: error validating provider credentials: error calling sts:GetCallerIdentity: InvalidClientTokenId: The security token included in the request is invalid.\n\tstatus code: 403, request id: ${ID}`,
    'InvalidClientTokenId',
    'STS',
    'GetCallerIdentity',
    403,
    ID,
    'provider',
  ],
  [
    '0.11',
    `Error: Error refreshing state: 1 error(s) occurred:\n\n* provider.aws: InvalidClientTokenId: The security token included in the request is invalid.\n\tstatus code: 403, request id: ${ID}`,
    'InvalidClientTokenId',
    null,
    null,
    403,
    ID,
    'provider',
  ],
  [
    'assume role: the inner error decides',
    ASSUME,
    'AccessDenied',
    'STS',
    'AssumeRole',
    403,
    ID,
    'unknown',
  ],
  [
    'lock: the first of two joined errors decides',
    `Error: Error acquiring the state lock\n\nError message: operation error DynamoDB: PutItem, https response error\nStatusCode: 400, RequestID: ${ID}, api error\nUnrecognizedClientException: The security token included in the request is\ninvalid.\nUnable to retrieve item from DynamoDB table "locks": operation error\nDynamoDB: GetItem, https response error StatusCode: 400, RequestID:\n${ID}, api error ExpiredTokenException: no`,
    'UnrecognizedClientException',
    'DynamoDB',
    'PutItem',
    400,
    ID,
    'lock',
  ],
  [
    'AWS CLI',
    'An error occurred (ExpiredToken) when calling the GetCallerIdentity operation: The security token included in the request is expired',
    'ExpiredToken',
    'STS',
    'GetCallerIdentity',
    null,
    null,
    'cli',
  ],
  [
    'JSON UI',
    `{"@level":"error","@message":"Error: x","@module":"terraform.ui","diagnostic":{"severity":"error","summary":"Retrieving AWS account details: ${SDK2}","detail":"","address":"provider[\\"registry.terraform.io/hashicorp/aws\\"]","range":{"filename":"main.tf","start":{"line":9}}},"type":"diagnostic"}`,
    'InvalidClientTokenId',
    'STS',
    'GetCallerIdentity',
    403,
    ID,
    'provider',
  ],
  [
    'no code',
    'Error: failed to get shared config profile, prod-admin',
    null,
    null,
    null,
    null,
    null,
    'unknown',
  ],
] as const)('%s', (_, text, code, service, operation, httpStatus, requestId, phase) => {
  expect(first(text)).toMatchObject({ code, service, operation, httpStatus, requestId, phase })
})

test('address, file and line are read', () => {
  expect(
    first(
      `Error: ${SDK2}\n\n  with module.net.provider["registry.terraform.io/hashicorp/aws"].dns,\n  on net/main.tf line 13, in provider "aws":`,
    ),
  ).toMatchObject({
    address: 'module.net.provider["registry.terraform.io/hashicorp/aws"].dns',
    file: 'net/main.tf',
    line: 13,
  })
})

test('the role and both accounts are kept apart', () => {
  const facts = new Map(read(ASSUME, knowledge).facts.map(({ kind, value }) => [kind, value]))
  expect(facts.get('account')).toBe('123456789012')
  expect(facts.get('target-account')).toBe('210987654321')
  expect(facts.get('role')).toBe('arn:aws:iam::210987654321:role/Deploy')
})

const BOXED = `╷\n│ Error: validating provider credentials: retrieving caller identity from STS: ${SDK2}\n│ \n╵`
test.each([
  ['fenced', `\`\`\`\n${BOXED}\n\`\`\``],
  ['quoted', BOXED.replace(/^/gm, '> ')],
  ['coloured', BOXED.replace(/[╷│╵]/g, '\u001b[31m$&\u001b[0m\u001b[0m')],
  ['coloured, the escape lost', BOXED.replace(/[╷│╵]/g, '[31m$&[0m')],
  ['GitHub log', BOXED.replace(/^/gm, '2024-05-14T09:12:33.1234567Z ')],
  ['flattened', BOXED.replace(/\n/g, ' ')],
  ['hard-wrapped at 80', BOXED.replace(/(.{80})/g, '$1\n')],
  ['escaped by JSON', JSON.stringify({ msg: `a\nb\n${BOXED}` })],
  ['Slack entities and smart quotes', BOXED.replace(/&/g, '&amp;').replace(/"/g, '“')],
  ['Windows line ends', BOXED.replace(/\n/g, '\r\n')],
])('as people paste it: %s', (_, text) => {
  expect(first(text)).toMatchObject({
    code: 'InvalidClientTokenId',
    httpStatus: 403,
    requestId: ID,
  })
})

test.each([
  'tfauth: AWS_SESSION_TOKEN=unset',
  '$ env | grep AWS',
  'AWS_SESSION_TOKEN=',
  'An error occurred (AuthFailure) when calling the DescribeVpcs operation: no',
])('the line after an error in one line does not belong to it: %s', (next) => {
  const says = 'AWS was not able to validate the provided access credentials'
  const error = `An error occurred (AuthFailure) when calling the DescribeVpcs operation: ${says}`
  expect(first(`${error}\n${next}\n`)?.message).toBe(says)
})

test('what stands below an error is not glued to its last word', () => {
  const lines = [
    'Error: error configuring Terraform AWS Provider: SSOProviderInvalidToken: the SSO session has expired or is invalid',
    'caused by: open /home/dev/.aws/sso/cache/0f2c.json: no such file or directory',
    'with provider["registry.terraform.io/hashicorp/aws"],',
    'on main.tf line 1, in provider "aws":',
  ]
  expect(plain(lines.join('\n'))).toEqual(lines)
})

test.each([
  '',
  'good morning, the terraform docs moved',
  'Error: Unauthorized\n\n  on main.tf line 1, in resource "k8s_manifest" "app":',
  'Error: googleapi: Error 403: Request had insufficient authentication scopes.',
  'Error: creating Lambda Function: InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.\n\tstatus code: 400, request id: 1',
  'Error: Unsupported argument\n\n  on main.tf line 3',
])('not about signing in to AWS: %s', (text) => {
  expect(read(text, knowledge).auth).toBe(false)
})

test('the probe settles facts, also quoted and folded', () => {
  const output =
    '> tfauth: probe=1 shell=bash\n> tfauth: AWS_ACCESS_KEY_ID=set length=20 kind=ASIA last4=MPLE\n> tfauth: AWS_SESSION_TOKEN=unset tfauth: caller=refused code=InvalidClientTokenId\n> tfauth: clock-offset=2'
  const facts = new Map(
    read(output, knowledge).facts.map(({ kind, value, source }) => [kind, `${value} ${source}`]),
  )
  expect(facts.get('access-key-kind')).toBe('temporary probe')
  expect(facts.get('session-token')).toBe('unset probe')
  expect(facts.get('caller-identity')).toBe('refused probe')
  expect(facts.get('clock')).toBe('right probe')
})

test('no text makes reading throw', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.string(),
      fc.constantFrom(
        BOXED,
        ASSUME,
        '│',
        'Error: ',
        '{"@level"',
        '\u001b[',
        '&lt;',
        'tfauth: ',
        'api error ',
        '\n',
      ),
    ),
  )
  fc.assert(fc.property(pieces, (parts) => read(parts.join(''), knowledge).errors.length >= 0))
})

test('no mutation of a sample makes reading throw', () => {
  const samples = [...knowledge.causes, ...knowledge.variants].flatMap((page) => page.samples)
  const mutated = fc
    .tuple(
      fc.constantFrom(...samples),
      fc.constantFrom(...samples),
      fc.nat(),
      fc.nat(),
      fc.string(),
    )
    .map(([one, other, at, length, noise]) => {
      const from = at % one.text.length
      const tail = other.text.slice(length % other.text.length)
      return one.text.slice(0, from) + noise + one.text.slice(from + (length % 40)) + tail
    })
  fc.assert(
    fc.property(mutated, (text) => {
      const reading = read(text, knowledge)
      expect(JSON.parse(JSON.stringify(reading))).toEqual(reading)
    }),
    { numRuns: 300 },
  )
})
