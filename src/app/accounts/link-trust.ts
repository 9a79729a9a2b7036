import { covers } from '../../core/trust-policy/judge-trust.ts'
import { readPolicy, type Statement } from '../../core/trust-policy/policy.ts'
import { namesOf, naming } from '../../core/trust-policy/principal.ts'
import { type AwsPrincipal, accountOf, type TrustRequest } from '../../core/trust-policy/request.ts'

/** What is wrong with a statement that admits us; counted from 0. */
export type Flaw = {
  readonly statement: number
  /** `nobody`: STS let us in, and no statement that could be read names us. */
  readonly why: 'no-policy' | 'nobody' | 'no-external-id' | 'other-operator' | 'other-ids'
}

type Expected = {
  readonly role: string
  readonly bot: AwsPrincipal
  readonly externalId: string
}

/**
 * Takes the trust policy of a link's role; gives what is wrong with each statement that admits us, and who else the
 * policy admits. A statement may do so only by StringEquals on our external id, ours and no other: one that also asks
 * for an address or MFA would have escaped the probes, since it refuses us today.
 */
export function linkTrustFlaws(
  trust: unknown,
  { role, bot, externalId }: Expected,
): { readonly flaws: readonly Flaw[]; readonly others: readonly string[] } {
  const policy = readPolicy(trust)
  if (!policy) return { flaws: [{ statement: 0, why: 'no-policy' }], others: [] }
  const request: TrustRequest = { action: 'sts:AssumeRole', role_arn: role, principal: bot }
  const allowing = policy.statements
    .map((statement, at) => ({ statement, at }))
    .filter(({ statement }) => statement.effect === 'Allow')
  const admitting = allowing
    .filter(({ statement }) => covers(statement, 'sts:AssumeRole'))
    .filter(({ statement }) => naming(statement, request) !== 'not' || ours(statement, bot))
  const flaws: readonly Flaw[] =
    admitting.length === 0
      ? [{ statement: 0, why: 'nobody' }]
      : admitting
          .map(({ statement, at }) => ({ statement: at, why: flawOf(statement, externalId) }))
          .filter((flaw): flaw is Flaw => flaw.why !== undefined)
  return {
    flaws,
    others: othersIn(
      allowing.map(({ statement }) => statement),
      bot,
    ),
  }
}

/** The path of our own role is not in the ARN of its session: any role of our account counts as us. */
function ours({ principal }: Statement, { arn }: AwsPrincipal): boolean {
  return namesOf(principal, 'AWS').some((name) => isOurs(name, arn))
}

function flawOf({ conditions }: Statement, externalId: string): Flaw['why'] | undefined {
  const asked = conditions.filter(({ key }) => key.toLowerCase() === 'sts:externalid')
  const exact = asked.filter(({ operator }) => operator === 'StringEquals')
  if (asked.length === 0) return 'no-external-id'
  if (exact.length === 0) return 'other-operator'
  return exact.some(({ wanted }) => wanted.length === 1 && wanted[0] === externalId)
    ? undefined
    : 'other-ids'
}

function othersIn(statements: readonly Statement[], { arn }: AwsPrincipal): readonly string[] {
  const names = statements.flatMap(({ principal }) =>
    principal === '*'
      ? ['*']
      : principal === null
        ? []
        : Object.entries(principal).flatMap(([kind, all]) =>
            kind === 'AWS' ? all.filter((one) => !isOurs(one, arn)) : all,
          ),
  )
  return [...new Set(names)]
}

function isOurs(name: string, arn: string): boolean {
  return name === accountOf(arn) || accountOf(name) === accountOf(arn)
}
