import type { Fact } from '../fact.ts'
import { type FactReader, factOf, type Seen, shows } from './fact-reader.ts'
import { CALLER_ARN } from './words.ts'

// AWS: "User: ARN is not authorized to perform: ACTION on resource: ARN", then, since 2021, the policy that decided.
const REFUSED = new RegExp(
  `User: (${CALLER_ARN}) is not authorized to perform: ([a-z0-9-]{1,40}:\\w{1,80})(?: on (?:the )?resource: "?([^\\s"]{1,400})"?)?`,
  'g',
)
const CALLER = new RegExp(`User: (${CALLER_ARN})`)
const IMPLICIT = /^[.,]? ?because no ([A-Za-z -]{4,60}?) allows\b/
const EXPLICIT =
  /^[.,]? ?with an explicit deny(?: in an? ([A-Za-z -]{4,60}?(?:policy|boundary))\b)?/
// A clause that the end of the paste cut off says nothing, and neither does its absence.
const CUT = /^(?:\.{3}|…|[.,]? ?(?:because|with an?\b|with$))/
const QUARANTINE = /\bAWSCompromisedKeyQuarantine(?:V\d)?\b/

const POLICIES: readonly (readonly [name: string, value: string])[] = [
  ['service control policy', 'scp'],
  ['permissions boundary', 'boundary'],
  ['session policy', 'session-policy'],
  ['resource-based policy', 'resource-policy'],
  ['vpc endpoint policy', 'endpoint-policy'],
]

/** What a refusal by AWS names: who, what, on what, and by which policy. */
export const REFUSALS: FactReader = {
  kinds: [
    'principal',
    'account',
    'denied-action',
    'denied-resource',
    'denied-by',
    'caller-may-assume',
    'role-trusts-caller',
    'quarantine',
  ],
  read,
}

function read(seen: Seen): readonly Fact[] {
  const facts: Fact[] = []
  if (shows(seen, ['awscompromisedkeyquarantine'])) {
    const match = QUARANTINE.exec(seen.flat)
    if (match) facts.push(factOf('quarantine', 'attached', match[0]))
  }
  if (!shows(seen, ['user: arn:'])) return facts
  const match = primary(seen)
  if (!match) return [...facts, ...callerAlone(seen)]
  const [words, caller = '', action = '', object = ''] = match
  const behind = seen.flat.slice(match.index + words.length, match.index + words.length + 300)
  facts.push(
    factOf('principal', caller, words),
    factOf('denied-action', action, words),
    ...accountOf(caller, words),
  )
  const resource = object.replace(/[.,;]{1,3}$/, '')
  if (resource && resource !== 'role')
    facts.push(factOf('denied-resource', resource, `${action} on resource: ${resource}`))
  return [...facts, ...deniedBy(action, object, behind, words)]
}

/** The refusal of the error that is explained, else the first one. */
function primary({ flat, errors }: Seen): RegExpExecArray | undefined {
  const operation = errors[0]?.operation
  const all: RegExpExecArray[] = []
  for (const match of flat.matchAll(REFUSED)) {
    if (operation && match[2]?.endsWith(`:${operation}`)) return match
    if (all.push(match) >= 50) break
  }
  return all[0]
}

/** Where the refusal is worded otherwise, or cut off behind the caller. */
function callerAlone({ flat }: Seen): readonly Fact[] {
  const match = CALLER.exec(flat)
  return match
    ? [factOf('principal', match[1] ?? '', match[0]), ...accountOf(match[0], match[0])]
    : []
}

function accountOf(arn: string, words: string): readonly Fact[] {
  const account = /::(\d{12}):/.exec(arn)?.[1]
  return account ? [factOf('account', account, words)] : []
}

function deniedBy(action: string, object: string, behind: string, words: string): readonly Fact[] {
  // "on resource: role NAME with an explicit deny" is how older services name a role.
  const rest = object === 'role' ? behind.replace(/^ [\w+=,.@/-]{1,100}/, '') : behind
  const implicit = IMPLICIT.exec(rest)
  const explicit = EXPLICIT.exec(rest)
  const clause = implicit ?? explicit
  if (!clause) {
    if (CUT.test(rest) || /(?:\.{3}|…)$/.test(object)) return []
    return [factOf('denied-by', 'nothing', words)]
  }
  const name = (clause[1] ?? '').toLowerCase()
  const known = POLICIES.find(([policy]) => name.includes(policy))?.[1]
  const quote = `${action}${clause[0].startsWith(' ') ? '' : ' '}${clause[0]}`
  const by =
    known ??
    (implicit ? (name.startsWith('identity') ? 'identity-policy' : '') : 'other-explicit-deny')
  if (!by) return []
  const facts = [factOf('denied-by', by, quote)]
  if (action !== 'sts:AssumeRole') return facts
  if (by === 'identity-policy') facts.push(factOf('caller-may-assume', 'no', quote))
  // The trust policy is the resource-based policy of a role.
  if (by === 'resource-policy') facts.push(factOf('role-trusts-caller', 'no', quote))
  return facts
}
