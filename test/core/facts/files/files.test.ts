import { expect, test } from 'vitest'
import { factsOf, factsOfRedacted, mangled } from '../facts.ts'

const KEY = 'AKIAQ4TFAUTHNEXAMPL2'
const SECRET = 'Zq8/vT3+LmW0xYd5RkEo7HsAuNbJcGf1PiQ2MtVw'

const BLOCKS = `terraform {
  backend "s3" {
    bucket         = "example-state"
    key            = "prod/terraform.tfstate"
    region         = "eu-west-1"
    dynamodb_table = "example-locks"
  }
}

provider "aws" {
  region  = "eu-central-1"
  profile = "dev"   # mine

  assume_role {
    role_arn    = "arn:aws:iam::444455556666:role/deploy"
    external_id = "example"
  }
}`

test.each([
  ['as a file', BLOCKS],
  ['in chat, on one line', mangled(BLOCKS.replace('   # mine', ''))],
])('provider and backend blocks %s', (_, text) => {
  expect(factsOf(text)).toMatchObject({
    bucket: 'example-state',
    'lock-table': 'example-locks',
    profile: 'dev',
    'profile-set': 'block',
    role: 'arn:aws:iam::444455556666:role/deploy',
    'target-account': '444455556666',
    'external-id-sent': 'yes',
    'same-keys': 'no',
  })
})

test('keys written into a block are taken as a set', () => {
  const block = (more: string) =>
    `provider "aws" {\n  access_key = "${KEY}"\n  secret_key = "${SECRET}"\n${more}}`
  expect(factsOf(block(''))).toMatchObject({
    'credential-source': 'block',
    'session-token': 'unset',
    'access-key-kind': 'long-term',
    'access-key-shape': 'intact',
    'secret-shape': 'intact',
  })
  expect(factsOf(block('  token = var.token\n'))).toMatchObject({ 'session-token': 'set' })
  // Without its end nobody knows what else stands in it.
  expect(factsOf(block('').slice(0, -1))).not.toHaveProperty('session-token')
})

test.each([
  ['"var.access_key"', 'damaged'],
  ['"YOUR_ACCESS_KEY"', 'damaged'],
  ['"<access key>"', 'damaged'],
  [`"'${KEY}'"`, 'damaged'],
  [`"${KEY}X"`, 'damaged'],
  ['var.access_key', undefined],
  [`"${'$'}{var.access_key}"`, undefined],
])('access_key = %s is %s', (value, shape) => {
  const text = `provider "aws" {\n  region = "eu-west-1"\n  access_key = ${value}\n  secret_key = "x"\n}`
  expect(factsOf(text)['access-key-shape']).toBe(shape)
})

test('roles, endpoints and an alias', () => {
  const role = 'assume_role = {\n role_arn = "arn:aws:iam::444455556666:role/x"\n }'
  expect(factsOf(`backend "s3" {\n ${role}\n}`)).toMatchObject({ 'external-id-sent': 'no' })
  expect(
    factsOf('provider "aws" {\n  access_key = "test"\n  secret_key = "test"\n}'),
  ).toMatchObject({ endpoint: 'other' })
  expect(
    factsOf('provider "aws" {\n  endpoints {\n    s3 = "http://localhost:4566"\n  }\n}'),
  ).toMatchObject({ endpoint: 'other', 'endpoint-url': 'http://localhost:4566' })
  expect(
    factsOf(
      'provider "aws" {\n  endpoints {\n    sts = "https://sts.eu-west-1.amazonaws.com"\n  }\n}',
    ),
  ).toMatchObject({ endpoint: 'aws' })
  expect(
    factsOf(
      'provider "aws" {\n alias = "dns"\n region = "me-south-1"\n sts_region = "us-east-1"\n}',
    ),
  ).toMatchObject({ 'provider-alias': 'dns', 'sts-endpoint': 'other-region' })
})

test('backend and provider given the same', () => {
  const both = (backend: string, provider: string) =>
    factsOf(
      `backend "s3" {\n bucket = "example-state"\n${backend}\n}\nprovider "aws" {\n${provider}\n}`,
    )['same-keys']
  expect(both('', 'region = "eu-west-1"')).toBe('yes')
  expect(both('profile = "a"', 'profile = "a"')).toBe('yes')
  expect(both('profile = "a"', 'profile = "b"')).toBe('no')
  expect(both('', 'access_key = "x"')).toBe('no')
})

test('the block of the part that fails counts', () => {
  const text = `Error: error configuring S3 Backend: no valid credential sources for S3 Backend found.

terraform { backend "s3" { profile = "state" } }
provider "aws" { profile = "work" }`
  expect(factsOf(text)).toMatchObject({ profile: 'state', 'failing-part': 'backend' })
})

const CONFIG = `[profile dev]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Admin
region = eu-west-1

[sso-session corp]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-west-1`

test.each([
  ['as a file', CONFIG],
  ['in chat, on one line', mangled(CONFIG)],
])('a section of ~/.aws/config %s', (_, text) => {
  expect(factsOf(text)).toMatchObject({
    profile: 'dev',
    'sso-profile': 'yes',
    'sso-session': 'corp',
    region: 'eu-west-1',
  })
})

