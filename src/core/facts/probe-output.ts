import type { Fact } from '../fact.ts'

const LINE =
  /\btfauth: ([A-Za-z][\w-]{0,60})=([^\s]{0,4000})((?:[ \t][a-z0-9-]{1,30}=[^\s]{0,300}){0,8})/g
const PAIR = /([a-z0-9-]{1,30})=([^\s]{0,300})/g

type Line = {
  readonly value: string
  readonly rest: ReadonlyMap<string, string>
  readonly quote: string
}
type Printed = ReadonlyMap<string, Line>

/** Takes plain lines, mangled as chat does it; gives what the probe's output in them settles, nothing when it is absent. */
export function readProbe(lines: readonly string[]): readonly Fact[] {
  // A long log is not copied for nothing.
  if (!lines.some((line) => line.includes('tfauth: '))) return []
  const text = lines.join(' ')
  const printed = new Map<string, Line>()
  for (const match of text.matchAll(LINE)) {
    const rest = new Map(
      [...(match[3] ?? '').matchAll(PAIR)].map((pair) => [pair[1] ?? '', pair[2] ?? '']),
    )
    printed.set(match[1] ?? '', { value: match[2] ?? '', rest, quote: match[0].slice(0, 160) })
  }
  return PROBE_FACTS.flatMap(({ kind, line, reads }) => {
    const found = printed.get(line)
    const value = found && reads(found, printed)
    return found && value ? [{ kind, value, quote: found.quote, source: 'probe' as const }] : []
  })
}

type ProbeFact = {
  readonly kind: string
  readonly line: string
  readonly reads: (line: Line, printed: Printed) => string | undefined
}

/** A variable that is set to nothing is not set for any SDK. */
const isSet = (line: Line | undefined): boolean =>
  line?.value === 'set' && line.rest.get('length') !== '0'
const setOrUnset = (line: Line) =>
  isSet(line) ? 'set' : line.value === 'set' || line.value === 'unset' ? 'unset' : undefined
const known = ({ value }: Line) =>
  value && !['unset', 'unknown', 'none', 'set', 'None'].includes(value) && !MASKED.test(value)
    ? value
    : undefined
const lengthOf = (line: Line): number => Number(line.rest.get('length') ?? Number.NaN)
/** Other stores have keys of other lengths. */
const ofAws = (printed: Printed): boolean => printed.get('AWS_ENDPOINT_URL')?.value !== 'set'

// A pipeline puts these where a value is one of its secrets.
const MASKED = /\*\*\*|\[MASKED\]/
const OWN_SOURCES = /^(?:env|none|unknown|-|\?*)$/i
const REACHED = /^(?!No|Profile|Sso|Partial|unknown)[A-Z]\w{4,60}$/
const NAMES = {
  legacy: ['AWS_SECURITY_TOKEN', 'AWS_ACCESS_KEY', 'AWS_SECRET_KEY'],
  passed: [
    'AWS_ACCESS_KEY_ID',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  ],
  proxy: ['HTTPS_PROXY', 'https_proxy'],
}

