import type { Fact } from '../../fact.ts'
import { REGION } from '../arn-pattern.ts'
import { type FactReader, factOf, type Seen, shows } from '../fact-reader.ts'

type RegionRule = { readonly gate: string; readonly pattern: RegExp }

// The region that was asked is surer than one that is configured, and that than one that is mentioned.
const ASKED: readonly RegionRule[] = [
  { gate: 'sts.', pattern: new RegExp(`\\bsts\\.(${REGION})\\.amazonaws\\.com`) },
  { gate: 'aws.region=', pattern: new RegExp(`\\baws\\.region=(${REGION})`) },
  { gate: 'tfauth: aws', pattern: new RegExp(`tfauth: AWS_(?:DEFAULT_)?REGION=(${REGION})`) },
]
const CONFIGURED: readonly RegionRule[] = [
  {
    gate: 'region',
    pattern: new RegExp(`\\b(?:aws-)?region[ \\t]{0,20}[=:][ \\t]{0,4}["']?(${REGION})`),
  },
  {
    gate: '_region',
    pattern: new RegExp(
      `\\bAWS_(?:DEFAULT_)?REGION["']?[ \\t]{0,40}[=:]?[ \\t]{0,4}["']?(${REGION})`,
    ),
  },
  { gate: '--region', pattern: new RegExp(`--region[ =]["']?(${REGION})`) },
  { gate: 'arn:aws', pattern: new RegExp(`\\barn:aws[a-z-]{0,10}:[a-z0-9-]{2,30}:(${REGION}):`) },
]
const HOST = new RegExp(`\\b(?:[a-z0-9-]{2,30})\\.(${REGION})\\.amazonaws\\.com`)
const MENTIONED = new RegExp(`(?<![\\w.-])(${REGION})(?=$|[\\s"'\`),.:;/\\]?!])`, 'g')
const CALLER = /(?:User: |"Arn": ?"|arn=|Arn: )arn:(aws[a-z-]{0,10}):(?:iam|sts)::/
const ANY_ARN = /\barn:(aws[a-z-]{0,10}):[a-z0-9-]{2,30}:/
const KEYS_OF =
  /\b(?:gov-?cloud|us-gov|china|cn-north(?:west)?-1)\b[^.\n]{0,40}\b(?:keys?|credentials?|creds|account|profile)\b/i

const PLACES: readonly (readonly [partition: string, pattern: RegExp])[] = [
  ['aws-us-gov', /\bgov-?cloud\b|\bus-gov-(?:east|west)-1\b/i],
  [
    'aws-cn',
    /\bamazonaws\.com\.cn\b|\bcn-north(?:west)?-1\b|\b(?:aws|amazon) china\b|\bchina (?:region|account|partition|keys?)\b/i,
  ],
]

/** The region, its kind, the partition, and whether the caller and the region are in the same one. */
export const REGIONS: FactReader = {
  kinds: ['region', 'region-kind', 'partition', 'partition-match'],
  read: (seen) => {
    const region = regionIn(seen)
    return [...(region ? [region] : []), ...partitionsOf(seen, region)]
  },
}

function regionIn(seen: Seen): Fact | undefined {
  for (const { gate, pattern } of [...ASKED, ...CONFIGURED]) {
    const match = seen.lower.includes(gate) ? pattern.exec(seen.flat) : null
    if (match) return factOf('region', match[1] ?? '', match[0])
  }
  const host = seen.lower.includes('.amazonaws.com') ? HOST.exec(seen.flat) : null
  if (host) return factOf('region', host[1] ?? '', host[0])
  let tries = 0
  // Many names look like a region; only real ones are taken from a mere mention.
  for (const match of seen.flat.matchAll(MENTIONED)) {
    if (++tries > 200) return undefined
    if (seen.regions.some(({ name }) => name === match[1]))
      return factOf('region', match[1] ?? '', match[0])
  }
  return undefined
}

/** Takes the region's fact; gives its kind, undefined for a region that is not in the list. */
export function kindOfRegion(fact: Fact | undefined, seen: Seen): Fact | undefined {
  const region = fact && seen.regions.find(({ name }) => name === fact.value)
  if (!fact || !region) return undefined
  return { ...fact, kind: 'region-kind', value: region.opt_in ? 'opt-in' : 'default' }
}

function partitionsOf(seen: Seen, region: Fact | undefined): readonly Fact[] {
  if (!region && !shows(seen, ['arn:aws', 'gov', 'amazonaws.com.cn', 'china', 'cn-north']))
    return []
  const caller = seen.lower.includes('arn:aws') ? CALLER.exec(seen.flat) : null
  const any = caller ?? (seen.lower.includes('arn:aws') ? ANY_ARN.exec(seen.flat) : null)
  const asked = seen.regions.find(({ name }) => name === region?.value)?.partition
  const facts: Fact[] = []
  const named = any?.[1] ?? asked
  const other = PLACES.flatMap(([partition, pattern]) => {
    const match = pattern.exec(seen.flat)
    return match ? [factOf('partition', partition, match[0])] : []
  })[0]
  // What is said of another partition tells more than an ARN of the usual one.
  if (other && (named ?? 'aws') === 'aws') facts.push(other)
  else if (named) facts.push(factOf('partition', named, any?.[0] ?? region?.quote ?? ''))
  const global =
    seen.lower.includes('sts.amazonaws.com') && /\bsts\.amazonaws\.com\b(?!\.cn)/.exec(seen.flat)
  const place = asked ?? (global ? 'aws' : undefined)
  if (any?.[1] && place) {
    const same = any[1] === place
    // A role or resource in the same partition says nothing of the key; in another one it says enough.
    if (caller || !same)
      facts.push(
        factOf(
          'partition-match',
          same ? 'same' : 'other',
          `${any[0]} … ${region?.quote ?? 'sts.amazonaws.com'}`,
        ),
      )
  } else if (place === 'aws') {
    const keys = KEYS_OF.exec(seen.flat)
    if (keys) facts.push(factOf('partition-match', 'other', keys[0]))
  }
  return facts
}
