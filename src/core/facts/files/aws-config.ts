import type { Fact } from '../../fact.ts'
import { keyFacts, secretShape, tokenShape } from '../credential-shape.ts'
import { type FactReader, factOf, type Seen, shows } from '../fact-reader.ts'

type Section = {
  readonly type: string
  readonly name: string
  readonly keys: ReadonlyMap<string, string>
  readonly header: string
}

const HEADER =
  /\[[ \t]{0,4}(?:(profile|sso-session|services)[ \t]{1,4})?["']?([\w.@+:/-]{1,100})["']?[ \t]{0,4}\]/g
const KEY =
  /(?<![\w.-])(aws_access_key_id|aws_secret_access_key|aws_session_token|aws_security_token|role_arn|source_profile|credential_source|credential_process|web_identity_token_file|sso_[a-z_]{3,30}|mfa_serial|external_id|duration_seconds|region)[ \t]{0,10}=[ \t]{0,10}(\[[a-z-]{4,40} \d{1,6}\]|[^\s]{1,300})/g
const WANTED =
  /failed to get shared config profile, ([\w.@+-]{1,100})|The config profile \(([^)\n]{1,100})\) could not|AWS_PROFILE["']?[ \t]{0,4}[=:][ \t]{0,4}["']?([\w.@+-]{1,100})|\bprofile[ \t]{0,20}=[ \t]{0,4}"([\w.@+-]{1,100})"|--profile[ =]["']?([\w.@+-]{1,100})/

/** Sections of ~/.aws/config and ~/.aws/credentials. */
export const INI: FactReader = {
  kinds: [
    'profile',
    'profile-exists',
    'sso-profile',
    'sso-session',
    'mfa',
    'role',
    'target-account',
    'external-id-sent',
    'session-token',
    'access-key-shape',
    'access-key-kind',
    'access-key',
    'endpoint',
    'secret-shape',
    'token-shape',
  ],
  read,
}

function read(seen: Seen): readonly Fact[] {
  if (
    !shows(seen, [
      'aws_access_key_id',
      'role_arn',
      'sso_',
      'credential_',
      'mfa_serial',
      'web_identity_token_file',
      'list-profiles',
      'region',
    ])
  )
    return []
  if (!seen.text.includes('[')) return listProfiles(seen)
  const sections = sectionsOf(seen.text)
  const match = sections.length > 0 ? WANTED.exec(seen.flat) : null
  const wanted = match?.slice(1).find(Boolean)
  const profiles = sections.filter(({ type }) => type !== 'sso-session' && type !== 'services')
  const named = wanted ? profiles.filter(({ name }) => name === wanted) : []
  const only = profiles.length === 1 ? profiles : []
  const chosen = wanted ? named : only
  const facts = chosen.flatMap(ofSection)
  const exists = wanted ? misnamed(seen, named) : undefined
  return [...(exists ? [exists] : []), ...facts, ...listProfiles(seen)]
}

function sectionsOf(text: string): readonly Section[] {
  const headers = [...text.matchAll(HEADER)].slice(0, 500)
  return headers.flatMap((match, at) => {
    const from = match.index + match[0].length
    const body = text.slice(from, Math.min(headers[at + 1]?.index ?? text.length, from + 2500))
    const keys = new Map<string, string>()
    for (const [, key = '', value = ''] of body.matchAll(KEY)) keys.set(key, value)
    if (keys.size === 0 || (keys.size === 1 && keys.has('region') && match[2] !== 'default'))
      return []
    return [
      {
        type: match[1] ?? '',
        name: match[2] ?? '',
        keys,
        header: match[0],
      },
    ]
  })
}

/** In the credentials file a section is called [NAME]; [profile NAME] there is another profile to the SDK. */
function misnamed(seen: Seen, named: readonly Section[]): Fact | undefined {
  const [section] = named
  if (!section) return undefined
  const file =
    /(?:cat|type|less|more|vim?|nano|Get-Content)[ \t]{1,4}[^\s]{0,80}\.aws[\\/](config|credentials)\b/.exec(
      seen.flat,
    )?.[1]
  if (!file || named.length > 1)
    return file ? factOf('profile-exists', 'yes', section.header) : undefined
  const fits =
    file === 'credentials'
      ? section.type === ''
      : section.type === 'profile' || section.name === 'default'
  return factOf('profile-exists', fits ? 'yes' : 'no', section.header)
}

/** A section beside the fact may hold anything: a quote is its header and the one assignment that was read. */
function ofSection({ name, keys, header }: Section): readonly Fact[] {
  const facts: Fact[] = [factOf('profile', name, header)]
  const get = (key: string) => keys.get(key)?.replace(/^["']|["']$/g, '')
  const quote = (one: string) => `${header} ${one} = ${keys.get(one) ?? ''}`
  const sso = [...keys.keys()].find((one) => one.startsWith('sso_'))
  const key = get('aws_access_key_id')
  const own = ['aws_access_key_id', 'role_arn'].find((one) => keys.has(one))
  if (sso) facts.push(factOf('sso-profile', 'yes', quote(sso)))
  else if (own) facts.push(factOf('sso-profile', 'no', quote(own)))
  else if (keys.has('credential_process'))
    facts.push(factOf('sso-profile', 'no', `${header} credential_process =`))
  const session = get('sso_session')
  if (session) facts.push(factOf('sso-session', session, quote('sso_session')))
  if (keys.has('mfa_serial'))
    facts.push(factOf('mfa', 'yes', `mfa_serial = ${get('mfa_serial') ?? ''}`))
  const arn = get('role_arn') ?? ''
  const account = /^arn:aws[a-z-]{0,10}:iam::(\d{12}):role\//.exec(arn)?.[1]
  if (account)
    facts.push(
      factOf('role', arn, `role_arn = ${arn}`),
      factOf('target-account', account, `role_arn = ${arn}`),
    )
  if (arn && keys.has('external_id')) facts.push(factOf('external-id-sent', 'yes', 'external_id ='))
  if (key) {
    facts.push(...keyFacts(key, `aws_access_key_id = ${key}`))
    const secret = 'aws_secret_access_key'
    facts.push(...secretShape(get(secret) ?? '', quote(secret)))
    const token = get('aws_session_token')
    facts.push(...tokenShape(token ?? '', quote('aws_session_token')))
    // Terraform does not read the old spelling aws_security_token.
    facts.push(
      token
        ? factOf('session-token', 'set', quote('aws_session_token'))
        : factOf('session-token', 'unset', quote('aws_access_key_id')),
    )
  }
  return facts
}

/** The command prints one name a line and nothing else. */
function listProfiles(seen: Seen): readonly Fact[] {
  if (!seen.lower.includes('list-profiles')) return []
  const match = /aws configure list-profiles[^\n]{0,40}\n((?:[\w.@+-]{1,60}(?:\n|$)){1,100})/.exec(
    seen.text,
  )
  const wanted = WANTED.exec(seen.flat)?.slice(1).find(Boolean)
  if (!match || !wanted) return []
  const exists = (match[1] ?? '').split('\n').includes(wanted)
  return [factOf('profile-exists', exists ? 'yes' : 'no', match[0])]
}