const PROBE_FACTS: readonly ProbeFact[] = [
  { kind: 'env-keys', line: 'AWS_ACCESS_KEY_ID', reads: setOrUnset },
  {
    kind: 'access-key-kind',
    line: 'AWS_ACCESS_KEY_ID',
    reads: ({ rest }) => ({ AKIA: 'long-term', ASIA: 'temporary' })[rest.get('kind') ?? ''],
  },
  {
    kind: 'access-key-shape',
    line: 'AWS_ACCESS_KEY_ID',
    // Key ids are 20 characters and start with AKIA or ASIA in everything AWS hands to people.
    reads: (line) =>
      isSet(line)
        ? line.rest.get('length') === '20' && line.rest.get('kind') !== 'other'
          ? 'intact'
          : 'damaged'
        : undefined,
  },
  {
    kind: 'access-key',
    line: 'AWS_ACCESS_KEY_ID',
    reads: ({ rest }) =>
      rest.get('last4') ? `${rest.get('kind')}************${rest.get('last4')}` : undefined,
  },
  { kind: 'session-token', line: 'AWS_SESSION_TOKEN', reads: setOrUnset },
  {
    kind: 'secret-shape',
    line: 'AWS_SECRET_ACCESS_KEY',
    reads: (line, printed) =>
      isSet(line) && ofAws(printed) ? (lengthOf(line) === 40 ? 'intact' : 'damaged') : undefined,
  },
  {
    kind: 'token-shape',
    line: 'AWS_SESSION_TOKEN',
    // AWS promises no length; every token it gives out is far longer than this.
    reads: (line) => (isSet(line) ? (lengthOf(line) < 100 ? 'damaged' : 'intact') : undefined),
  },
  ...NAMES.legacy.map((line) => ({
    kind: 'legacy-variables',
    line,
    reads: (_: Line, printed: Printed) =>
      NAMES.legacy.some((name) => isSet(printed.get(name)))
        ? 'yes'
        : NAMES.legacy.every((name) => printed.has(name))
          ? 'no'
          : undefined,
  })),
  { kind: 'profile', line: 'AWS_PROFILE', reads: known },
  {
    kind: 'profile-set',
    line: 'AWS_PROFILE',
    reads: (line) => (known(line) ? 'environment' : undefined),
  },
  {
    kind: 'profile-exists',
    line: 'profiles',
    reads: ({ value }, printed) => {
      const profile = printed.get('AWS_PROFILE')
      const wanted = profile && known(profile)
      // A list as long as this may have lost its end.
      if (!wanted || value.length > 3900) return undefined
      return value.split(',').includes(wanted) ? 'yes' : 'no'
    },
  },
  {
    kind: 'profile-exists',
    line: 'caller',
    reads: ({ rest }) => (rest.get('code') === 'ProfileNotFound' ? 'no' : undefined),
  },
  { kind: 'region', line: 'AWS_DEFAULT_REGION', reads: known },
  { kind: 'region', line: 'AWS_REGION', reads: known },
  {
    kind: 'endpoint',
    line: 'AWS_ENDPOINT_URL',
    reads: ({ value }) => (value === 'set' ? 'other' : undefined),
  },
  {
    kind: 'credential-source',
    line: 'source',
    reads: ({ value }) =>
      value === 'env'
        ? 'environment'
        : /shared|config-file/.test(value)
          ? 'shared-file'
          : OWN_SOURCES.test(value)
            ? undefined
            : 'other',
  },
  {
    kind: 'sso-profile',
    line: 'source',
    reads: ({ value }) => (value === 'sso' ? 'yes' : undefined),
  },
  {
    kind: 'sso-profile',
    line: 'caller',
    reads: ({ rest }) => (rest.get('code') === 'SsoTokenExpired' ? 'yes' : undefined),
  },
  {
    kind: 'imds',
    line: 'source',
    reads: ({ value }) => (value === 'iam-role' ? 'answers' : undefined),
  },
  {
    kind: 'imds',
    line: 'AWS_EC2_METADATA_DISABLED',
    reads: ({ value }) => (value.toLowerCase() === 'true' ? 'disabled' : undefined),
  },
  {
    kind: 'container-endpoint',
    line: 'source',
    reads: ({ value }) => (value === 'container-role' ? 'answers' : undefined),
  },
  {
    kind: 'credential-helper',
    line: 'source',
    reads: ({ value }) => (value === 'custom-process' ? 'works' : undefined),
  },
  {
    kind: 'caller-identity',
    line: 'caller',
    // Without a connection nobody refused anything.
    reads: ({ value, rest }) =>
      rest.get('code') === 'NoConnection' ? undefined : { ok: 'works', refused: 'refused' }[value],
  },
  {
    kind: 'network',
    line: 'caller',
    reads: ({ value, rest }) =>
      rest.get('code') === 'NoConnection'
        ? 'blocked'
        : value === 'ok' || REACHED.test(rest.get('code') ?? '')
          ? 'reaches'
          : undefined,
  },
  { kind: 'account', line: 'caller', reads: ({ rest }) => rest.get('account') },
  { kind: 'principal', line: 'caller', reads: ({ rest }) => rest.get('arn') },
  {
    kind: 'clock',
    line: 'clock-offset',
    // AWS allows 15 minutes between the request's time and its own.
    reads: ({ value }) =>
      /^[+-]?\d{1,9}$/.test(value)
        ? Math.abs(Number(value)) > 900
          ? 'wrong'
          : 'right'
        : undefined,
  },
  {
    kind: 'clock-difference',
    line: 'clock-offset',
    reads: ({ value }) => (/^[+-]?\d{1,9}$/.test(value) ? String(Number(value)) : undefined),
  },
  { kind: 'terraform-version', line: 'terraform', reads: known },
  ...NAMES.proxy.map((line) => ({
    kind: 'proxy',
    line,
    reads: (_: Line, printed: Printed) =>
      NAMES.proxy.some((name) => isSet(printed.get(name))) ? 'yes' : 'no',
  })),
  {
    kind: 'container-credentials',
    line: 'ci',
    reads: ({ rest }, printed) => {
      if (rest.get('container') !== 'yes') return undefined
      const files = printed.get('profiles')?.value
      return files || NAMES.passed.some((name) => isSet(printed.get(name))) ? 'yes' : 'no'
    },
  },
  {
    kind: 'where',
    line: 'ci',
    reads: ({ value, rest }) =>
      value && value !== 'none'
        ? 'ci'
        : rest.get('container') === 'yes'
          ? 'container'
          : value === 'none'
            ? 'local'
            : undefined,
  },
  {
    kind: 'execution',
    line: 'ci',
    reads: ({ value }) => (value === 'hcp-terraform' ? 'remote' : undefined),
  },
  { kind: 'ci-system', line: 'ci', reads: known },
  {
    kind: 'backend-config-keys',
    line: 'backend-keys',
    reads: ({ value }) => (value === 'yes' || value === 'no' ? value : undefined),
  },
]

/** The kinds of fact that the probe's output can show. */
export const PROBE_KINDS: readonly string[] = [...new Set(PROBE_FACTS.map(({ kind }) => kind))]
