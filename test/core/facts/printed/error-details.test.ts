import { expect, test } from 'vitest'
import { accountOfKeyId } from '../../../../src/core/aws-ids/access-key-id.ts'
import { secondsOf, timeOf } from '../../../../src/core/facts/printed/clock-skew.ts'
import { factsOf, mangled } from '../facts.ts'

const ID = '0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40'
const http = (service: string, operation: string, rest: string) =>
  `operation error ${service}: ${operation}, https response error StatusCode: 403, RequestID: ${ID}, ${rest}`
const USER = 'arn:aws:iam::111122223333:user/example-ci'
const ROLE = 'arn:aws:iam::444455556666:role/deploy'
const refused = (clause: string, action = 'sts:AssumeRole', on = ROLE) =>
  `Error: Cannot assume IAM Role\n\nIAM Role (${ROLE}) cannot be assumed.\n\nError: ${http('STS', action.split(':')[1] ?? '', `api error AccessDenied: User: ${USER} is not\nauthorized to perform: ${action} on resource:\n${on}${clause}`)}`

test.each([
  ['\n', 'nothing'],
  ['', 'nothing'],
  [' because no identity-based policy allows the sts:AssumeRole action', 'identity-policy'],
  [' because no identity-based\npolicy allows the sts:AssumeRole action', 'identity-policy'],
  [' because no resource-based policy allows the sts:AssumeRole action', 'resource-policy'],
  [' because no permissions boundary allows the sts:AssumeRole action', 'boundary'],
  [' because no session policy allows the sts:AssumeRole action', 'session-policy'],
  [' because no VPC endpoint policy allows the sts:AssumeRole action', 'endpoint-policy'],
  [' because no service control policy allows the sts:AssumeRole action', 'scp'],
  [' with an explicit deny in a service control policy', 'scp'],
  [
    ' with an explicit deny in a service control policy: arn:aws:organizations::111122223333:policy/o-exampleorg/service_control_policy/p-example1',
    'scp',
  ],
  [' with an explicit deny in a resource-based policy', 'resource-policy'],
  [' with an explicit deny in an identity-based policy', 'other-explicit-deny'],
  [' with an explicit deny in a permissions boundary', 'boundary'],
  [' with an explicit deny in a VPC endpoint policy', 'endpoint-policy'],
  [' with an explicit deny', 'other-explicit-deny'],
  // What the end of a paste cut off was not silent.
  [' because no ide', undefined],
  [' with an', undefined],
  ['...', undefined],
])('a refusal that ends in "%s"', (clause, by) => {
  expect(factsOf(refused(clause))['denied-by']).toBe(by)
})

test('a refused role: caller, action, resource and both accounts', () => {
  const expected = {
    principal: USER,
    account: '111122223333',
    role: ROLE,
    'target-account': '444455556666',
    'account-relation': 'other',
    'denied-action': 'sts:AssumeRole',
    'denied-resource': ROLE,
    'answered-by-aws': 'yes',
    network: 'reaches',
    sdk: 'v2',
  }
  expect(factsOf(refused(''))).toMatchObject(expected)
  expect(factsOf(mangled(refused('')))).toMatchObject(expected)
  expect(factsOf(refused('').replaceAll('444455556666', '111122223333'))).toMatchObject({
    'account-relation': 'same',
  })
  // A masked account is no account.
  expect(factsOf(refused('').replaceAll('444455556666', '***'))).not.toHaveProperty(
    'account-relation',
  )
})

test('the policy that decided tells whose side refused', () => {
  expect(
    factsOf(refused(' because no identity-based policy allows the sts:AssumeRole action')),
  ).toMatchObject({ 'caller-may-assume': 'no' })
  expect(
    factsOf(refused(' because no resource-based policy allows the sts:AssumeRole action')),
  ).toMatchObject({ 'role-trusts-caller': 'no' })
})