test('a role with MFA, keys with and without a token, and the wrong header', () => {
  expect(
    factsOf(
      '[profile deploy]\nrole_arn = arn:aws:iam::444455556666:role/deploy\nsource_profile = default\nmfa_serial = arn:aws:iam::111122223333:mfa/me\nexternal_id = example',
    ),
  ).toMatchObject({ mfa: 'yes', 'target-account': '444455556666', 'external-id-sent': 'yes' })
  const keys = (token: string) =>
    factsOf(
      `[default]\naws_access_key_id = ASIAQ4TFAUTHNEXAMPL2\naws_secret_access_key = ${SECRET}\n${token}`,
    )
  expect(keys('')).toMatchObject({
    'session-token': 'unset',
    'access-key-kind': 'temporary',
    'secret-shape': 'intact',
    'sso-profile': 'no',
  })
  expect(keys(`aws_session_token = IQoJb3JpZ2luX2Vj${'abcdEFGH0123'.repeat(30)}`)).toMatchObject({
    'session-token': 'set',
  })
  // Terraform does not read the old spelling.
  expect(keys(`aws_security_token = IQoJb3JpZ2luX2Vj${'abcdEFGH0123'.repeat(30)}`)).toMatchObject({
    'session-token': 'unset',
  })
  const cat = (file: string, header: string) =>
    factsOf(
      `Error: failed to get shared config profile, dev\n\n$ cat ~/.aws/${file}\n[${header}]\naws_access_key_id = ${KEY}\naws_secret_access_key = ${SECRET}`,
    )['profile-exists']
  // The chain's own words decide; the header explains them.
  expect(cat('credentials', 'profile dev')).toBe('no')
})

const WORKFLOW = `name: plan
on: [push]
jobs:
  plan:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: arn:aws:iam::444455556666:role/deploy
          aws-region: eu-west-1`

test('workflows of GitHub and GitLab', () => {
  expect(factsOf(WORKFLOW)).toMatchObject({
    'oidc-permission': 'missing',
    'ci-system': 'github-actions',
    role: 'arn:aws:iam::444455556666:role/deploy',
    region: 'eu-west-1',
  })
  expect(factsOfRedacted(WORKFLOW.replace('contents: read', 'id-token: write'))).toMatchObject({
    'oidc-permission': 'granted',
  })
  // A step alone does not show the permissions of its job.
  expect(factsOf(WORKFLOW.slice(WORKFLOW.indexOf('steps:')))).not.toHaveProperty('oidc-permission')
  const secrets = `env:\n  AWS_ACCESS_KEY_ID: ${'$'}{{ secrets.AWS_ACCESS_KEY_ID }}\n  AWS_SECRET_ACCESS_KEY: ${'$'}{{ secrets.AWS_SECRET_ACCESS_KEY }}`
  expect(factsOf(secrets)).toMatchObject({ 'env-keys': 'set', 'ci-system': 'github-actions' })
  expect(
    factsOf(
      'plan:\n  id_tokens:\n    AWS_TOKEN:\n      aud: https://gitlab.example.com\n  script: terraform plan',
    ),
  ).toMatchObject({ 'oidc-permission': 'granted' })
})

test.each([
  ['docker run --rm -e AWS_PROFILE -v ~/.aws:/root/.aws hashicorp/terraform plan', 'yes'],
  ['docker run --rm --env-file .env hashicorp/terraform plan', 'yes'],
  ['docker run --rm \\\n  -v $(pwd):/work -w /work \\\n  hashicorp/terraform:1.9 plan', 'no'],
  ['services:\n  tf:\n    image: hashicorp/terraform\n    env_file: .env', 'yes'],
  ['docker run nginx', undefined],
])('%s', (text, given) => {
  expect(factsOf(text)['container-credentials']).toBe(given)
})

const TRUST = (condition: object, action = 'sts:AssumeRoleWithWebIdentity') =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: {
            Federated:
              'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
          },
          Action: action,
          Condition: condition,
        },
      ],
    },
    null,
    2,
  )
const CLAIMS = `{
  "iss": "https://token.actions.githubusercontent.com",
  "sub": "repo:example/infra:pull_request",
  "aud": "sts.amazonaws.com"
}`
const SUB = 'token.actions.githubusercontent.com:sub'
const AUD = 'token.actions.githubusercontent.com:aud'

test.each([
  [{ StringLike: { [SUB]: 'repo:example/infra:*' } }, 'matches', undefined],
  [{ StringEquals: { [SUB]: 'repo:example/infra:ref:refs/heads/main' } }, 'differs', undefined],
  // An equal sign knows no wildcard.
  [{ StringEquals: { [SUB]: 'repo:example/infra:*' } }, 'differs', undefined],
  [
    {
      StringEquals: { [AUD]: 'sts.amazonaws.com' },
      StringLike: { [SUB]: ['repo:a/b:*', 'repo:example/*'] },
    },
    'matches',
    'matches',
  ],
  [{ StringEquals: { [AUD]: 'https://github.com/example' } }, undefined, 'differs'],
  [{ StringNotLike: { [SUB]: 'repo:evil/*' } }, undefined, undefined],
])('claims against a trust policy with %j', (condition, subject, audience) => {
  const facts = factsOf(`the token says\n${CLAIMS}\nand the role\n${TRUST(condition)}`)
  expect(facts).toMatchObject({
    'oidc-sub': 'repo:example/infra:pull_request',
    'oidc-aud': 'sts.amazonaws.com',
    'oidc-issuer': 'https://token.actions.githubusercontent.com',
  })
  expect(facts['oidc-subject']).toBe(subject)
  expect(facts['oidc-audience']).toBe(audience)
})

test('a trust policy and its external id, also in chat', () => {
  const policy = TRUST({ StringEquals: { 'sts:ExternalId': 'example' } }, 'sts:AssumeRole')
  expect(factsOf(policy)).toMatchObject({ 'external-id-demanded': 'yes' })
  expect(factsOf(mangled(policy))).toMatchObject({ 'external-id-demanded': 'yes' })
  expect(factsOf(TRUST({}, 'sts:AssumeRole'))).toMatchObject({ 'external-id-demanded': 'no' })
  const mfa = TRUST({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, 'sts:AssumeRole')
  expect(factsOf(mfa)).toMatchObject({ mfa: 'yes' })
})
