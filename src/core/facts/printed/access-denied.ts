import type { Fact } from '../../fact.ts'
import { CALLER_ARN } from '../arn-pattern.ts'
import { type FactReader, factOf, type Seen, shows } from '../fact-reader.ts'

// AWS: "User: ARN is not authorized to perform: ACTION on resource: ARN", then, since 2021, the policy that decided.
// People mask accounts and names before they paste: the clause at the end counts all the same.
const SOMEONE = 'arn:aws[a-z-]{0,10}:(?:iam|sts)::[^\\s:"]{1,60}:[^\\s"]{1,200}'
// "on resource: role NAME" is how older services name one.
const OBJECT = '(?:role|user|group|policy|instance profile|instance)'
const REFUSED = new RegExp(
  `User: (${SOMEONE}) is not authorized to perform: ([a-z0-9-]{1,40}:\\w{1,80})(?: on (?:the )?resource:? "?((?:${OBJECT} (?!with\\b|because\\b))?[^\\s"]{1,400})"?)?`,
  'g',
)
const CALLER = new RegExp(`User: (${CALLER_ARN})`)
const ONLY_CALLER = new RegExp(`^${CALLER_ARN}$`)
const POLICY = '([A-Za-z -]{4,60}?(?:policy|boundary))\\b'
const IMPLICIT = /^[.,]? ?because no ([A-Za-z -]{4,60}?) allows\b/
const EXPLICIT = new RegExp(`^[.,]? ?with an explicit deny(?: in (?:an?|the) ${POLICY})?`)
// The same clauses wherever they stand, for refusals that are worded otherwise or lost their beginning.
const ANYWHERE = new RegExp(
  `\\bbecause no ([A-Za-z -]{4,60}?) allows the [a-z0-9-]{1,40}:\\w|\\bexplicit deny in (?:an?|the) ${POLICY}`,
)
const CLAUSE = /\bexplicit deny|\bbecause no\b/
// A clause that the end of the paste cut off says nothing, and neither does its absence.
const CUT = /^(?:\.{3}|…|[.,]? ?(?:because|with an?\b|with$))/
const QUARANTINE = /\bAWSCompromisedKeyQuarantine(?:V\d)?\b/

const POLICIES: readonly (readonly [name: string, value: string])[] = [
  ['service control policy', 'scp'],
  ['resource control policy', 'scp'],
  ['permissions boundary', 'boundary'],
  ['session policy', 'session-policy'],
  ['sessions policy', 'session-policy'],
  ['resource-based policy', 'resource-policy'],
  ['role trust policy', 'resource-policy'],
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
    'account-relation',
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
  const match = shows(seen, ['user: arn:']) ? primary(seen) : undefined
  if (!match) return [...facts, ...callerAlone(seen), ...clauseAlone(seen)]
  const [words, caller = '', action = '', object = ''] = match
  const behind = seen.flat.slice(match.index + words.length, match.index + words.length + 300)
  facts.push(factOf('denied-action', action, words))
  if (ONLY_CALLER.test(caller))
    facts.push(factOf('principal', caller, words), ...accountOf(caller, words))
  const resource = object.replace(/^[a-z ]{4,17} /, '').replace(/[.,;]{1,3}$/, '')
  if (resource)
    facts.push(factOf('denied-resource', resource, `${action} on resource: ${resource}`))
  return [
    ...facts,
    ...deniedBy(action, object, behind, words),
    ...strangers(caller, resource, words),
  ]
}

/** Accounts that people gave different names in their place are different ones. */
function strangers(caller: string, resource: string, words: string): readonly Fact[] {
  const nameIn = (arn: string) =>
    /^arn:aws[a-z-]{0,10}:(?:iam|sts)::[<[{(]?([A-Za-z][\w -]{2,40})[>\]})]?:/.exec(arn)?.[1]
  const [one, other] = [nameIn(caller), nameIn(resource)]
  const mask = /^[xX]+$|^(?:redacted|masked|hidden|removed|account(?:[-_ ]?id)?)$/i
  if (!one || !other || one === other || mask.test(one) || mask.test(other)) return []
  return [factOf('account-relation', 'other', words)]
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
  const clause = IMPLICIT.exec(behind) ?? EXPLICIT.exec(behind)
  if (clause) return byClause(clause, action)
  if (CUT.test(behind) || CLAUSE.test(behind) || /(?:\.{3}|…)$/.test(object)) return []
  return [factOf('denied-by', 'nothing', words)]
}

function clauseAlone({ flat, lower }: Seen): readonly Fact[] {
  if (!lower.includes('because no ') && !lower.includes('explicit deny in ')) return []
  const clause = ANYWHERE.exec(flat)
  if (!clause) return []
  const action = /\bsts:Assume\w{1,40}/.exec(flat)?.[0] ?? ''
  return byClause(clause, action)
}

/** What the policy means that a clause names. */
function byClause(clause: RegExpExecArray, action: string): readonly Fact[] {
  const name = (clause[1] ?? clause[2] ?? '').toLowerCase()
  const known = POLICIES.find(([policy]) => name.includes(policy))?.[1]
  const quote = `${action}${clause[0].startsWith(' ') ? '' : ' '}${clause[0]}`
  const denies = clause[0].includes('explicit deny')
  const by =
    known ?? (denies ? 'other-explicit-deny' : name.startsWith('identity') ? 'identity-policy' : '')
  if (!by) return []
  const facts = [factOf('denied-by', by, quote)]
  const trusts = name.includes('role trust policy')
  if (action !== 'sts:AssumeRole' && !trusts) return facts
  if (by === 'identity-policy') facts.push(factOf('caller-may-assume', 'no', quote))
  // The trust policy is the resource-based policy of a role.
  if (by === 'resource-policy') facts.push(factOf('role-trusts-caller', 'no', quote))
  return facts
}
