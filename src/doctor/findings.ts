import type { Look } from './look.ts'
import { rootOf } from './profiles.ts'
import type { Shape } from './shapes.ts'
import type { Source } from './sources.ts'
import { shown, type Variable } from './variables.ts'

/** Something that can keep Terraform from signing in, and the page of the knowledge that mends it. */
export type Finding = {
  readonly id: string
  /** Whether it stops a sign-in for certain, or only may. */
  readonly weighs: 'stops' | 'may stop'
  readonly says: string
  readonly cause: string
}

const HOUR = 3_600_000
// AWS gives out no session that lasts longer: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
const LONGEST_SESSION = 36 * HOUR
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
const CLOCK_LIMIT_S = 15 * 60

/** Takes a look; gives what is wrong in it, what stops a sign-in first. */
export function findingsOf(look: Look): readonly Finding[] {
  const found = RULES.flatMap((rule) => rule(look))
  return found.toSorted((a, b) => Number(b.weighs === 'stops') - Number(a.weighs === 'stops'))
}

const NO_SHAPE: Pick<Shape, 'stray'> = { stray: [] }

type Rule = (look: Look) => readonly Finding[]

const named = ({ variables }: Look, name: string): Variable | undefined =>
  variables.find((one) => one.name === name)

/** Whether Terraform, in one of its parts, takes a source of this kind. */
const takes = ({ sources }: Look, kind: Source['kind']): boolean =>
  sources.provider.kind === kind || sources.backend?.kind === kind

const strayCharacters: Rule = (look) =>
  look.variables.flatMap(({ name, shape: { stray } = NO_SHAPE }) =>
    stray.length > 0
      ? [
          {
            id: `stray-${name}`,
            weighs: 'stops',
            says: `${name} has a ${stray.join(' and a ')} in it.`,
            cause: 'whitespace-or-quotes',
          },
        ]
      : [],
  )

const damagedKeys: Rule = (look) => {
  // Other stores have keys of other lengths.
  if (named(look, 'AWS_ENDPOINT_URL')) return []
  const id = named(look, 'AWS_ACCESS_KEY_ID')?.shape
  const secret = named(look, 'AWS_SECRET_ACCESS_KEY')?.shape
  return [
    ...(id && id.stray.length === 0 && (id.kind === 'other' || id.length !== 20)
      ? [
          {
            id: 'key-id-shape',
            weighs: 'stops' as const,
            says: `AWS_ACCESS_KEY_ID does not look like a key id of AWS: it has ${id.length} characters${id.kind === 'other' ? ' and does not begin with AKIA or ASIA' : ''}.`,
            cause: 'wrong-credentials',
          },
        ]
      : []),
    ...(secret && secret.stray.length === 0 && secret.length !== 40
      ? [
          {
            id: 'secret-length',
            weighs: 'stops' as const,
            says: `AWS_SECRET_ACCESS_KEY has ${secret.length} characters; a secret of AWS has 40.`,
            cause: 'special-characters',
          },
        ]
      : []),
  ]
}

const tokenAndKey: Rule = (look) => {
  const id = named(look, 'AWS_ACCESS_KEY_ID')?.shape
  const token = named(look, 'AWS_SESSION_TOKEN')
  if (id?.kind === 'ASIA' && !token)
    return [
      {
        id: 'no-token',
        weighs: 'stops',
        says: 'AWS_ACCESS_KEY_ID is a temporary key (ASIA), and AWS_SESSION_TOKEN is not set.',
        cause: 'missing-session-token',
      },
    ]
  if (id?.kind === 'AKIA' && token)
    return [
      {
        id: 'stale-token',
        weighs: 'stops',
        says: 'AWS_ACCESS_KEY_ID is a long-term key (AKIA), and AWS_SESSION_TOKEN is set beside it: the token belongs to another key.',
        cause: 'stale-session-token',
      },
    ]
  return []
}