test('quarantine and an encoded message', () => {
  const text = `Error: creating EC2 Instance: ${http('EC2', 'RunInstances', `api error UnauthorizedOperation: You are not authorized to perform this operation. User: ${USER} is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:us-east-1:111122223333:instance/* with an explicit deny in an identity-based policy: arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3. Encoded authorization failure message: ${'abcDEF123-_'.repeat(12)}`)}`
  const facts = factsOf(text)
  expect(facts).toMatchObject({
    quarantine: 'attached',
    'denied-action': 'ec2:RunInstances',
    'denied-by': 'other-explicit-deny',
  })
  expect(facts).toHaveProperty('encoded-message')
})

const web = (rest: string) =>
  `Error: No valid credential sources found\n\nPlease see https://developer.hashicorp.com/terraform/language/backend/s3\nfor more information about providing credentials.\n\nError: failed to refresh cached credentials, failed to retrieve credentials,\noperation error STS: AssumeRoleWithWebIdentity, exceeded maximum number of\nattempts, 3, https response error StatusCode: 400, RequestID:\n${ID}, ${rest}`

test.each([
  [
    web(
      'InvalidIdentityToken: No OpenIDConnect\nprovider found in your account for\nhttps://token.actions.githubusercontent.com',
    ),
    {
      'oidc-provider': 'missing',
      'oidc-issuer': 'https://token.actions.githubusercontent.com',
      'tool-range': 'Terraform 1.11 or newer',
      'failing-part': 'backend',
    },
  ],
  [
    web('InvalidIdentityToken: Incorrect token audience'),
    { 'oidc-audience': 'differs', 'oidc-provider': 'exists' },
  ],
  [
    web(
      'InvalidIdentityToken: The ID Token provided is not a valid\nJWT. (You may see this error if you sent an Access Token)',
    ),
    { 'oidc-token': 'malformed' },
  ],
  [
    web(
      'ExpiredTokenException: Token expired: current date/time 1716000300 must be before the expiration date/time 1716000000',
    ),
    { 'oidc-token': 'expired', 'expired-at': '2024-05-18T02:40:00Z' },
  ],
  [
    web('api error AccessDenied: Not authorized to perform\nsts:AssumeRoleWithWebIdentity'),
    { 'oidc-token': 'valid', 'oidc-provider': 'exists' },
  ],
  [
    'Error: failed to refresh cached credentials, failed to retrieve jwt from provide source, unable to read file at /var/run/token: open /var/run/token: no such file or directory',
    { 'oidc-token': 'missing' },
  ],
  [
    'Error: Credentials could not be loaded, please check your action inputs: Could not load credentials from any providers\nIt looks like you might be trying to authenticate with OIDC. Did you mean to set the `id-token` permission?',
    { 'oidc-permission': 'missing', tool: 'configure-aws-credentials' },
  ],
  [
    'Error: Error message: Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable',
    { 'oidc-permission': 'missing' },
  ],
])('web identity: %s', (text, expected) => {
  expect(factsOf(text)).toMatchObject(expected)
})

const chain = (rest: string) =>
  `Error: No valid credential sources found\n\nPlease see https://registry.terraform.io/providers/hashicorp/aws\nfor more information about providing credentials.\n\nError: failed to refresh cached credentials, ${rest}`

test.each([
  [
    'no EC2 IMDS role found, operation error ec2imds: GetMetadata, exceeded maximum number of attempts, 3, request send failed, Get "http://169.254.169.254/latest/meta-data/iam/security-credentials/": dial tcp 169.254.169.254:80: connect: connection refused',
    'imds',
    'unreachable',
  ],
  [
    'no EC2 IMDS role found, operation error ec2imds: GetMetadata, access disabled to EC2 IMDS via client option, or "AWS_EC2_METADATA_DISABLED" environment variable',
    'imds',
    'disabled',
  ],
  [
    'no EC2 IMDS role found, operation error ec2imds: GetMetadata, http response error StatusCode: 404, request to EC2 IMDS failed',
    'imds',
    'no-role',
  ],
  [
    'no EC2 IMDS role found, operation error ec2imds: GetMetadata, http response error StatusCode: 401, request to EC2 IMDS failed',
    'imds',
    'refused',
  ],
  [
    'no EC2 IMDS role found,\noperation error ec2imds: GetMetadata, expect HTTP transport, got <nil>',
    'imds',
    'silent',
  ],
  [
    'no EC2 IMDS role found, operation error ec2imds: GetMetadata, request canceled, context deadline exceeded',
    'imds',
    'silent',
  ],
  [
    'failed to get ci-role EC2 IMDS role credentials, api error AssumeRoleUnauthorizedAccess: EC2 cannot assume the role ci-role.',
    'imds',
    'answers',
  ],
  [
    'failed to load credentials, exceeded maximum number of attempts, 3, request send failed, Get "http://169.254.170.2/v2/credentials/x": dial tcp 169.254.170.2:80: i/o timeout',
    'container-endpoint',
    'fails',
  ],
  [
    'failed to load credentials,\nClientError: Invalid Authorization Token',
    'container-endpoint',
    'fails',
  ],
  [
    'invalid endpoint host, "192.0.2.10", only loopback/ecs/eks hosts are allowed',
    'container-endpoint',
    'fails',
  ],
  [
    'process provider error: error in credential_process: exit status 127',
    'credential-helper',
    'fails',
  ],
  ['process provider error: wrong version in process output (not 1)', 'credential-helper', 'fails'],
])('the credential chain: %s', (rest, kind, value) => {
  expect(factsOf(chain(rest))).toMatchObject({ [kind]: value, 'tool-age': 'current' })
  expect(factsOf(mangled(chain(rest)))).toMatchObject({ [kind]: value })
})

test.each([
  [
    'Error: assume role with MFA enabled, but AssumeRoleTokenProvider session option not set.',
    { mfa: 'yes' },
  ],
  [
    `Error: ${http('STS', 'AssumeRole', 'api error ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.')}`,
    { 'session-duration': 'too-long' },
  ],
  [
    `Error: ${http('STS', 'AssumeRole', 'api error ValidationError:\nThe requested DurationSeconds exceeds the 1 hour session limit for roles\nassumed by role chaining')}`,
    { 'session-duration': 'too-long' },
  ],
  [
    `Error: reading STS Caller Identity\n\n${http('STS', 'GetCallerIdentity', 'api error SignatureDoesNotMatch: Credential should be scoped to a valid region.')}`,
    { 'sts-endpoint': 'other-region' },
  ],
  [
    'Error: failed to get shared config profile, staging',
    { 'profile-exists': 'no', profile: 'staging' },
  ],
  [
    'Error: failed to find SSO session section, corp',
    { 'sso-session': 'corp', 'sso-profile': 'yes' },
  ],
  [
    'Error: decomposing request: net/http: invalid header field value for "X-Amz-Security-Token"',
    { 'token-shape': 'damaged' },
  ],
  [
    'Error: decomposing request: net/http: invalid header field value for "Authorization"',
    { 'access-key-shape': 'damaged' },
  ],
])('%s', (text, expected) => {
  expect(factsOf(text)).toMatchObject(expected)
})

const sent = (host: string, rest: string) =>
  `Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, exceeded maximum number of attempts, 3, https response error StatusCode: 0, RequestID: , request send failed, Post "https://${host}/": ${rest}`

test.each([
  [
    sent('sts.us-east-1.amazonaws.com', 'dial tcp 192.0.2.1:443: i/o timeout'),
    'blocked',
    undefined,
  ],
  [
    sent(
      'sts.us-east-1.amazonaws.com',
      'dial tcp: lookup sts.us-east-1.amazonaws.com: no such host',
    ),
    'blocked',
    undefined,
  ],
  // A region that does not exist has no address anywhere.
  [
    sent('sts.us-est-1.amazonaws.com', 'dial tcp: lookup sts.us-est-1.amazonaws.com: no such host'),
    undefined,
    undefined,
  ],
  [
    sent(
      'sts.us-east-1.amazonaws.com',
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    ),
    'blocked',
    undefined,
  ],
  [
    sent(
      'sts.us-east-1.amazonaws.com',
      'proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused',
    ),
    'blocked',
    'yes',
  ],
  [sent('sts.us-east-1.amazonaws.com', 'Forbidden'), 'blocked', 'yes'],
  [
    'Could not connect to the endpoint URL: "https://sts.eu-west-1.amazonaws.com/"',
    'blocked',
    undefined,
  ],
  [
    'Error: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: , error while deserializing xml error response: XML syntax error on line 1',
    'blocked',
    'yes',
  ],
])('the way to AWS: %s', (text, network, proxy) => {
  const facts = factsOf(text)
  expect(facts.network).toBe(network)
  expect(facts.proxy).toBe(proxy)
  expect(facts['answered-by-aws']).toBe(network ? 'no' : undefined)
})

test.each([
  [
    'SignatureDoesNotMatch: Signature expired: 20240115T101500Z is now earlier than 20240115T104000Z (20240115T105500Z - 15 min.)',
    '-2400',
  ],
  [
    'SignatureDoesNotMatch: Signature not yet current: 20240115T112012Z is still later than 20240115T110512Z (20240115T105012Z + 15 min.)',
    '1800',
  ],
  [
    '<Error><Code>RequestTimeTooSkewed</Code><RequestTime>20240229T235900Z</RequestTime><ServerTime>2024-03-01T00:59:00Z</ServerTime></Error>',
    '-3600',
  ],
])('a wrong clock: %s', (text, difference) => {
  expect(factsOf(text)).toMatchObject({ clock: 'wrong', 'clock-difference': difference })
})

test('seconds and times of the civil calendar', () => {
  for (const time of [
    '1970-01-01T00:00:00Z',
    '2000-02-29T12:00:01Z',
    '2024-12-31T23:59:59Z',
    '2100-03-01T00:00:00Z',
  ])
    expect(timeOf(secondsOf(time) ?? 0)).toBe(time)
  expect(secondsOf('2024-01-15T10:15:00Z')).toBe(1_705_313_700)
  expect(secondsOf('soon')).toBeUndefined()
})

test.each([
  [
    'Error: error configuring S3 Backend: error validating provider credentials: error calling sts:GetCallerIdentity: InvalidClientTokenId: no\n\tstatus code: 403, request id: ' +
      ID,
    {
      'failing-part': 'backend',
      sdk: 'v1',
      'tool-range': 'Terraform 0.13 to 1.5',
      'tool-age': 'old',
    },
  ],
  [
    'Error: error configuring Terraform AWS Provider: error validating provider credentials: error calling sts:GetCallerIdentity: InvalidClientTokenId: no\n\tstatus code: 403, request id: ' +
      ID,
    { 'failing-part': 'provider', sdk: 'v1', 'tool-range': 'AWS provider 3.x' },
  ],
  [
    `Error: Retrieving AWS account details: validating provider credentials: retrieving caller identity from STS: ${http('STS', 'GetCallerIdentity', 'api error InvalidClientTokenId: no')}\n\n  with provider["registry.terraform.io/hashicorp/aws"].dns,\n  on main.tf line 9, in provider "aws":`,
    {
      'failing-part': 'provider',
      sdk: 'v2',
      'tool-age': 'current',
      'provider-alias': 'dns',
      location: 'main.tf:9',
      address: 'provider["registry.terraform.io/hashicorp/aws"].dns',
    },
  ],
])('wording and versions: %s', (text, expected) => {
  expect(factsOf(text)).toMatchObject(expected)
})

test('regions, partitions and what does not fit', () => {
  expect(
    factsOf(
      'User: arn:aws-us-gov:iam::111122223333:user/x is not authorized to perform: s3:ListBucket, region = "us-east-1"',
    ),
  ).toMatchObject({ partition: 'aws-us-gov', 'partition-match': 'other', 'region-kind': 'default' })
  expect(
    factsOf('region = "us-gov-west-1" and "Arn": "arn:aws-us-gov:iam::111122223333:user/x"'),
  ).toMatchObject({
    'partition-match': 'same',
  })
  // A name that only looks like a region.
  expect(factsOf('the cluster app-platform-1 fails')).not.toHaveProperty('region')
})

test('what fails at a resource of AWS comes after the check that the provider makes', () => {
  const boxed = (address: string, kind: string, more = '') =>
    `╷\n│ Error: creating it: ${http('Route 53', 'CreateHostedZone', 'api error InvalidClientTokenId: The security token included in the request is invalid.')}\n│\n│   with ${address},\n│   on main.tf line 12, in ${kind}:\n╵\n${more}`
  const zone = boxed('aws_route53_zone.internal', 'resource "aws_route53_zone" "internal"')
  expect(factsOf(zone)).toMatchObject({ 'provider-check': 'passed', 'failing-part': 'other' })
  expect(factsOf(boxed('module.dns.data.aws_region.now', 'data "aws_region" "now"'))).toMatchObject(
    { 'provider-check': 'passed' },
  )
  for (const text of [
    boxed('helm_release.app', 'resource "helm_release" "app"'),
    boxed('provider["registry.terraform.io/hashicorp/aws"]', 'provider "aws"'),
    `${zone}provider "aws" {\n  skip_credentials_validation = true\n}\n`,
    // Terraform 0.11: a failed check did not always end the run there.
    '* aws_vpc.default: Error creating VPC: AuthFailure: AWS was not able to validate the provided access credentials',
  ])
    expect(factsOf(text)).not.toHaveProperty('provider-check')
})

test('places a state lives in and modules come from', () => {
  expect(
    factsOf(
      'Error acquiring the state lock\n\nError message: x\nUnable to retrieve item from DynamoDB table "example-locks": operation error',
    ),
  ).toMatchObject({ 'lock-table': 'example-locks' })
  expect(
    factsOf(
      'Error: Failed to download module\n\nCould not download module "vpc" (main.tf:12) source code from "s3::https://x": InvalidAccessKeyId: no',
    ),
  ).toMatchObject({ module: 'vpc', location: 'main.tf:12', 'failing-part': 'other' })
})

test.each([
  ['##[section]Starting: terraform init\n##[error]Bash exited with code 1', 'azure-pipelines'],
  ['2024-05-14T09:12:33.1234567Z ##[group]Run terraform init', 'github-actions'],
  ['Error: Terraform exited with code 1.', 'github-actions'],
  ['section_start:1700000000:step_script\r', 'gitlab'],
  ['ERROR: Job failed: exit code 1', 'gitlab'],
  ['[Pipeline] sh\n+ terraform init', 'jenkins'],
  ['#!/bin/bash -eo pipefail\nterraform init', 'circleci'],
  ['**Plan Error**\n```\nrunning', 'atlantis'],
  ['[01HZX3VQ4N0E8P2T6R5K7M9WAB] Planning changes with 2 custom hooks...', 'spacelift'],
  ['/opt/atlassian/pipelines/agent/build', 'bitbucket'],
  ['[Container] 2024/05/14 09:12:33 Running command terraform init', 'codebuild'],
  ['##teamcity[message text]', 'teamcity'],
  ['Running plan in HCP Terraform. Output will stream here.', 'hcp-terraform'],
])('the CI system of %s', (text, system) => {
  expect(factsOf(text)).toMatchObject({ 'ci-system': system, where: 'ci' })
})

test.each([
  'Operation failed: failed running terraform plan (exit 1)',
  'Preparing the remote plan...',
  'Terraform v1.9.0\non linux_amd64\nInitializing plugins and modules...',
])('a remote run: %s', (text) => {
  expect(factsOf(text)).toMatchObject({ execution: 'remote' })
})

test.each([
  ['09:12:33.123 STDERR [prod/network] terraform: │ Error: x', 'prod/network', 'terragrunt'],
  ['Failed to execute "tofu init" in ./live/prod/network', 'live/prod/network', 'terragrunt'],
])('a unit of Terragrunt: %s', (text, unit, tool) => {
  expect(factsOf(text)).toMatchObject({ unit, tool })
})

/** An invented key id that holds this account, as AWS's present format does. */
const idOf = (prefix: string, account: string): string => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  let bits = (1n << 49n) | (BigInt(account) << 9n)
  let digits = ''
  for (let at = 0; at < 10; at++) {
    digits = `${letters[Number(bits % 32n)] ?? ''}${digits}`
    bits /= 32n
  }
  return `${prefix}${digits}TFAUTH`
}

test('the account in a key id, where its format holds one', () => {
  for (const account of ['111122223333', '000000000001', '999999999999'])
    expect(accountOfKeyId(idOf('AKIA', account))).toBe(account)
  // Ids of the old format, of users, and cut off.
  expect(accountOfKeyId('AKIAIOSFODNN7EXAMPLE')).toBeUndefined()
  expect(accountOfKeyId(idOf('AIDA', '111122223333'))).toBeUndefined()
  expect(accountOfKeyId(idOf('AKIA', '111122223333').slice(0, 19))).toBeUndefined()
  expect(factsOf(`AWS_ACCESS_KEY_ID=${idOf('ASIA', '111122223333')}`)).toMatchObject({
    'key-account': '111122223333',
    'access-key-kind': 'temporary',
  })
  // Keys of two accounts: nobody knows which is meant.
  const two = `${idOf('ASIA', '111122223333')} ${idOf('AKIA', '444455556666')}`
  expect(factsOf(two)).not.toHaveProperty('key-account')
})
