import { type Caller, parseCaller, parseRole } from '../../../core/aws-ids/parse-arn.ts'
import type { Fact } from '../../../core/fact.ts'
import type { AccountReads, Answered, Simulated, Unanswered } from '../account/account-reads.ts'
import { checked } from '../account/checked-fact.ts'
import { type MayAssumeFinding, mayAssumeSentences } from '../wording/may-assume-sentences.ts'
import { type Asking, type Check, type CheckOutcome, couldNot } from './check.ts'
import { openRole } from './check-role.ts'
import { NO_CALLER, readRoleFields } from './role-fields.ts'

export type MayAssumeRequest = {
  readonly check: 'may-assume'
  readonly role: string
  readonly from: string
}

/** Whether a caller's own policies let it take a role; of the optional tier. */
export const mayAssumeCheck: Check<MayAssumeRequest, MayAssumeFinding> = {
  id: 'may-assume',
  title: 'Check a caller',
  headline: 'Whether the caller’s own policies let it take this role',
  fields: [
    { id: 'role', prompt: 'ARN of the role', takes: 'the ARN of a role' },
    { id: 'caller', prompt: 'Who asks for it (ARN of a user or a role)' },
  ],
  calls: ['iam:GetRole', 'iam:SimulatePrincipalPolicy'],
  read: (typed) => {
    if (!parseRole((typed.role ?? '').trim())?.arn)
      return { field: 'role', fault: 'That is not the ARN of a role.' }
    const read = readRoleFields(typed)
    if ('fault' in read) return read
    const { role, from } = read
    return from === undefined ? NO_CALLER : { check: 'may-assume', role, from }
  },
  run: checkMayAssume,
  sentences: mayAssumeSentences,
  about: ({ role }, masks) => masks.words(role).slice(0, 128),
  // It is asked where the caller is, which need not be where the role is.
  account: () => undefined,
}

/** Takes a caller and a role; tells what the caller's own policies say of taking it. The trust policy is not part of it. */
async function checkMayAssume(
  { from, role }: MayAssumeRequest,
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
