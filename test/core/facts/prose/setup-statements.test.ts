import { expect, test } from 'vitest'
import { factsOf, factsOfRedacted } from '../facts.ts'

const USER = 'arn:aws:iam::111122223333:user/example-ci'
const ROLE = 'arn:aws:iam::444455556666:role/deploy'
const denied = (rest: string, caller = USER, action = 'sts:AssumeRole') =>
  factsOf(
    `Error: AccessDenied: User: ${caller} is not authorized to perform: ${action} ${rest}\n\tstatus code: 403, request id: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40`,
  )

test.each([
  `on resource: ${ROLE} because no role trust policy allows the sts:AssumeRole action`,
  `on resource: ${ROLE} with an explicit deny in the role trust policy`,
])('a trust policy that is named: %s', (rest) => {
  expect(denied(rest)).toMatchObject({
    'denied-by': 'resource-policy',
    'role-trusts-caller': 'no',
  })
})

test.each([
  [
    'on resource "arn:aws:s3:::example" with an explicit deny in a sessions policy',
    'session-policy',
  ],
  [
    'on resource: user example-ci with an explicit deny in an identity-based policy',
    'other-explicit-deny',
  ],
  [
    'on resource: role deploy because no identity-based policy allows the iam:PassRole action',
    'identity-policy',
  ],
  ['on resource: user example-ci', 'nothing'],
  [`on resource: ${ROLE} with an explicit deny in a resource control policy`, 'scp'],
  // A clause that cannot be read is not silence.
  ['on resource: policy example, and there is an explicit deny', undefined],
])('the policy behind "%s"', (rest, by) => {
  expect(denied(rest, USER, 'iam:PassRole')['denied-by']).toBe(by)
})

test.each([
  'arn:aws:iam::***:user/example-ci',
  'arn:aws:iam::XXXXXXXXXXXX:user/example-ci',
  'arn:aws:iam::<account>:user/<me>',
])('a masked caller %s hides no clause', (caller) => {
  expect(
    denied('on resource: * with an explicit deny in a service control policy', caller)['denied-by'],
  ).toBe('scp')
})

test('a clause counts without the caller in front of it', () => {
  const text =
    'AccessDeniedException: not authorized to perform this action with an explicit deny in a service control policy'
  expect(factsOf(text)['denied-by']).toBe('scp')
})

test.each([
  ['the pipeline and the cluster are in different accounts', 'other'],
  ['this is a cross account setup', 'other'],
  ['the role lives in another account', 'other'],
  ['both are in the same account, nothing cross', undefined],
  ['are they in different accounts?', undefined],
])('accounts in prose: %s', (text, is) => {
  expect(factsOf(text)['account-relation']).toBe(is)
})

test('accounts that have different names in an ARN are different ones', () => {
  const on = (account: string) =>
    denied(
      `on resource: arn:aws:iam::${account}:role/deploy`,
      'arn:aws:sts::<RUNNER>:assumed-role/a/b',
    )
  expect(on('<CLUSTER>')['account-relation']).toBe('other')
  expect(on('<RUNNER>')['account-relation']).toBeUndefined()
  expect(on('***')['account-relation']).toBeUndefined()
})

test.each([
  ['since 1.42: No valid credential sources found', 'yes'],
  ['since upgrading the aws provider to 5.0 this fails', 'yes'],
  ['pinning the provider to 4.67.0 fixes it', 'yes'],
  ['downgrading to v1.41 makes it work again', 'yes'],
  ['1.41 works with the same file', 'yes'],
  ['with 0.8.12 and the very same creds OK', 'yes'],
  ['this is a regression in 5.24.0', 'yes'],
  ['same error with older versions', 'no'],
  ['it does not work with 1.41 either', undefined],
  ['does it work with 1.41?', undefined],
  ['it worked since 10.30 today', undefined],
  ['aws cli 2.15 works fine', undefined],
  ['with terraform 1.5.0, it works locally but fails in the pipeline', undefined],
])('versions compared: %s', (text, is) => {
  expect(factsOf(text)['older-version-works']).toBe(is)
})

test.each([
  ['the keys are in terraform.tfvars', 'same-keys', 'no'],
  ['I pass the credentials with -var', 'same-keys', 'no'],
  ['the profile is only set on the provider', 'same-keys', 'no'],
  ['I added role_arn to the backend', 'backend-changed', 'yes'],
  ['I changed the backend block yesterday', 'backend-changed', 'yes'],
  ['should I change the backend?', 'backend-changed', undefined],
  ['when I copy the keys of [lab] to [default] it works', 'other-profile-works', 'yes'],
  ['it only works when I set AWS_PROFILE', 'other-profile-works', 'yes'],
  ['we have several AWS accounts', 'accounts-used', 'several'],
  ['the key was created a moment ago', 'key-age', 'minutes'],
  ['Vault issued fresh credentials for this run', 'key-age', 'minutes'],
  ['these keys are from our GovCloud account', 'partition', 'aws-us-gov'],
  ['Post "https://sts.cn-north-1.amazonaws.com.cn/": EOF', 'partition', 'aws-cn'],
  ['open /root/.aws/credentials: permission denied', 'file-readable', 'no'],
  [
    'unable to read file at /var/run/secrets/eks.amazonaws.com/serviceaccount/token caused by: open /var/run/secrets/eks.amazonaws.com/serviceaccount/token: permission denied',
    'file-readable',
    'no',
  ],
  ['kubectl logs runner-0 -n ci', 'where', 'container'],
])('%s', (text, kind, is) => {
  expect(factsOf(text)[kind]).toBe(is)
})

