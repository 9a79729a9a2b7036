import { expect, test } from 'vitest'
import { sourceName } from '../../src/doctor/findings.ts'
import { lookAround } from '../../src/doctor/look.ts'
import { machineOf } from '../doubles/machine.ts'

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAQ4TFAUTHNEXAMPLE', AWS_SECRET_ACCESS_KEY: 'x'.repeat(40) }
const FILES = {
  '~/.aws/config': `[default]
region = eu-central-1
[profile dev]
sso_session = corp
[sso-session corp]
sso_start_url = https://example.awsapps.com/start
[profile deploy]
role_arn = arn:aws:iam::111122223333:role/deploy
source_profile = keys
[profile helper]
credential_process = /usr/bin/helper
[profile both]
sso_session = corp
credential_process = /usr/bin/helper
[profile pod]
role_arn = arn:aws:iam::111122223333:role/pod
web_identity_token_file = /var/run/token
`,
  '~/.aws/credentials': `[keys]
aws_access_key_id = AKIAQ4TFAUTHNEXAMPLE
aws_secret_access_key = invented
[both]
aws_access_key_id = ASIAQ4TFAUTHNEXAMPLE
aws_secret_access_key = invented
aws_session_token = invented
`,
}
const provider = (settings: string) => ({ 'main.tf': `provider "aws" {\n${settings}\n}` })
const backend = (config: object) => ({
  '.terraform/terraform.tfstate': JSON.stringify({ backend: { type: 's3', config } }),
})

type Case = readonly [
  what: string,
  env: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
  takes: { readonly cli?: string; readonly provider?: string; readonly backend?: string },
]
const CASES: readonly Case[] = [
  [
    'nothing',
    {},
    {},
    {
      cli: 'the role of this machine, if it has one',
      provider: 'the role of this machine, if it has one',
    },
  ],
  [
    'keys win over AWS_PROFILE',
    { ...KEYS, AWS_PROFILE: 'dev' },
    FILES,
    { cli: 'the keys in the environment', provider: 'the keys in the environment' },
  ],
  [
    'half a key is none',
    { AWS_ACCESS_KEY_ID: 'AKIAQ4TFAUTHNEXAMPLE' },
    FILES,
    { provider: 'the role of this machine, if it has one' },
  ],
  [
    'old names are read by Terraform, and not by the CLI',
    { AWS_ACCESS_KEY: KEYS.AWS_ACCESS_KEY_ID, AWS_SECRET_KEY: 'x', AWS_PROFILE: 'keys' },
    FILES,
    { cli: 'the profile keys (long-term key)', provider: 'the keys in the environment' },
  ],
  [
    'the profile of a block wins over keys',
    KEYS,
    { ...FILES, ...provider('profile = "dev"') },
    { cli: 'the keys in the environment', provider: 'the profile dev (SSO)' },
  ],
  [
    'keys in a block win over all',
    { ...KEYS, AWS_PROFILE: 'dev' },
    { ...FILES, ...provider('access_key = var.key\nprofile = "dev"') },
    { provider: 'the keys in its block' },
  ],
  [
    'a block that is commented out is none',
    KEYS,
    { ...FILES, ...provider('# profile = "dev"') },
    { provider: 'the keys in the environment' },
  ],
  [
    'a token file wins over AWS_PROFILE',
    {
      AWS_WEB_IDENTITY_TOKEN_FILE: '/t',
      AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/r',
      AWS_PROFILE: 'keys',
    },
    FILES,
    {
      provider: 'the token file (AWS_WEB_IDENTITY_TOKEN_FILE)',
      cli: 'the token file (AWS_WEB_IDENTITY_TOKEN_FILE)',
    },
  ],
  [
    'but the CLI takes a role of the profile before it',
    {
      AWS_WEB_IDENTITY_TOKEN_FILE: '/t',
      AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/r',
      AWS_PROFILE: 'deploy',
    },
    FILES,
    { cli: 'the profile deploy (role)', provider: 'the token file (AWS_WEB_IDENTITY_TOKEN_FILE)' },
  ],
  [
    'a profile that is not there is not passed over',
    { AWS_PROFILE: 'gone', AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://x' },
    FILES,
    { provider: 'the profile gone, which is in no file' },
  ],
  [
    'static keys in a profile win over its SSO',
    { AWS_PROFILE: 'both' },
    FILES,
    { provider: 'the profile both (temporary key)' },
  ],
  [
    'a helper',
    { AWS_PROFILE: 'helper' },
    FILES,
    { provider: 'the profile helper (credential_process)' },
  ],
  [
    'a token file of the profile',
    { AWS_PROFILE: 'pod' },
    FILES,
    { provider: 'the profile pod (web identity)' },
  ],
  [
    'a container, when no profile gives anything',
    { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/x' },
    FILES,
    { provider: 'the container’s role' },
  ],
  [
    'the backend looks for itself',
    { AWS_PROFILE: 'dev' },
    { ...FILES, ...backend({ profile: 'keys', region: 'eu-west-1' }) },
    { provider: 'the profile dev (SSO)', backend: 'the profile keys (long-term key)' },
  ],
  [
    'what init kept stays with the backend',
    KEYS,
    { ...FILES, ...backend({ access_key: 'AKIAQ4TFAUTHNEXAMPLE', secret_key: 'x' }) },
    { provider: 'the keys in the environment', backend: 'the keys in its block' },
  ],
  [
    'empty settings of a backend are none',
    KEYS,
    { ...FILES, ...backend({ access_key: null, profile: '' }) },
    { backend: 'the keys in the environment' },
  ],
]

test.each(CASES)('%s', async (_, env, files, takes) => {
  const { sources } = await lookAround(machineOf({ env, files }), false)
  const told = {
    cli: sourceName(sources.cli),
    provider: sourceName(sources.provider),
    backend: sources.backend && sourceName(sources.backend),
  }
  expect(told).toMatchObject(takes)
})
