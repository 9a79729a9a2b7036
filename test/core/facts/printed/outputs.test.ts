import { expect, test } from 'vitest'
import { factsOf, mangled } from '../facts.ts'

const IDENTITY = `$ aws sts get-caller-identity
{
    "UserId": "AIDAQ4TFAUTHNEXAMPLE2",
    "Account": "111122223333",
    "Arn": "arn:aws:iam::111122223333:user/example-ci"
}`
const CALLER = {
  'caller-identity': 'works',
  account: '111122223333',
  principal: 'arn:aws:iam::111122223333:user/example-ci',
}

test.each([
  ['json', IDENTITY],
  ['json in chat', mangled(IDENTITY)],
  ['text', '111122223333\tarn:aws:iam::111122223333:user/example-ci\tAIDAQ4TFAUTHNEXAMPLE2'],
  [
    'yaml',
    "Account: '111122223333'\nArn: arn:aws:iam::111122223333:user/example-ci\nUserId: AIDAQ4TFAUTHNEXAMPLE2",
  ],
  [
    'table',
    `-----------------------------------------------------------
|                    GetCallerIdentity                    |
+---------+-----------------------------------------------+
|  Account|  111122223333                                 |
|  Arn    |  arn:aws:iam::111122223333:user/example-ci    |
|  UserId |  AIDAQ4TFAUTHNEXAMPLE2                        |
+---------+-----------------------------------------------+`,
  ],
])('aws sts get-caller-identity as %s', (_, text) => {
  expect(factsOf(text)).toMatchObject(CALLER)
})

test('a refused get-caller-identity', () => {
  const text =
    'An error occurred (ExpiredToken) when calling the GetCallerIdentity operation: The security token included in the request is expired'
  expect(factsOf(text)).toMatchObject({ 'caller-identity': 'refused', tool: 'aws-cli' })
  expect(factsOf(mangled(text))).toMatchObject({ 'caller-identity': 'refused' })
  // It is said of a case whose Terraform error is known already.
  expect(factsOf(text)).not.toHaveProperty('failing-part')
})

const OLD_TABLE = `      Name                    Value             Type    Location
      ----                    -----             ----    --------
   profile                <not set>             None    None
access_key     ****************4RTD              env
secret_key     ****************xYz1              env
    region                eu-west-1      config-file    ~/.aws/config`
const NEW_TABLE = `NAME       : VALUE                    : TYPE             : LOCATION
profile    : dev                      : env              : ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']
access_key : ****************4RTD     : shared-credentials-file :
secret_key : ****************xYz1     : shared-credentials-file :
region     : eu-west-1                : env              : ['AWS_REGION', 'AWS_DEFAULT_REGION']`

test.each([
  ['old', OLD_TABLE],
  ['old in chat', mangled(OLD_TABLE)],
])('aws configure list, %s table', (_, text) => {
  const facts = factsOf(text)
  expect(facts).toMatchObject({
    'credential-source': 'environment',
    'env-keys': 'set',
    region: 'eu-west-1',
  })
  expect(facts).not.toHaveProperty('profile')
})

test.each([
  ['new', NEW_TABLE],
  ['new in chat', mangled(NEW_TABLE)],
])('aws configure list, %s table', (_, text) => {
  expect(factsOf(text)).toMatchObject({
    'credential-source': 'shared-file',
    'env-keys': 'unset',
    profile: 'dev',
    'profile-set': 'environment',
    region: 'eu-west-1',
  })
})

test.each([
  ['sso', { 'sso-profile': 'yes', 'credential-source': 'other' }],
  ['iam-role', { imds: 'answers' }],
  ['container-role', { 'container-endpoint': 'answers' }],
  ['custom-process', { 'credential-helper': 'works' }],
])('aws configure list, keys from %s', (type, expected) => {
  const row = (name: string) => `${name} ****************4RTD ${type}`
  expect(factsOf(`${row('access_key')}\n${row('secret_key')}`)).toMatchObject(expected)
})

test('aws configure list without any key', () => {
  const text =
    'access_key : <not set> : None : None\nsecret_key : <not set> : None : None\nregion : <not set> : None : None'
  const facts = factsOf(text)
  expect(facts).toMatchObject({ 'env-keys': 'unset' })
  expect(facts).not.toHaveProperty('credential-source')
})

test('aws configure get region', () => {
  expect(factsOf('$ aws configure get region\naf-south-1')).toMatchObject({
    region: 'af-south-1',
    'region-kind': 'opt-in',
  })
})

const keyList = (...states: readonly string[]) =>
  JSON.stringify(
    {
      AccessKeyMetadata: states.map((Status, at) => ({
        UserName: 'example-ci',
        AccessKeyId: `AKIAQ4TFAUTHNEXAMPL${at + 2}`,
        Status,
        CreateDate: '2026-01-02T03:04:05+00:00',
      })),
    },
    null,
    4,
  )

