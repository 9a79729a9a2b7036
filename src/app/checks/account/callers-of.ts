import type { Caller } from '../../../core/aws-ids/parse-arn.ts'
import { readPolicy } from '../../../core/trust-policy/policy.ts'
import { namesOf } from '../../../core/trust-policy/principal.ts'
import type { AwsPrincipal } from '../../../core/trust-policy/request.ts'
import type { AccountReads, Unanswered } from './account-reads.ts'

/**
 * Takes a caller; gives who it is to a trust policy. The ARN of a session leaves out the path of its role: in the
 * account we look at IAM is asked for it, of another account every role of that name in the policy is a possible one.
 */
export async function callersOf(
  caller: Caller,
  trust: unknown,
  account: string,
  reads: AccountReads,
): Promise<readonly AwsPrincipal[] | Unanswered> {
  const { kind, arn, name, partition } = caller
  if (kind === 'root') return [{ arn }]
  const own = caller.account === account
  if (kind === 'user') {
    const user = own ? await reads.user(name) : undefined
    return [{ arn, unique_id: user?.kind === 'found' ? user.found.id : undefined }]
  }
  if (own) {
    const role = await reads.role(name)
    if (role.kind === 'could-not' && kind === 'session') return role
    if (role.kind === 'found') {
      return [{ arn, role_arn: role.found.arn, unique_id: role.found.id }]
    }
  }
  if (kind === 'role') return [{ arn, role_arn: arn }]
  const pathless = `arn:${partition}:iam::${caller.account}:role/${name}`
  const possible = new Set([
    pathless,
    ...namedIn(trust).filter(
      (one) =>
        one.startsWith(`arn:${partition}:iam::${caller.account}:role/`) && one.endsWith(`/${name}`),
    ),
  ])
  return [...possible].map((role_arn) => ({ arn, role_arn }))
}

/** Every ARN that a policy names callers by, as principals and in conditions. */
function namedIn(trust: unknown): readonly string[] {
  const statements = readPolicy(trust)?.statements ?? []
  return statements.flatMap(({ principal, conditions }) => [
    ...namesOf(principal, 'AWS'),
    ...conditions
      .filter(({ key }) => key.toLowerCase() === 'aws:principalarn')
      .flatMap(({ wanted }) => wanted.filter((value) => !/[*?]/.test(value))),
  ])
}
