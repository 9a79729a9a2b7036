import { many } from './claims.ts'
import { all, holds, type Verdict } from './condition.ts'
import { type Context, contextOf, tagsOf } from './context.ts'
import { type Policy, readPolicy, type Statement } from './policy.ts'
import { type Naming, naming } from './principal.ts'
import type { Failed, Reason } from './reason.ts'
import { accountOf, type TrustRequest } from './request.ts'
import { whyNotSaved } from './unsaveable.ts'
import { fits } from './wildcard.ts'

export type Decision = {
  readonly decision: 'allow' | 'deny' | 'cannot-tell'
  readonly reason: Reason
}

const deny = (reason: Reason): Decision => ({ decision: 'deny', reason })
const untold = (keys: readonly string[]): Decision => ({
  decision: 'cannot-tell',
  reason: { kind: 'not-told', keys: [...new Set(keys)].sort() },
})

/** Takes a trust policy, decoded, and a request; tells whether STS gives the role, and the one thing that decides. */
export function evaluateTrust(document: unknown, request: TrustRequest): Decision {
  const policy = readPolicy(document)
  if (!policy) return { decision: 'cannot-tell', reason: { kind: 'not-a-policy' } }
  const notSaved = whyNotSaved(policy, request)
  if (notSaved) return deny(notSaved)
  if (request.role_exists === false) return deny({ kind: 'no-such-role', role: request.role_arn })
  const refused = beforeTrust(request)
  if (refused) return refused
  return byTrust(policy, request)
}

/** What STS decides about a token before it reads the trust policy. */
function beforeTrust({ oidc, provider, principal }: TrustRequest): Decision | undefined {
  if (!oidc)
    return principal ? undefined : { decision: 'cannot-tell', reason: { kind: 'nobody-asks' } }
  if (provider?.exists === false) return deny({ kind: 'no-provider', issuer: oidc.iss })
  const known = provider?.client_ids
  const [audience = ''] = many(oidc.aud)
  if (known && !many(oidc.aud).some((one) => known.includes(one))) {
    return deny({ kind: 'audience', audience, known })
  }
  return undefined
}

function byTrust(policy: Policy, request: TrustRequest): Decision {
  const tagged = Object.keys(tagsOf(request)).length > 0
  const named = request.source_identity ?? request.oidc?.['https://aws.amazon.com/source_identity']
  const actions = [
    request.action,
    ...(tagged ? ['sts:TagSession'] : []),
    ...(named ? ['sts:SetSourceIdentity'] : []),
  ]
  let first: Decision | undefined
  let unclear: Decision | undefined
  for (const action of actions) {
    const decision = oneAction(policy, request, action)
    if (decision.decision === 'deny') return decision
    if (decision.decision === 'cannot-tell') unclear ??= decision
    first ??= decision
  }
  return (
    unclear ??
    tooLong(request) ??
    first ?? { decision: 'cannot-tell', reason: { kind: 'nobody-asks' } }
  )
}

type Weighed = {
  readonly at: number
  readonly statement: Statement
  readonly naming: Naming
  readonly verdict: Verdict
  readonly failed: readonly Failed[]
  readonly untold: readonly string[]
}

function oneAction(policy: Policy, request: TrustRequest, action: string): Decision {
  const context = contextOf(request, action)
  const weighed = policy.statements
    .map((statement, at) => ({ statement, at }))
    .filter(({ statement }) => covers(statement, action))
    .map(({ statement, at }) => weigh(policy, statement, at, request, context))
  const denies = weighed.filter(({ statement }) => statement.effect === 'Deny')
  const allows = weighed.filter(({ statement }) => statement.effect === 'Allow')
  const denied = denies.find(({ verdict }) => verdict === true)
  if (denied) return deny({ kind: 'denied', statement: denied.at, action })
  const allowed = ['itself', 'account'].flatMap((how) =>
    allows.filter((one) => one.verdict === true && one.naming === how),
  )[0]
  const unclear = (allowed ? denies : allows).filter(({ verdict }) => verdict === 'unknown')
  if (unclear.length > 0) return untold(unclear.flatMap((one) => one.untold))
  if (!allowed) return deny(closest(allows, action))
  return (
    byOwnPolicies(request, allowed.naming) ?? {
      decision: 'allow',
      reason: { kind: 'allowed', statement: allowed.at, naming: allowed.naming },
    }
  )
}

function weigh(
  policy: Policy,
  statement: Statement,
  at: number,
  request: TrustRequest,
  context: Context,
): Weighed {
  const how = naming(statement, request)
  const verdicts = statement.conditions.map((condition) => ({
    condition,
    verdict: holds(condition, context, policy.variables),
  }))
  const conditions = all(verdicts.map(({ verdict }) => verdict))
  const who: Verdict = how === 'unknown' ? 'unknown' : how !== 'not'
  return {
    at,
    statement,
    naming: how,
    verdict: all([who, conditions]),
    failed: verdicts
      .filter(({ verdict }) => verdict === false)
      .map(({ condition }) => ({ ...condition, held: context(condition.key) })),
    untold: [
      ...(how === 'unknown' ? ['Principal'] : []),
      ...verdicts
        .filter(({ verdict }) => verdict === 'unknown')
        .map(({ condition }) => condition.key),
    ],
  }
}

/** Of the statements that do not allow, the one that comes nearest says best why. */
function closest(allows: readonly Weighed[], action: string): Reason {
  const named = allows
    .filter(({ naming: how }) => how !== 'not')
    .toSorted((a, b) => a.failed.length - b.failed.length)[0]
  if (named) return { kind: 'condition', statement: named.at, action, failed: named.failed }
  return allows.length > 0 ? { kind: 'not-named', action } : { kind: 'action', action }
}

/** Another account's word is never enough: the caller's own policies must allow the call as well. */
function byOwnPolicies(request: TrustRequest, how: Naming): Decision | undefined {
  const { principal, role_arn, identity_policy = 'allow' } = request
  if (request.oidc || !principal || 'service' in principal) return undefined
  if (identity_policy === 'deny') return deny({ kind: 'own-policies', says: 'deny', named: how })
  const same = accountOf(principal.arn) === accountOf(role_arn)
  if (identity_policy === 'none' && !(same && how === 'itself')) {
    return deny({ kind: 'own-policies', says: 'nothing', named: how })
  }
  return undefined
}

function tooLong({
  duration_seconds: asked,
  role_max_session: most = 3600,
  chained,
}: TrustRequest): Decision | undefined {
  if (asked === undefined) return undefined
  if (asked < 900) return deny({ kind: 'duration', limit: 900, because: 'least' })
  if (asked > most) return deny({ kind: 'duration', limit: most, because: 'role' })
  if (chained && asked > 3600) return deny({ kind: 'duration', limit: 3600, because: 'chain' })
  return undefined
}

/** Names of actions are compared without case and may hold wildcards. */
function covers({ actions, notAction }: Statement, action: string): boolean {
  return actions.some((pattern) => fits(pattern.toLowerCase(), action.toLowerCase())) !== notAction
}