const halfSet: Rule = (look) => {
  const id = named(look, 'AWS_ACCESS_KEY_ID')
  const secret = named(look, 'AWS_SECRET_ACCESS_KEY')
  if (Boolean(id) === Boolean(secret)) return []
  const [set, missing] = id
    ? ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']
    : ['AWS_SECRET_ACCESS_KEY', 'AWS_ACCESS_KEY_ID']
  return [
    {
      id: 'half-set',
      weighs: 'stops',
      says: `${set} is set and ${missing} is not: half a key counts as none.`,
      cause: 'no-credentials-found',
    },
  ]
}

const oldNames: Rule = (look) => {
  const old = ['AWS_ACCESS_KEY', 'AWS_SECRET_KEY', 'AWS_SECURITY_TOKEN'].filter((name) =>
    named(look, name),
  )
  return old.length > 0
    ? [
        {
          id: 'old-names',
          weighs: 'may stop',
          says: `Set under an old name: ${old.join(', ')}. Some tools read it and others do not.`,
          cause: 'env-override',
        },
      ]
    : []
}

const keysOverProfile: Rule = (look) => {
  const profile = named(look, 'AWS_PROFILE')?.value
  return profile && takes(look, 'environment')
    ? [
        {
          id: 'keys-over-profile',
          weighs: 'may stop',
          says: `AWS_PROFILE=${profile} is not used: the keys in the environment win over it.`,
          cause: 'env-override',
        },
      ]
    : []
}

const missingProfile: Rule = (look) => {
  const asked = [
    ['AWS_PROFILE', look.askedProfile],
    ['The provider block', look.folder.provider?.profile],
    ['The backend', look.folder.backend?.profile],
  ] as const
  const inFiles = `${look.files.config.found ? '' : 'There is no config file. '}`
  return asked.flatMap(([who, name]) =>
    name && !look.profiles.some((one) => one.name === name)
      ? [
          {
            id: `no-profile-${shown(name)}`,
            weighs: 'stops' as const,
            says: `${who} names the profile ${shown(name)}, and the files have none of that name. ${inFiles}They have: ${look.profiles.map((one) => shown(one.name)).join(', ') || 'none'}.`,
            cause: 'wrong-profile',
          },
        ]
      : [],
  )
}

const brokenChain: Rule = ({ profiles }) =>
  profiles
    .filter((one) => one.kind === 'role' && one.through && !rootOf(profiles, one.name))
    .map((one) => ({
      id: `no-source-${shown(one.name)}`,
      weighs: 'may stop' as const,
      says: `The profile ${shown(one.name)} takes its role through ${shown(one.through ?? '')}, and there is no such profile.`,
      cause: 'wrong-profile',
    }))

const ssoEnded: Rule = ({ sso, at }) => {
  if (!sso) return []
  const { profile, cached } = sso
  if (cached?.ends !== undefined && cached.ends > at) return []
  return [
    {
      id: 'sso-ended',
      weighs: 'stops',
      says: cached
        ? `The SSO sign-in of the profile ${shown(profile.name)} ended ${cached.ends === undefined ? '' : `${span(at - cached.ends)} ago`}.`
        : `Nobody has signed in for the SSO profile ${shown(profile.name)} on this machine.`,
      cause: 'sso-expired',
    },
  ]
}

const oldTemporaryKeys: Rule = ({ profiles, files, at, sources }) => {
  const used = [sources.provider, sources.backend].flatMap((source) =>
    source?.kind === 'profile' ? [rootOf(profiles, source.name)] : [],
  )
  const { changed } = files.credentials
  const old = changed !== undefined && at - changed > LONGEST_SESSION
  const temporary = used.find((profile) => profile?.kind === 'temporary key')
  return temporary && old
    ? [
        {
          id: 'old-temporary-keys',
          weighs: 'stops',
          says: `The profile ${shown(temporary.name)} holds temporary keys, and the credentials file was last written ${span(at - changed)} ago; no session lasts longer than 36 hours.`,
          cause: 'expired-credentials',
        },
      ]
    : []
}

const halfAProfile: Rule = ({ profiles, sources }) =>
  [sources.provider, sources.backend].flatMap((source) =>
    source?.kind === 'profile' && rootOf(profiles, source.name)?.kind === 'half a key'
      ? [
          {
            id: 'half-a-profile',
            weighs: 'stops' as const,
            says: `The profile ${shown(source.name)} has half a key: one of aws_access_key_id and aws_secret_access_key is missing.`,
            cause: 'no-credentials-found',
          },
        ]
      : [],
  )

