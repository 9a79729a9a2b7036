import { type Decision, evaluateTrust } from './evaluate.ts'
import { type Policy, readPolicy, type Statement } from './policy.ts'
import { namesOf } from './principal.ts'
import type { Failed } from './reason.ts'
import type { TrustRequest } from './request.ts'
import type { Risk } from './risk.ts'
import { trustRisks } from './trust-risks.ts'
import { fits } from './wildcard.ts'

/** What the text of a trust policy says of one request. */
export type Judged = {
  readonly decision: Decision
  /** Whether the statement that counts demands an external id. */
  readonly externalId: 'demanded' | 'not-demanded' | 'not-told'
  /** The policy admits the caller with the external id it names, and we were not told which one is sent. */
  readonly hangsOnExternalId: boolean
  /** Whether the external id that is sent is the one the policy wants; undefined where none was told or wanted. */
  readonly externalIdFits: boolean | undefined
  /** Whether a statement that allows names the caller; undefined where that cannot be told. */
  readonly named: boolean | undefined
  /** Ids in the policy that stand for somebody who was deleted. */
  readonly dangling: readonly string[]
  readonly risks: readonly Risk[]
}

/** AWS keeps trust policies far below these; what is larger is not a trust policy. */
const MOST_CHARACTERS = 20_000
const MOST_STATEMENTS = 100

/** Takes a trust policy and one request in each way it may have been made; judges the policy for it. */
export function judgeTrust(document: unknown, requests: readonly TrustRequest[]): Judged {
  const policy = readPolicy(document)
  const large =
    (policy?.statements.length ?? 0) > MOST_STATEMENTS ||
    JSON.stringify(document ?? null).length > MOST_CHARACTERS
  if (!policy || large) return judged(unreadable)
  const all = requests.map((request) => judgeOne(document, policy, request))
  const [first = judged(unreadable)] = all
  const same = all.every(({ decision }) => decision.decision === first.decision.decision)
  // The caller may be one of several, and they fare differently: that is no answer.
  return same ? first : { ...first, decision: untold(['aws:PrincipalArn']), named: undefined }
}

const unreadable: Decision = { decision: 'cannot-tell', reason: { kind: 'not-a-policy' } }
const untold = (keys: readonly string[]): Decision => ({
  decision: 'cannot-tell',
  reason: { kind: 'not-told', keys },
})
const judged = (decision: Decision): Judged => ({
  decision,
  externalId: 'not-told',
  hangsOnExternalId: false,
  externalIdFits: undefined,
  named: undefined,
  dangling: [],
  risks: [],
})

function judgeOne(document: unknown, policy: Policy, request: TrustRequest): Judged {
  const decision = evaluateTrust(document, request)
  const wanted = externalIdsOf(policy, request.action)
  const withOne =
    request.oidc || request.external_id !== undefined || decision.decision === 'allow'
      ? undefined
      : wanted
          .map((external_id) => evaluateTrust(document, { ...request, external_id }))
          .find(({ decision: how }) => how === 'allow')
  return {
    decision,
    externalId: demand(decision, withOne, wanted),
    hangsOnExternalId: withOne !== undefined,
    externalIdFits: fitsExternalId(decision, request, wanted),
    named: namedBy(decision, withOne),
    dangling: danglingIn(policy),
    risks: trustRisks(policy, request, withOne ?? decision),
  }
}

function demand(
  { decision, reason }: Decision,
  withOne: Decision | undefined,
  wanted: readonly string[],
): Judged['externalId'] {
  if (withOne) return 'demanded'
  if (reason.kind === 'condition' && reason.failed.some(isExternalId)) return 'demanded'
  if (wanted.length === 0) return 'not-demanded'
  return decision === 'allow' ? 'not-told' : 'demanded'
}

function namedBy({ decision, reason }: Decision, withOne: Decision | undefined) {
  if (withOne || decision === 'allow') return true
  if (['condition', 'own-policies', 'duration'].includes(reason.kind)) return true
  return reason.kind === 'not-named' ? false : undefined
}

function fitsExternalId(
  { decision, reason }: Decision,
  request: TrustRequest,
  wanted: readonly string[],
): boolean | undefined {
  if (request.external_id === undefined || wanted.length === 0) return undefined
  if (decision === 'allow') return true
  // Only where nothing else of the statement failed is the id the one thing that is wrong.
  return decision === 'deny' && reason.kind === 'condition' && reason.failed.every(isExternalId)
    ? false
    : undefined
}

const isExternalId = ({ key }: Failed) => key.toLowerCase() === 'sts:externalid'

/** The external ids the statements that allow an action ask for. */
export function externalIdsOf({ statements }: Policy, action: string): readonly string[] {
  return statements
    .filter((statement) => statement.effect === 'Allow' && covers(statement, action))
    .flatMap(({ conditions }) => conditions)
    .filter(({ operator, key }) => key.toLowerCase() === 'sts:externalid' && operator !== 'Null')
    .filter(({ operator }) => !/not/i.test(operator))
    .flatMap(({ wanted }) => wanted)
}

/** Takes a statement and an action; tells whether it speaks of the action. */
export function covers({ actions, notAction }: Statement, action: string): boolean {
  return actions.some((one) => fits(one.toLowerCase(), action.toLowerCase())) !== notAction
}

function danglingIn({ statements }: Policy): readonly string[] {
  const names = statements.flatMap(({ principal }) => namesOf(principal, 'AWS'))
  return names.filter((name) => /^A(?:IDA|ROA)[A-Z0-9]{12,124}$/.test(name))
}
