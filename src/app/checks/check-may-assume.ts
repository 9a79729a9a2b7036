import { type Caller, parseCaller, parseRole } from '../../core/aws-ids/parse-arn.ts'
import type { Fact } from '../../core/fact.ts'
import { openRole } from './check-role.ts'
import {
  type AccountReads,
  type Answered,
  type Asking,
  type CheckOutcome,
  type CheckRequest,
  checked,
  couldNot,
  type Simulated,
  type Unanswered,
} from './check-types.ts'

export type MayAssumeFinding =
  | {
      readonly kind: 'may-assume'
      readonly caller: string
      readonly role: string
      readonly simulated: Simulated
    }
  /** The root user, a caller of another account, or one that is not there. */
  | {
      readonly kind: 'cannot-simulate'
      readonly because: 'root' | 'elsewhere' | 'missing' | 'not-a-role'
    }
type Request = Extract<CheckRequest, { readonly check: 'may-assume' }>

/** Takes a caller and a role; tells what the caller's own policies say of taking it. The trust policy is not part of it. */
export async function checkMayAssume(
  { from, role }: Request,
  asking: Asking,
): Promise<CheckOutcome<MayAssumeFinding | Unanswered>> {
  const { reads } = asking
  const account = await reads.account()
  if (account.kind !== 'found')
    return account.kind === 'missing' ? stop('missing') : couldNot(account)
  const caller = parseCaller(from)
  if (!caller || !parseRole(role)) return stop('not-a-role', account.found)
  if (caller.kind === 'root') return stop('root', account.found)
  if (caller.account !== account.found) return stop('elsewhere', account.found)
  const source = await sourceOf(caller, reads)
  if (source.kind === 'could-not') return couldNot(source, [], account.found)
  if (source.kind === 'missing') return stop('missing', account.found)
  const target = await targetOf(role, account.found, asking)
  if (target === undefined) return stop('not-a-role', account.found)
  const answer = await reads.mayAssume(source.found, target)
  if (answer.kind === 'could-not') return couldNot(answer, [], account.found)
  if (answer.kind === 'missing') return stop('missing', account.found)
  const facts = factsOf(answer.found)
  return {
    grade: facts.length > 0 ? 'consistent-with' : 'cannot-tell',
    account: account.found,
    facts,
    finding: { kind: 'may-assume', caller: from, role: target, simulated: answer.found },
  }
}

const stop = (
  because: Extract<MayAssumeFinding, { readonly kind: 'cannot-simulate' }>['because'],
  account: string | null = null,
): CheckOutcome<MayAssumeFinding> => ({
  grade: 'cannot-tell',
  account,
  facts: [],
  finding: { kind: 'cannot-simulate', because },
})

/** A simulation wants the ARN of a user or role with its path; the ARN of a session leaves that out. */
async function sourceOf(caller: Caller, reads: AccountReads): Promise<Answered<string>> {
  if (caller.kind !== 'session') return { kind: 'found', found: caller.arn }
  const role = await reads.role(caller.name)
  return role.kind === 'found' ? { kind: 'found', found: role.found.arn } : role
}

/** A role of another account is named by its ARN alone; of our own it is looked up, for its path. */
async function targetOf(role: string, account: string, asking: Asking) {
  const named = parseRole(role)
  if (named?.arn !== undefined && named.account !== account) return named.arn
  const opened = await openRole(role, asking)
  return 'finding' in opened ? named?.arn : opened.role.arn
}

/** A limit from above is no missing permission, and an answer that hangs on what it was not told is none. */
function factsOf({ decision, untold, byOrganization, byBoundary }: Simulated): readonly Fact[] {
  if (decision === 'unknown' || byOrganization === false || byBoundary === false) return []
  if (decision !== 'allowed' && untold.length > 0) return []
  return [
    checked(
      'caller-may-assume',
      decision === 'allowed' ? 'yes' : 'no',
      `iam:SimulatePrincipalPolicy sts:AssumeRole ${decision}`,
    ),
  ]
}
