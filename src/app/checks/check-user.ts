import {
  type Asking,
  type CheckOutcome,
  couldNot,
  type ListedKey,
  type Unanswered,
  type UserSeen,
} from './check-types.ts'
import { marked, type QuarantineMarks } from './quarantine.ts'

export type UserFinding =
  | { readonly kind: 'user-missing'; readonly user: string }
  | {
      readonly kind: 'user-seen'
      readonly user: UserSeen
      readonly name: string
      readonly keys: readonly ListedKey[] | Unanswered
      readonly quarantine: QuarantineMarks
    }

/** Takes the name of an IAM user; tells whether it exists, what keys it has and whether AWS marked it. */
export async function checkUser(
  name: string,
  { reads }: Asking,
): Promise<CheckOutcome<UserFinding | Unanswered>> {
  const account = await reads.account()
  if (account.kind === 'could-not') return couldNot(account)
  const looked = account.kind === 'found' ? account.found : null
  const user = await reads.user(name)
  if (user.kind === 'could-not') return couldNot(user, [], looked)
  if (user.kind === 'missing') {
    return {
      grade: 'shown',
      account: looked,
      facts: [],
      finding: { kind: 'user-missing', user: name },
    }
  }
  const keys = await reads.keys(name)
  const quarantine = await marked(reads, name)
  return {
    grade: 'shown',
    account: looked,
    facts: quarantine.facts,
    finding: {
      kind: 'user-seen',
      name,
      user: user.found,
      keys: keys.kind === 'found' ? keys.found : keys.kind === 'missing' ? [] : keys,
      quarantine: quarantine.marked,
    },
  }
}
