import type { LinkedRole } from '../checks/account/linked-role.ts'
import { type CheckRequest, checkOf } from '../checks/all-checks.ts'

/** What is known of which account is meant, besides the request. */
type Meant = {
  /** The link somebody chose. */
  readonly id?: string | undefined
  /** The account Terraform signs in to, as far as a case tells. */
  readonly account?: string | undefined
}

/**
 * Takes the links somebody may ask and a request; gives the one that is meant: the chosen one, the one of the account
 * that the request names or the case is about, the only one. Undefined where that leaves several.
 */
export function pickLink<Link extends LinkedRole>(
  links: readonly Link[],
  request: CheckRequest,
  { id, account }: Meant = {},
): Link | undefined {
  if (id !== undefined) return links.find((link) => link.id === id)
  const check = checkOf(request.check)
  const named = check.account(request)
  const found = links.find((link) => link.account === (named ?? account))
  // What follows from the id alone can be said through any link, and AWS is not asked of it.
  const any = links.length === 1 || (named !== undefined && check.tellsElsewhere === true)
  return found ?? (any ? links[0] : undefined)
}
