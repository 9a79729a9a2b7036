import type { Fact } from '../../fact.ts'
import { CALLER_ARN } from '../arn-pattern.ts'
import { type FactReader, factOf, type Seen, shows } from '../fact-reader.ts'

const ARN = new RegExp(CALLER_ARN)
// json, yaml, table and text of `aws sts get-caller-identity`.
const IDENTITIES: readonly RegExp[] = [
  new RegExp(
    `"?UserId"?:? ?\\|? ?["']?[\\w:@.+=,-]{4,200}["']?[ ,|]{0,40}"?Account"?:? ?\\|? ?["']?\\d{12}["']?[ ,|]{0,40}"?Arn"?:? ?\\|? ?["']?${CALLER_ARN}`,
  ),
  new RegExp(
    `"?Account"?:? ?\\|? ?["']?\\d{12}["']?[ ,|]{0,40}"?Arn"?:? ?\\|? ?["']?${CALLER_ARN}["']?[ ,|]{0,40}"?UserId"?`,
  ),
  new RegExp(`(?<![\\d])\\d{12}[ \\t]{1,8}${CALLER_ARN}[ \\t]{1,8}A[IR][DO]A[A-Z0-9*]{4,20}`),
  // Cut off behind the account, or in another order.
  /"UserId": ?"[\w:@.+=,-]{4,200}",? {0,20}"Account": ?"\d{12}"/,
]
const REFUSED = /An error occurred \([A-Za-z]{4,60}\) when calling the GetCallerIdentity operation/
const ROW =
  /\b(profile|access_key|secret_key|region)[ \t:|]{1,40}(<not set>|\*{4,24}[\w/+]{4}|[\w.@+-]{1,100})[ \t:|]{1,40}(None|--profile|[a-z][a-z-]{1,40})\b/g

/** What commands of the AWS CLI print about the caller, the configuration, keys and roles. */
export const CLI_OUTPUTS: FactReader = {
  kinds: [
    'caller-identity',
    'account',
    'principal',
    'credential-source',
    'env-keys',
    'profile',
    'profile-set',
    'region',
    'sso-profile',
    'imds',
    'container-endpoint',
    'credential-helper',
    'key-status',
    'key-last-used',
    'key-account',
    'role-exists',
    'account-relation',
  ],
  read: (seen) => [...identity(seen), ...configureList(seen), ...keys(seen), ...roles(seen)],
}

function identity(seen: Seen): readonly Fact[] {
  if (shows(seen, ['getcalleridentity operation'])) {
    const refused = REFUSED.exec(seen.flat)
    if (refused) return [factOf('caller-identity', 'refused', refused[0])]
  }
  if (!shows(seen, ['account', ':user/', ':assumed-role/', ':root'])) return []
  for (const pattern of IDENTITIES) {
    const match = pattern.exec(seen.flat)
    if (!match) continue
    const words = match[0]
    const arn = ARN.exec(words)?.[0]
    const account = /(?<!\d)\d{12}(?!\d)/.exec(words)?.[0]
    return [
      factOf('caller-identity', 'works', words),
      ...(account ? [factOf('account', account, words)] : []),
      ...(arn ? [factOf('principal', arn, words)] : []),
    ]
  }
  return []
}

const SOURCES: Readonly<Record<string, readonly (readonly [kind: string, value: string])[]>> = {
  env: [
    ['credential-source', 'environment'],
    ['env-keys', 'set'],
  ],
  'shared-credentials-file': [
    ['credential-source', 'shared-file'],
    ['env-keys', 'unset'],
  ],
  'config-file': [
    ['credential-source', 'shared-file'],
    ['env-keys', 'unset'],
  ],
  sso: [
    ['credential-source', 'other'],
    ['sso-profile', 'yes'],
    ['env-keys', 'unset'],
  ],
  'iam-role': [
    ['credential-source', 'other'],
    ['imds', 'answers'],
    ['env-keys', 'unset'],
  ],
  'container-role': [
    ['credential-source', 'other'],
    ['container-endpoint', 'answers'],
    ['env-keys', 'unset'],
  ],
  'custom-process': [
    ['credential-source', 'other'],
    ['credential-helper', 'works'],
    ['env-keys', 'unset'],
  ],
}

