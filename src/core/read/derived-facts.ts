import type { Fact } from '../fact.ts'
import { factOf, type Seen } from '../facts/fact-reader.ts'
import { kindOfRegion } from '../facts/printed/regions.ts'

export const DERIVED_KINDS: readonly string[] = [
  'region-kind',
  'account-relation',
  'sts-endpoint',
  'tool-age',
  'profile-set',
  'key-text',
  'token-fits-key',
]

/** Takes the facts read so far; gives what follows from two of them together. */
export function derived(facts: ReadonlyMap<string, Fact>, seen: Seen): readonly Fact[] {
  return [
    kindOfRegion(facts.get('region'), seen),
    accountRelation(facts),
    stsEndpoint(facts, seen),
    toolAge(facts),
    noProfile(facts),
    keyText(facts.get('access-key-shape')),
    tokenFitsKey(facts.get('access-key-kind'), facts.get('session-token')),
  ].filter((fact) => fact !== undefined)
}

function accountRelation(facts: ReadonlyMap<string, Fact>): Fact | undefined {
  const caller = facts.get('account')
  const role = facts.get('target-account')
  if (!caller || !role) return undefined
  return factOf(
    'account-relation',
    caller.value === role.value ? 'same' : 'other',
    `${caller.value}, ${role.value}`,
    caller.source,
  )
}

/** The host that was asked against the region that is configured. */
function stsEndpoint(facts: ReadonlyMap<string, Fact>, { flat, lower }: Seen): Fact | undefined {
  if (!lower.includes('://sts.')) return undefined
  const host = /https:\/\/sts\.([a-z]{2,4}(?:-gov)?-[a-z]{4,14}-\d)\.amazonaws\.com/.exec(flat)
  const configured =
    /\baws\.region=([a-z0-9-]{6,25})/.exec(flat) ??
    /\bregion[ \t]{0,20}=[ \t]{0,4}"([a-z0-9-]{6,25})"/.exec(flat) ??
    /\bAWS_(?:DEFAULT_)?REGION=["']?([a-z0-9-]{6,25})/.exec(flat)
  if (!host || !configured || facts.has('sts-endpoint')) return undefined
  return factOf(
    'sts-endpoint',
    host[1] === configured[1] ? 'own-region' : 'other-region',
    `${host[0]}, ${configured[0]}`,
  )
}

/** Since Terraform 1.6 and provider 5 both use the same library and the second SDK. */
function toolAge(facts: ReadonlyMap<string, Fact>): Fact | undefined {
  const terraform = facts.get('terraform-version')
  const provider = facts.get('provider-version')
  const minor = /^(\d)\.(\d{1,3})\./.exec(terraform?.value ?? '')
  const old = minor ? Number(minor[1]) < 1 || (minor[1] === '1' && Number(minor[2]) < 6) : undefined
  const major = provider ? Number.parseInt(provider.value, 10) : undefined
  if (terraform && old) return { ...terraform, kind: 'tool-age', value: 'old' }
  if (provider && major !== undefined && major < 5)
    return { ...provider, kind: 'tool-age', value: 'old' }
  const part = facts.get('failing-part')?.value
  if (terraform && old === false && (part !== 'provider' || provider))
    return { ...terraform, kind: 'tool-age', value: 'current' }
  if (provider && part === 'provider') return { ...provider, kind: 'tool-age', value: 'current' }
  return undefined
}

/** Only a whole listing of the environment together with whole blocks shows that no profile is named. */
function noProfile(facts: ReadonlyMap<string, Fact>): Fact | undefined {
  const same = facts.get('same-keys')
  const legacy = facts.get('legacy-variables')
  if (same?.value !== 'yes' || legacy?.value !== 'no' || facts.has('profile')) return undefined
  return factOf('profile-set', 'nowhere', same.quote)
}

/** A damaged key id: a real one with something around it, or words that stand in for one. */
function keyText(shape: Fact | undefined): Fact | undefined {
  if (shape?.value !== 'damaged') return undefined
  const { quote } = shape
  const marks =
    /A[KS]IA\*{12}[A-Z0-9]{4}|\b(?:QUtJ|QVNJ)|invisible character|["'](?:var|local|data|module|each)\./
  if (marks.test(quote)) return { ...shape, kind: 'key-text', value: 'marks' }
  // A masked id of another length was typed or cut wrongly.
  if (/A[KS]IA\*/.test(quote)) return undefined
  return /<[^>\s]|\b(?:your|my|insert|enter|paste)[-_ ]|\b(?:change|replace)[-_ ]?me\b/i.test(quote)
    ? { ...shape, kind: 'key-text', value: 'placeholder' }
    : undefined
}

/** No token belongs to a long-term key; both must come from the same place to be sent together. */
function tokenFitsKey(key: Fact | undefined, token: Fact | undefined): Fact | undefined {
  if (key?.value !== 'long-term' || token?.value !== 'set') return undefined
  const place = ({ quote }: Fact) =>
    /\bAWS_[A-Z]/.test(quote) ? 'environment' : / \{ /.test(quote) ? 'block' : 'file'
  return place(key) === place(token)
    ? { ...token, kind: 'token-fits-key', value: 'no', quote: `${key.quote} … ${token.quote}` }
    : undefined
}
