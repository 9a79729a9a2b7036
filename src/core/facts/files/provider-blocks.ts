import type { Fact } from '../../fact.ts'
import { REGION } from '../arn-pattern.ts'
import { keyFacts, secretShape } from '../credential-shape.ts'
import { type FactReader, factOf, type Seen, shows } from '../fact-reader.ts'
import { type HclBlock, hclBlocks } from './hcl.ts'

const PLAIN_REGION = new RegExp(`^${REGION}$`)

/** Provider and S3 backend blocks: whose keys, which profile, which role, which bucket, and whether both agree. */
export const BLOCKS: FactReader = {
  kinds: [
    'credential-source',
    'session-token',
    'access-key-shape',
    'access-key-kind',
    'access-key',
    'secret-shape',
    'endpoint',
    'endpoint-url',
    'profile',
    'profile-set',
    'role',
    'target-account',
    'external-id-sent',
    'region',
    'bucket',
    'lock-table',
    'provider-alias',
    'same-keys',
    'sts-endpoint',
  ],
  read,
}

/** Facts about who signs in, as opposed to where. */
const OF_THE_CALLER: ReadonlySet<string> = new Set([
  'credential-source',
  'session-token',
  'access-key-shape',
  'access-key-kind',
  'access-key',
  'secret-shape',
  'profile',
  'profile-set',
  'role',
  'target-account',
  'external-id-sent',
])

function read(seen: Seen): readonly Fact[] {
  if (!shows(seen, ['provider "aws"', 'backend "s3"', 'terraform_remote_state"'])) return []
  const blocks = hclBlocks(seen.text)
  const phase = seen.errors[0]?.phase
  const backendFails = phase === 'backend' || phase === 'state' || phase === 'lock'
  const alias = /\]\.([\w-]{1,80})$/.exec(seen.errors[0]?.address ?? '')?.[1]
  const rank = (block: HclBlock): number => {
    if (block.name.startsWith('backend')) return backendFails ? 0 : 2
    if (!block.name.startsWith('provider')) return 3
    return block.attributes.get('alias') === alias ? 1 : 2
  }
  const facts = [...blocks]
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((block) => {
      // The backend never sees what the provider block is given, so it says nothing of what failed there.
      const others = backendFails && block.name.startsWith('provider')
      return factsOf(block).filter(({ kind }) => !others || !OF_THE_CALLER.has(kind))
    })
  const same = sameKeys(blocks)
  return same ? [...facts, same] : facts
}

function factsOf(block: HclBlock): readonly Fact[] {
  const { attributes } = block
  const facts: Fact[] = []
  const quote = (key: string) => `${block.name} { ${key} = "${attributes.get(key) ?? ''}"`
  const add = (kind: string, key: string, fits: RegExp) => {
    const value = attributes.get(key)
    if (value && fits.test(value)) facts.push(factOf(kind, value, quote(key)))
  }
  const key = attributes.get('access_key')
  if (key) {
    facts.push(factOf('credential-source', 'block', quote('access_key')))
    facts.push(...keyFacts(key, quote('access_key')))
    facts.push(...secretShape(attributes.get('secret_key') ?? '', quote('secret_key')))
    // Keys in a block are taken as a set: a token in the environment is not added to them.
    if (attributes.has('token')) facts.push(factOf('session-token', 'set', quote('token')))
    else if (block.whole) facts.push(factOf('session-token', 'unset', quote('access_key')))
  }
  if (attributes.get('profile')) facts.push(factOf('profile-set', 'block', quote('profile')))
  add('profile', 'profile', /^[\w.@+-]{1,100}$/)
  add('region', 'region', PLAIN_REGION)
  add('bucket', 'bucket', /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
  add('lock-table', 'dynamodb_table', /^[\w.-]{3,255}$/)
  add('provider-alias', 'alias', /^[\w-]{1,80}$/)
  add('endpoint-url', 'endpoint', /^https?:\/\/[\w.:/-]{3,200}$/)
  facts.push(...rolesOf(block), ...endpointsOf(block))
  const sts = attributes.get('sts_region')
  const region = attributes.get('region')
  if (sts && region && PLAIN_REGION.test(sts) && PLAIN_REGION.test(region) && sts !== region)
    facts.push(factOf('sts-endpoint', 'other-region', quote('sts_region')))
  return facts
}

function rolesOf(block: HclBlock): readonly Fact[] {
  const assumed = block.blocks.filter(({ name }) => /^assume_role/.test(name))
  const all = block.attributes.has('role_arn') ? [block, ...assumed] : assumed
  return all.flatMap((role) => {
    const arn = role.attributes.get('role_arn') ?? ''
    const words = `${role.name} { role_arn = "${arn}"`
    const account = /^arn:aws[a-z-]{0,10}:iam::(\d{12}):role\/[\w+=,.@/-]{1,200}$/.exec(arn)?.[1]
    const facts = account
      ? [factOf('role', arn, words), factOf('target-account', account, words)]
      : []
    if (role.name === 'assume_role_with_web_identity') return facts
    if (role.attributes.has('external_id'))
      facts.push(factOf('external-id-sent', 'yes', `${role.name} { external_id = `))
    else if (role.whole && role.attributes.has('role_arn'))
      facts.push(factOf('external-id-sent', 'no', words))
    return facts
  })
}

/** AWS's own addresses in an endpoints block (a VPC endpoint, FIPS) are still AWS. */
function endpointsOf(block: HclBlock): readonly Fact[] {
  const urls = [
    ...block.blocks
      .filter(({ name }) => name === 'endpoints')
      .flatMap(({ attributes }) => [...attributes.values()]),
    block.attributes.get('endpoint') ?? '',
    block.attributes.get('sts_endpoint') ?? '',
  ].filter((url) => /^https?:\/\//.test(url))
  const [first] = urls
  if (!first) return []
  const foreign = urls.find(
    (url) => !/\.amazonaws\.com(?:\.cn)?(?:[:/]|$)|\.api\.aws(?:[:/]|$)/.test(url),
  )
  return foreign
    ? [
        factOf('endpoint', 'other', `endpoints { ${foreign}`),
        factOf('endpoint-url', foreign, foreign),
      ]
    : [factOf('endpoint', 'aws', `endpoints { ${first}`)]
}

const CREDENTIALS = [
  'access_key',
  'secret_key',
  'token',
  'profile',
  'shared_credentials_file',
  'shared_credentials_files',
]

/** Backend and provider look for credentials apart; what each block gives shows whether they get the same. */
function sameKeys(blocks: readonly HclBlock[]): Fact | undefined {
  const backend = blocks.find(({ name, whole }) => name === 'backend "s3"' && whole)
  const provider = blocks.find(
    ({ name, whole, attributes }) => name === 'provider "aws"' && whole && !attributes.has('alias'),
  )
  if (!backend || !provider) return undefined
  const different = CREDENTIALS.find(
    (key) => backend.attributes.get(key) !== provider.attributes.get(key),
  )
  const words = different
    ? `${different}: ${backend.attributes.get(different) ?? 'not'} in the backend, ${provider.attributes.get(different) ?? 'not'} in the provider`
    : `${backend.name} { … } ${provider.name} { … }`
  return factOf('same-keys', different ? 'no' : 'yes', words)
}
