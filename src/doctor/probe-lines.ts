import type { Look } from './look.ts'
import { type Profile, rootOf } from './profiles.ts'
import type { Source } from './sources.ts'
import { shown } from './variables.ts'

const SHAPED = [
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_ACCESS_KEY',
  'AWS_SECRET_KEY',
]
const TOLD = ['AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_EC2_METADATA_DISABLED']
const MENTIONED = [
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_ENDPOINT_URL',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'HTTPS_PROXY',
  'https_proxy',
]

/** Takes a look; gives it as the probe prints it, so that whoever reads the probe reads this too. */
export function probeLines(look: Look): string {
  const line = (name: string, value: string) => `tfauth: ${name}=${value}`
  const variable = (name: string) => look.variables.find((one) => one.name === name)
  const id = variable('AWS_ACCESS_KEY_ID')?.shape
  const { identity, folder, surroundings, tools, clockOffset } = look
  return [
    line('probe', '1 shell=none'),
    line(
      'AWS_ACCESS_KEY_ID',
      id
        ? `set length=${id.length} kind=${id.kind ?? 'other'}${id.last4 ? ` last4=${id.last4}` : ''}`
        : 'unset',
    ),
    ...SHAPED.map((name) => {
      const found = variable(name)
      return line(name, found?.shape ? `set length=${found.shape.length}` : 'unset')
    }),
    ...TOLD.map((name) => line(name, variable(name)?.value ?? 'unset')),
    ...MENTIONED.map((name) => line(name, variable(name) ? 'set' : 'unset')),
    line('source', sourceWord(look.sources.cli, look.profiles)),
    ...(identity
      ? [
          line(
            'caller',
            identity.ok
              ? `ok account=${identity.account} arn=${identity.arn}`
              : `refused code=${identity.code}`,
          ),
        ]
      : []),
    line('profiles', look.profiles.map(({ name }) => shown(name)).join(',')),
    line('clock-offset', clockOffset === undefined ? 'unknown' : String(clockOffset)),
    line('terraform', tools.terraform ?? 'none'),
    line('aws-cli', tools.awsCli ?? 'none'),
    line('ci', `${surroundings.ci ?? 'none'} container=${surroundings.container ? 'yes' : 'no'}`),
    line(
      'backend-keys',
      folder.backend ? (folder.backend.names.includes('access_key') ? 'yes' : 'no') : 'unknown',
    ),
  ].join('\n')
}

/** The words of `aws configure list`. */
function sourceWord(source: Source, profiles: readonly Profile[]): string {
  if (source.kind === 'environment') return 'env'
  if (source.kind === 'container') return 'container-role'
  if (source.kind !== 'profile') return 'unknown'
  const kind = rootOf(profiles, source.name)?.kind
  if (kind === 'SSO') return 'sso'
  if (kind === 'credential_process') return 'custom-process'
  return kind === 'long-term key' || kind === 'temporary key'
    ? 'shared-credentials-file'
    : 'unknown'
}
