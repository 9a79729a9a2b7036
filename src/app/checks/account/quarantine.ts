import type { Fact } from '../../../core/fact.ts'
import type { AccountReads, Unanswered } from './account-reads.ts'
import { checked } from './checked-fact.ts'

/** Whether AWS marked a user: the names of its quarantine policies, none, or why that cannot be told. */
export type QuarantineMarks = readonly string[] | Unanswered

// Only AWS can make a policy with this ARN; a customer's own policy of that name says nothing.
const QUARANTINE = 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantine'

/** Takes a user; tells whether AWS attached its quarantine policy, as it does when a key of theirs was found in public. */
export async function marked(
  reads: AccountReads,
  user: string,
): Promise<{ readonly marked: QuarantineMarks; readonly facts: readonly Fact[] }> {
  const attached = await reads.policies(user)
  if (attached.kind === 'could-not') return { marked: attached, facts: [] }
  if (attached.kind === 'missing') return { marked: [], facts: [] }
  const names = attached.found
    .filter((arn) => arn.startsWith(QUARANTINE))
    .map((arn) => arn.slice(arn.indexOf('/') + 1))
  const quote = `iam:ListAttachedUserPolicies ${names.join(' ') || 'no quarantine policy'}`
  return {
    marked: names,
    facts: [checked('quarantine', names.length > 0 ? 'attached' : 'none', quote)],
  }
}
