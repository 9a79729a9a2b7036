import type { Fact } from './fact.ts'

const LINE =
  /\btfauth: ([A-Za-z][\w-]{0,60})=([^\s]{0,300})((?:[ \t][a-z0-9-]{1,30}=[^\s]{0,300}){0,8})/g
const PAIR = /([a-z0-9-]{1,30})=([^\s]{0,300})/g

type Line = {
  readonly value: string
  readonly rest: ReadonlyMap<string, string>
  readonly quote: string
}

/** Takes plain lines, mangled as chat does it; gives what the probe's output in them settles, nothing when it is absent. */
export function readProbe(lines: readonly string[]): readonly Fact[] {
  const text = lines.join(' ')
  if (!text.includes('tfauth: ')) return []
  const printed = new Map<string, Line>()
  for (const match of text.matchAll(LINE)) {
    const rest = new Map(
      [...(match[3] ?? '').matchAll(PAIR)].map((pair) => [pair[1] ?? '', pair[2] ?? '']),
    )
    printed.set(match[1] ?? '', { value: match[2] ?? '', rest, quote: match[0].slice(0, 160) })
  }
  return PROBE_FACTS.flatMap(({ kind, line, reads }) => {
    const found = printed.get(line)
    const value = found && reads(found)
    return found && value ? [{ kind, value, quote: found.quote, source: 'probe' as const }] : []
  })
}

type ProbeFact = {
  readonly kind: string
  readonly line: string
  readonly reads: (line: Line) => string | undefined
}

const setOrUnset = ({ value }: Line) => (value === 'set' || value === 'unset' ? value : undefined)
const known = ({ value }: Line) =>
  value && !['unset', 'unknown', 'none', 'set'].includes(value) ? value : undefined

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
    reads: ({ value, rest }) =>
      value === 'set'
        ? rest.get('length') === '20' && rest.get('kind') !== 'other'
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
  { kind: 'profile', line: 'AWS_PROFILE', reads: known },
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
          : value && value !== 'unknown' && value !== 'none'
            ? 'other'
            : undefined,
  },
  {
    kind: 'sso-profile',
    line: 'source',
    reads: ({ value }) => (value === 'sso' ? 'yes' : undefined),
  },
  {
    kind: 'caller-identity',
    line: 'caller',
    reads: ({ value }) => ({ ok: 'works', refused: 'refused' })[value],
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
  { kind: 'terraform-version', line: 'terraform', reads: known },
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
  { kind: 'ci-system', line: 'ci', reads: known },
  {
    kind: 'backend-config-keys',
    line: 'backend-keys',
    reads: ({ value }) => (value === 'yes' || value === 'no' ? value : undefined),
  },
]
