import type { Unanswered } from './account/account-reads.ts'
import { type CheckId, type CheckRequest, checkOf, type Finding } from './all-checks.ts'
import type { Asking, CheckOutcome } from './kinds/check.ts'

/** An outcome with what every answer must carry: which check, when and by which calls. */
export type CheckResult = CheckOutcome<Finding | Unanswered> & {
  readonly check: CheckId
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
  const outcome = await checkOf(request.check).run(request, asking)
  return {
    ...outcome,
    check: request.check,
    at: new Date(asking.now).toISOString(),
    calls: asking.reads.calls(),
    requests: asking.reads.requests?.() ?? [],
    linked: asking.reads.linked,
  }
}
