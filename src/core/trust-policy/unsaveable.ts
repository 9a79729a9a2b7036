import type { Policy } from './policy.ts'
import { namesOf } from './principal.ts'
import type { Reason } from './reason.ts'
import { partitionOf, type TrustRequest } from './request.ts'

/**
 * Issuers that many customers share: IAM saves a trust in one only when a claim that tells customers apart is evaluated.
 * From the IAM user guide, "Identity-provider controls for shared OIDC providers".
 */
const SHARED = [
  'token.actions.githubusercontent.com',
  'gitlab.com',
  'app.terraform.io',
  'agent.buildkite.com',
]

/** Takes a policy that is about to be saved; tells why IAM refuses it, undefined when it does not or nothing is saved. */
export function whyNotSaved({ statements }: Policy, request: TrustRequest): Reason | undefined {
  if (request.phase !== 'create') return undefined
  const partition = partitionOf(request.role_arn)
  for (const { principal, effect, conditions } of statements) {
    for (const name of namesOf(principal, 'AWS')) {
      if (name !== '*' && /[*?]/.test(name)) return { kind: 'not-saved', why: 'wildcard', name }
      if (!name.startsWith('arn:')) continue
      if (partitionOf(name) !== partition) return { kind: 'not-saved', why: 'partition', name }
      if (request.principal_exists === false) return { kind: 'not-saved', why: 'missing', name }
    }
    const issuer = SHARED.find((one) =>
      namesOf(principal, 'Federated').some((name) => name.endsWith(`:oidc-provider/${one}`)),
    )
    const evaluated = conditions.some(({ key }) => key.toLowerCase() === `${issuer}:sub`)
    if (effect === 'Allow' && issuer && !evaluated)
      return { kind: 'not-saved', why: 'claim', name: `${issuer}:sub` }
  }
  return undefined
}