/** The table of `aws configure list`, old (columns) and new (colons). */
function configureList(seen: Seen): readonly Fact[] {
  if (!shows(seen, ['access_key']) || !shows(seen, ['secret_key'])) return []
  const facts: Fact[] = []
  let rows = 0
  for (const [words, name, value = '', type = ''] of seen.flat.matchAll(ROW)) {
    if (++rows > 40) break
    if (name === 'access_key') {
      if (value === '<not set>') facts.push(factOf('env-keys', 'unset', words))
      else if (value.startsWith('*'))
        facts.push(
          ...(SOURCES[type] ?? [['credential-source', 'other'] as const]).map(([kind, is]) =>
            factOf(kind, is, words),
          ),
        )
    }
    if (value === '<not set>' || type === 'None') continue
    if (name === 'profile' && /^(?:env|manual|--profile)$/.test(type)) {
      facts.push(factOf('profile', value, words))
      if (type === 'env') facts.push(factOf('profile-set', 'environment', words))
    }
    if (name === 'region' && /^[a-z]{2,4}-[a-z-]{4,20}-\d$/.test(value))
      facts.push(factOf('region', value, words))
  }
  return facts
}

const STATUS =
  /((?:AKIA|ASIA)\*{4,24}[A-Z0-9]{4})["' ,|]{1,10}(?:"?Status"?: ?|\d{4}-\d\d-\d\dT[\d:+Z.]{5,20}[ |]{1,8})?["']?(Active|Inactive|Expired)\b/g
const STATUS_JSON = /"Status": ?"(Active|Inactive|Expired)"/g
const KEY_GONE =
  /An error occurred \(NoSuchEntity\) when calling the (?:GetAccessKeyLastUsed|UpdateAccessKey|DeleteAccessKey) operation|The Access Key with id \S{4,40} cannot be found/
const NO_KEYS = /"AccessKeyMetadata": ?\[ {0,4}\]/

function keys(seen: Seen): readonly Fact[] {
  const facts: Fact[] = []
  if (shows(seen, ['active', 'expired']) && shows(seen, ['status', 'akia*', 'accesskeymetadata']))
    facts.push(...statusOf(seen))
  if (shows(seen, ['accesskeymetadata', 'nosuchentity', 'access key with id'])) {
    const missing = KEY_GONE.exec(seen.flat) ?? NO_KEYS.exec(seen.flat)
    if (missing) facts.push(factOf('key-status', 'missing', missing[0]))
  }
  if (shows(seen, ['accesskeylastused', 'lastuseddate'])) {
    const used =
      /"LastUsedDate": ?"([\dT:.Z+-]{10,35})"/.exec(seen.flat) ??
      /\bACCESSKEYLASTUSED[ \t]{1,8}(\d{4}-\d\d-\d\dT[\d:+Z]{6,20})/.exec(seen.flat)
    const never = /"AccessKeyLastUsed": ?\{[^}]{0,20}"ServiceName": ?"N\/A"/.exec(seen.flat)
    if (used) facts.push(factOf('key-last-used', used[1] ?? '', used[0]))
    else if (never) facts.push(factOf('key-last-used', 'never', never[0]))
  }
  if (shows(seen, ['get-access-key-info'])) {
    const at = seen.flat.toLowerCase().indexOf('get-access-key-info')
    const owner =
      /^get-access-key-info[^{}\d]{0,120}(?:A[KS]IA[*\w]{8,28})?[^{}\d]{0,80}\{? {0,4}"?(?:Account"?: ?")?(\d{12})\b/i.exec(
        seen.flat.slice(at, at + 400),
      )
    if (owner) facts.push(factOf('key-account', owner[1] ?? '', owner[0]))
  }
  return facts
}

/** Two keys with different states say nothing of the one in use, unless its id stands elsewhere in the text. */
function statusOf(seen: Seen): readonly Fact[] {
  const rows = [...seen.flat.matchAll(STATUS)].slice(0, 20)
  const used =
    /(?:AWS_ACCESS_KEY_ID["']?[=: "']{1,8}|access_key ?= ?"|Credential=|aws_access_key_id ?= ?)((?:AKIA|ASIA)\*{4,24}[A-Z0-9]{4})/.exec(
      seen.flat,
    )?.[1]
  const own = used ? rows.find((row) => row[1] === used) : undefined
  if (own) return [factOf('key-status', (own[2] ?? '').toLowerCase(), own[0])]
  const all =
    rows.length > 0
      ? rows.map((row) => [row[0], row[2]] as const)
      : [...seen.flat.matchAll(STATUS_JSON)].slice(0, 20).map((row) => [row[0], row[1]] as const)
  const [first] = all
  if (!first) return []
  if (used && rows.length > 0 && /AccessKeyMetadata|list-access-keys/i.test(seen.flat))
    return [factOf('key-status', 'missing', first[0])]
  if (all.some(([, status]) => status !== first[1])) return []
  return [factOf('key-status', (first[1] ?? '').toLowerCase(), first[0])]
}

function roles(seen: Seen): readonly Fact[] {
  if (!shows(seen, ['assumerolepolicydocument'])) return []
  const role = /"RoleName": ?"[\w+=,.@-]{1,64}"/.exec(seen.flat)
  return role ? [factOf('role-exists', 'yes', role[0])] : []
}
