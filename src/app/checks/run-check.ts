import { checkDevices, type DevicesFinding } from './check-devices.ts'
import { checkKey, type KeyFinding } from './check-key.ts'
import { checkMayAssume, type MayAssumeFinding } from './check-may-assume.ts'
import { checkMessage, type MessageFinding } from './check-message.ts'
import { checkOidc, type OidcFinding } from './check-oidc.ts'
import { checkRegion, type RegionFinding } from './check-region.ts'
import { checkRole } from './check-role.ts'
import { checkTokens, type TokensFinding } from './check-tokens.ts'
import type { Asking, CheckOutcome, CheckRequest, Unanswered } from './check-types.ts'
import { checkUser, type UserFinding } from './check-user.ts'
import { checkWhoami, type WhoamiFinding } from './check-whoami.ts'

/** Everything a check can find. */
export type Finding =
  | KeyFinding
  | UserFinding
  | OidcFinding
  | RegionFinding
  | TokensFinding
  | MayAssumeFinding
  | DevicesFinding
  | MessageFinding
  | WhoamiFinding
  | Unanswered

/** An outcome with what every answer must carry: which check, when and by which calls. */
export type CheckResult = CheckOutcome<Finding> & {
  readonly check: CheckRequest['check']
  /** When it was looked at, in ISO 8601. */
  readonly at: string
  readonly calls: readonly string[]
  /** AWS's own ids of these, for the record. */
  readonly requests?: readonly string[]
  /** Whether credentials of a linked role looked, and not those at hand. */
  readonly linked: boolean
}

/** Takes a request and what to read with; gives the result. It never throws for what AWS answers. */
export async function runCheck(request: CheckRequest, asking: Asking): Promise<CheckResult> {
  const outcome = await outcomeOf(request, asking)
  return {
    ...outcome,
    check: request.check,
    at: new Date(asking.now).toISOString(),
    calls: asking.reads.calls(),
    requests: asking.reads.requests?.() ?? [],
    linked: asking.reads.linked,
  }
}

function outcomeOf(request: CheckRequest, asking: Asking): Promise<CheckOutcome<Finding>> {
  switch (request.check) {
    case 'key':
      return checkKey(request.keyId, asking)
    case 'user':
      return checkUser(request.user, asking)
    case 'role':
      return checkRole(request, asking)
    case 'oidc':
      return checkOidc(request, asking)
    case 'region':
      return checkRegion(request.region, asking)
    case 'tokens':
      return checkTokens(asking)
    case 'may-assume':
      return checkMayAssume(request, asking)
    case 'devices':
      return checkDevices(request.user, asking)
    case 'message':
      return checkMessage(request.message, asking)
    case 'whoami':
      return checkWhoami(asking)
  }
}