test.each([
  ['one active', keyList('Active'), 'active'],
  ['one inactive', keyList('Inactive'), 'inactive'],
  ['in chat', mangled(keyList('Inactive')), 'inactive'],
  ['none', '{ "AccessKeyMetadata": [] }', 'missing'],
  ['two that differ', keyList('Active', 'Inactive'), undefined],
  [
    'two that differ, and the one in use is known',
    `AWS_ACCESS_KEY_ID=AKIAQ4TFAUTHNEXAMPL3\n${keyList('Active', 'Inactive')}`,
    'inactive',
  ],
  [
    'one, and another is in use',
    `AWS_ACCESS_KEY_ID=AKIAQ4TFAUTHNEXAMPL7\n${keyList('Active')}`,
    'missing',
  ],
  ['as text', 'AKIAQ4TFAUTHNEXAMPL2\tInactive', 'inactive'],
  [
    'as a table',
    '|  AKIAQ4TFAUTHNEXAMPL2  |  2026-01-02T03:04:05+00:00  |  Active  |  example-ci  |',
    'active',
  ],
  [
    'gone',
    'An error occurred (NoSuchEntity) when calling the GetAccessKeyLastUsed operation: The Access Key with id AKIAQ4TFAUTHNEXAMPL2 cannot be found.',
    'missing',
  ],
])('aws iam list-access-keys: %s', (_, text, status) => {
  expect(factsOf(text)['key-status']).toBe(status)
})

test('aws iam get-access-key-last-used and aws sts get-access-key-info', () => {
  const used = `{ "UserName": "example-ci", "AccessKeyLastUsed": { "LastUsedDate": "2026-11-03T08:15:00+00:00", "ServiceName": "s3", "Region": "eu-west-1" } }`
  expect(factsOf(used)).toMatchObject({ 'key-last-used': '2026-11-03T08:15:00+00:00' })
  expect(
    factsOf(
      `$ aws sts get-access-key-info --access-key-id AKIAIOSFODNN7EXAMPLE\n{\n    "Account": "444455556666"\n}`,
    ),
  ).toMatchObject({ 'key-account': '444455556666' })
})

test.each([
  ['Error loading SSO Token: Token for corp does not exist', { 'sso-session': 'corp' }],
  ['Error when retrieving token from sso: Token has expired and refresh failed', {}],
  [
    'The SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO session run aws sso login with the corresponding profile.',
    {},
  ],
  ['Successfully logged into Start URL: https://corp.awsapps.com/start\n$ aws sso login', {}],
])('aws sso login: %s', (text, more) => {
  expect(factsOf(text)).toMatchObject({ 'sso-profile': 'yes', ...more })
})

test('aws configure list-profiles tells whether the profile is there', () => {
  const list = (names: string) =>
    `Error: failed to get shared config profile, staging\n\n$ aws configure list-profiles\n${names}`
  expect(factsOf(list('default\nprod'))['profile-exists']).toBe('no')
})

test('aws iam get-role', () => {
  expect(
    factsOf(
      '{"Role": {"RoleName": "deploy", "Arn": "arn:aws:iam::111122223333:role/deploy", "AssumeRolePolicyDocument": {"Statement": []}}}',
    ),
  ).toMatchObject({ 'role-exists': 'yes' })
  expect(
    factsOf(
      'An error occurred (NoSuchEntity) when calling the GetRole operation: The role with name deploy cannot be found.',
    ),
  ).toMatchObject({ 'role-exists': 'no' })
})

const VERSION = `Terraform v1.5.7
on linux_amd64
+ provider registry.terraform.io/hashicorp/aws v5.31.0
+ provider registry.terraform.io/hashicorp/random v3.6.0`

test.each([
  ['terraform version', VERSION, '1.5.7', '5.31.0', 'old'],
  ['in chat', mangled(VERSION), '1.5.7', '5.31.0', 'old'],
  [
    'opentofu',
    'OpenTofu v1.8.2\non darwin_arm64\n+ provider registry.opentofu.org/hashicorp/aws v5.70.0',
    '1.8.2',
    '5.70.0',
    'current',
  ],
  ['json', '{"terraform_version":"1.9.8","platform":"linux_amd64"}', '1.9.8', undefined, 'current'],
  ['0.12', 'Terraform v0.12.31\n+ provider.aws v2.70.4', '0.12.31', '2.70.4', 'old'],
  [
    'the log',
    '2026-11-22T04:07:16.268Z [INFO]  Terraform version: 1.11.4',
    '1.11.4',
    undefined,
    'current',
  ],
])('versions: %s', (_, text, terraform, provider, age) => {
  const facts = factsOf(text)
  expect(facts['terraform-version']).toBe(terraform)
  expect(facts['provider-version']).toBe(provider)
  expect(facts['tool-age']).toBe(age)
})

test('TF_LOG lines name the source, the region, the bucket and the address asked', () => {
  const log = (
    source: string,
  ) => `2026-11-22T04:07:16.269Z [INFO]  backend-s3.aws-base: Retrieved credentials: tf_backend.operation=Configure tf_backend.s3.bucket=example-state tf_aws.credentials_source=${source}
2026-11-22T04:07:16.269Z [DEBUG] backend-s3.aws-base: HTTP Request Sent: aws.region=eu-west-1 rpc.method=GetCallerIdentity http.url=https://sts.eu-west-1.amazonaws.com/`
  expect(factsOf(log('EnvConfigCredentials'))).toMatchObject({
    'credential-source': 'environment',
    region: 'eu-west-1',
    bucket: 'example-state',
    'sts-endpoint': 'own-region',
  })
  const source = (name: string) => factsOf(log(name))['credential-source']
  expect(source('"SharedConfigCredentials: /home/ci/.aws/credentials"')).toBe('shared-file')
  expect(source('StaticCredentials')).toBe('block')
  expect(source('EC2RoleProvider')).toBe('other')
  expect(factsOf(log('EC2RoleProvider'))).toMatchObject({ imds: 'answers' })
  expect(factsOf(log('SSOProvider'))).toMatchObject({ 'sso-profile': 'yes' })
})
