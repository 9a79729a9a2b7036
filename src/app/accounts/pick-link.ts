import { accountOfKeyId } from '../../core/aws-ids/access-key-id.ts'
import { parseRole } from '../../core/aws-ids/parse-arn.ts'
import type { CheckRequest } from '../checks/check-types.ts'
import type { LinkRecord } from './link-store.ts'

/** Takes the links somebody may ask and a request; gives the only one, or the one whose account the request names. */
export function pickLink(
  links: readonly LinkRecord[],
  request: CheckRequest,
): LinkRecord | undefined {
  if (links.length === 1) return links[0]
  const account = accountNamed(request)
  return account === undefined ? undefined : links.find((link) => link.account === account)
}

function accountNamed(request: CheckRequest): string | undefined {
  if (request.check === 'key') return accountOfKeyId(request.keyId)
  // What may assume a role is asked where the caller is, which need not be where the role is.
  return request.check === 'role' || request.check === 'oidc'
    ? parseRole(request.role)?.account
    : undefined
}
