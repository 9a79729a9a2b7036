import { issuerOf } from './claims.ts'
import type { Condition } from './condition.ts'
import type { Decision } from './evaluate.ts'
import type { Policy, Statement } from './policy.ts'
import { namesOf, naming } from './principal.ts'
import { accountOf, type TrustRequest } from './request.ts'
import type { Risk } from './risk.ts'
import { subjectRisk } from './subject-risk.ts'
import { fits } from './wildcard.ts'

const LEVELS = ['critical', 'high', 'medium', 'low'] as const

/** Takes a policy and a request it admits; gives what else it admits. A policy that admits nothing shows no risk here. */
export function trustRisks(
  policy: Policy,
  request: TrustRequest,
  decision: Decision,
): readonly Risk[] {
  if (decision.decision !== 'allow') return []
  const admitting = policy.statements.filter(
    (statement) =>
      statement.effect === 'Allow' &&
      statement.actions.some((one) => fits(one.toLowerCase(), request.action.toLowerCase())) &&
      naming(statement, request) !== 'not',
  )
  const found = admitting.flatMap((statement) =>
    request.oidc ? ofToken(statement, request) : ofCaller(statement, request),
  )
  const risks = [...found, ...(request.oidc ? [] : loopholes(admitting))]
  const seen = new Map(risks.map((risk) => [risk.says, risk]))
  return [...seen.values()].toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level))
}

/** A condition that restricts nothing when its key is not in the request. */
const lenient = ({ operator }: Condition) =>
  /^ForAllValues:/i.test(operator) || /IfExists$/i.test(operator) || /Not|Null/.test(operator)

function ofToken(statement: Statement, request: TrustRequest): readonly Risk[] {
  const { oidc } = request
  if (!oidc) return []
  const issuer = issuerOf(oidc)
  const own = statement.conditions.filter(({ key }) =>
    key.toLowerCase().startsWith(`${issuer.toLowerCase()}:`),
  )
  const claimOf = ({ key }: Condition) => key.slice(issuer.length + 1).toLowerCase()
  const binding = own.filter((one) => !lenient(one) && !['aud', 'amr'].includes(claimOf(one)))
  const absent = own.filter(({ operator }) => /^ForAllValues:/i.test(operator))
  return [
    ...absent.map(
      ({ key }): Risk => ({
        level: 'critical',
        says: `ForAllValues holds when the token carries no ${key}, so that condition restricts nothing.`,
      }),
    ),
    ...(binding.length === 0
      ? [
          {
            level: 'critical',
            says: `No condition tells whose token it is: every token of ${issuer} with the right audience gets this role.`,
          } as const,
        ]
      : boundBy(binding, claimOf)),
    ...wideActions(statement),
  ]
}

function boundBy(
  binding: readonly Condition[],
  claimOf: (one: Condition) => string,
): readonly Risk[] {
  // Any condition on another claim narrows it as well; how far is not judged.
  if (binding.some((one) => claimOf(one) !== 'sub')) return []
  return binding
    .filter(({ operator }) => /StringLike/i.test(operator))
    .flatMap(({ wanted }) => wanted)
    .map(subjectRisk)
    .filter((risk) => risk !== undefined)
}

function wideActions({ actions }: Statement): readonly Risk[] {
  return actions.some((one) => /[*?]/.test(one))
    ? [
        {
          level: 'low',
          says: `The statement names its actions with a wildcard (${actions.join(', ')}), which covers other ways to take the role.`,
        },
      ]
    : []
}

function ofCaller(statement: Statement, request: TrustRequest): readonly Risk[] {
  const { principal, conditions } = statement
  const names = principal === '*' ? ['*'] : namesOf(principal, 'AWS')
  const keys = conditions.filter((one) => !lenient(one)).map(({ key }) => key.toLowerCase())
  const risks: Risk[] = [...wideActions(statement)]
  if (names.includes('*') && keys.length === 0) {
    risks.push({ level: 'critical', says: 'It admits everybody who has an AWS account.' })
  } else if (names.includes('*') && keys.every((key) => key.startsWith('aws:principalorg'))) {
    risks.push({ level: 'medium', says: 'It admits every principal of the organisation.' })
  }
  const caller = request.principal && 'arn' in request.principal ? request.principal.arn : ''
  const foreign = caller !== '' && accountOf(caller) !== accountOf(request.role_arn)
  if (foreign && !names.includes('*') && !conditions.some(isExternalId)) {
    risks.push({
      level: 'high',
      says: 'It asks for no external id. If the other account belongs to another company, its other customers could be let in by mistake.',
    })
  }
  return risks
}

const isExternalId = ({ key }: Condition) => key.toLowerCase() === 'sts:externalid'

/** What makes a demand for an external id or for MFA no demand. */
function loopholes(admitting: readonly Statement[]): readonly Risk[] {
  const risks: Risk[] = []
  const asking = admitting.filter(({ conditions }) => conditions.some(isExternalId))
  if (asking.length > 0 && asking.length < admitting.length) {
    risks.push({
      level: 'high',
      says: 'One statement demands an external id and another admits the same caller without it.',
    })
  }
  for (const condition of admitting.flatMap(({ conditions }) => conditions)) {
    if (isExternalId(condition) && lenient(condition)) {
      risks.push({
        level: 'high',
        says: `${condition.operator} on sts:ExternalId is met by a request that sends none.`,
      })
    }
    if (isExternalId(condition) && condition.wanted.some((value) => /^[*?]+$/.test(value))) {
      risks.push({ level: 'high', says: 'Any external id is accepted.' })
    }
    if (/^aws:multifactorauth/i.test(condition.key) && /IfExists$/i.test(condition.operator)) {
      risks.push({
        level: 'high',
        says: `${condition.operator} on ${condition.key} is met by an access key without MFA, which does not carry that key at all.`,
      })
    }
  }
  return risks
}