const backendKeys: Rule = ({ folder }) =>
  folder.backend?.names.includes('access_key')
    ? [
        {
          id: 'backend-keys',
          weighs: 'may stop',
          says: 'Keys that were given to terraform init are kept in .terraform, and the backend uses them before any other.',
          cause: 'cached-credentials',
        },
      ]
    : []

const twoSources: Rule = ({ sources, folder }) =>
  sources.backend &&
  !folder.backend?.names.includes('access_key') &&
  sourceName(sources.backend) !== sourceName(sources.provider)
    ? [
        {
          id: 'two-sources',
          weighs: 'may stop',
          says: `The backend takes ${sourceName(sources.backend)}, and the provider ${sourceName(sources.provider)}.`,
          cause: 'backend-provider-mismatch',
        },
      ]
    : []

const webIdentity: Rule = (look) =>
  takes(look, 'web identity') && !named(look, 'AWS_ROLE_ARN')
    ? [
        {
          id: 'no-role-arn',
          weighs: 'stops',
          says: 'AWS_WEB_IDENTITY_TOKEN_FILE is set and AWS_ROLE_ARN is not.',
          cause: 'oidc-misconfigured',
        },
      ]
    : []

const wrongClock: Rule = ({ clockOffset }) =>
  clockOffset !== undefined && Math.abs(clockOffset) > CLOCK_LIMIT_S
    ? [
        {
          id: 'clock',
          weighs: 'stops',
          says: `The clock is ${span(Math.abs(clockOffset) * 1000)} ${clockOffset > 0 ? 'ahead' : 'behind'}; AWS allows 15 minutes.`,
          cause: 'clock-skew',
        },
      ]
    : []

const otherEndpoint: Rule = (look) => {
  const set = look.variables.filter(({ name }) => name.startsWith('AWS_ENDPOINT_URL'))
  return set.length > 0
    ? [
        {
          id: 'endpoint',
          weighs: 'may stop',
          says: `${set.map(({ name }) => name).join(' and ')} sends calls somewhere else than AWS.`,
          cause: 'dummy-credentials-emulator',
        },
      ]
    : []
}

const nothingAtAll: Rule = (look) => {
  const { sources, surroundings, variables, files } = look
  const none =
    sources.provider.kind === 'machine' ||
    (sources.provider.kind === 'profile' && sources.provider.profile?.kind === 'nothing')
  if (!none || variables.some(({ name }) => name === 'AWS_ACCESS_KEY_ID')) return []
  const read = [files.config, files.credentials].filter(({ found }) => found).length
  return [
    {
      id: 'nothing',
      weighs: 'may stop',
      says: `No variable, no file and no container gives Terraform credentials${read === 0 ? '; there is no ~/.aws folder with files' : ''}. Only a role of this machine could.`,
      cause: surroundings.container ? 'docker-env-or-mount' : 'no-credentials-found',
    },
  ]
}

const RULES: readonly Rule[] = [
  strayCharacters,
  damagedKeys,
  tokenAndKey,
  halfSet,
  missingProfile,
  halfAProfile,
  ssoEnded,
  oldTemporaryKeys,
  webIdentity,
  wrongClock,
  keysOverProfile,
  oldNames,
  brokenChain,
  backendKeys,
  twoSources,
  otherEndpoint,
  nothingAtAll,
]

/** What people call a source. */
export function sourceName(source: Source): string {
  switch (source.kind) {
    case 'block':
      return 'the keys in its block'
    case 'environment':
      return 'the keys in the environment'
    case 'web identity':
      return 'the token file (AWS_WEB_IDENTITY_TOKEN_FILE)'
    case 'profile':
      return `the profile ${shown(source.name)}${source.profile ? ` (${source.profile.kind})` : ', which is in no file'}`
    case 'container':
      return 'the container’s role'
    case 'machine':
      return 'the role of this machine, if it has one'
  }
}

/** `3 hours` */
export function span(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 120) return `${Math.max(minutes, 1)} ${minutes <= 1 ? 'minute' : 'minutes'}`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`
}