const iam = (first: string) =>
  factsOf(
    `${first}\naws_iam_role.foo: Creating...\nError: Error creating IAM Role foo: InvalidClientTokenId: The security token included in the request is invalid\n\tstatus code: 403, request id: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40`,
  )['iam-by-session']

test('IAM refuses sessions that no code was given for', () => {
  expect(iam('$ aws-vault exec dev -- terraform apply')).toBe('yes')
  expect(iam('$ aws-vault --debug exec dev -- terraform apply')).toBe('yes')
  expect(iam('$ aws-vault exec --no-session dev -- terraform apply')).toBeUndefined()
  expect(iam('$ terraform apply')).toBeUndefined()
})

test('the second SDK says clock skew of every RequestExpired', () => {
  const says = (code: string) =>
    factsOf(
      `operation error EC2: DescribeInstances, exceeded maximum number of attempts, 3, Probable clock skew error: api error ${code}: x`,
    ).clock
  expect(says('RequestExpired')).toBeUndefined()
  expect(says('SignatureDoesNotMatch')).toBe('wrong')
})

test('rows of the AWS CLI keep their beginning', () => {
  const row = 'ACCESSKEYMETADATA\tAKIAQ4TFAUTHNEXAMPLE\t2024-01-01T00:00:00Z\tInactive\texample-ci'
  expect(factsOf(row)['key-status']).toBe('inactive')
  const log = 'build\tTerraform Init\t2024-01-01T00:00:00.1234567Z AWS_PROFILE=dev'
  expect(factsOf(log).profile).toBe('dev')
})

test('what a job may do survives redaction', () => {
  const job = (permission: string) =>
    `on: push\npermissions:\n  ${permission}\njobs:\n  plan:\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with:\n          role-to-assume: ${ROLE}`
  expect(factsOf(job('id-token: write'))['oidc-permission']).toBe('granted')
  expect(factsOf(job('id-token: none'))['oidc-permission']).toBe('missing')
  expect(factsOf(job('contents: read'))['oidc-permission']).toBe('missing')
})

test('names below a secret in a listing are no secrets', () => {
  const text =
    'PS C:\\> gci env:AWS*\n\nName                           Value\n----                           -----\nAWS_SECRET_ACCESS_KEY          wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEYab\nAWS_PROFILE                    dev\nAWS_REGION                     eu-west-1'
  expect(factsOf(text)).toMatchObject({ profile: 'dev', region: 'eu-west-1', 'env-keys': 'unset' })
})

test('an encoded message stays whole over the lines of a box', () => {
  const pieces = Array.from({ length: 9 }, (_, at) =>
    'Zm9vYmFyQmF6-_qUx7Kp2LmN8vRtYwSdEfGh'.repeat(2).slice(at, at + 60),
  )
  const tail = 'qLtWzKpVbNmXcRtY'
  const text = `│ Error: UnauthorizedOperation: You are not authorized to perform this operation. Encoded\n│ authorization failure message:\n${[...pieces, tail].map((line) => `│ ${line}`).join('\n')}\n│ \tstatus code: 403, request id: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40`
  expect(factsOf(text)['encoded-message']).toBe([...pieces, tail].join(''))
})

test('variables in front of a command count though they are masked', () => {
  expect(
    factsOfRedacted(
      "$ AWS_ACCESS_KEY_ID='xxx' AWS_SECRET_ACCESS_KEY='xxx' AWS_SECURITY_TOKEN='xxx' terraform plan",
    ),
  ).toMatchObject({ 'env-keys': 'set', 'legacy-variables': 'yes' })
})

test.each([
  [`AWS_ACCESS_KEY_ID="'AKIA************MPLE'"`, 'key-text', 'marks'],
  ['provider "aws" {\n  access_key = "<YOUR_ACCESS_KEY>"\n}', 'key-text', 'placeholder'],
  ['AWS_ACCESS_KEY_ID=AKIA************MPLE', 'key-text', undefined],
  ['AWS_ACCESS_KEY_ID=AKIA***********MPLE', 'key-text', undefined],
  [
    'AWS_ACCESS_KEY_ID=AKIA************MPLE\nAWS_SESSION_TOKEN=[aws-session-token 300]',
    'token-fits-key',
    'no',
  ],
  [
    'AWS_ACCESS_KEY_ID=ASIA************MPLE\nAWS_SESSION_TOKEN=[aws-session-token 300]',
    'token-fits-key',
    undefined,
  ],
  // They come from two places and are not sent together.
  [
    'provider "aws" {\n  access_key = "AKIA************MPLE"\n\nAWS_SESSION_TOKEN=[aws-session-token 300]',
    'token-fits-key',
    undefined,
  ],
])('a key id as it was written: %s', (text, kind, is) => {
  expect(factsOfRedacted(text)[kind]).toBe(is)
})
