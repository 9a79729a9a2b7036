import type { Text } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import type { ListedKey, Unanswered, UserSeen } from '../account/account-reads.ts'
import type { QuarantineMarks } from '../account/quarantine.ts'
import { obstacleSentences } from './obstacle-sentences.ts'
import { quarantineSentences } from './quarantine-sentences.ts'
import type { Said } from './said.ts'

/** What AWS can show of a user. */
export type UserFinding =
  | { readonly kind: 'user-missing'; readonly user: string }
  | {
      readonly kind: 'user-seen'
      readonly user: UserSeen
      readonly name: string
      readonly keys: readonly ListedKey[] | Unanswered
      readonly quarantine: QuarantineMarks
    }

/** Takes what was found of a user; says it. */
export function userSentences(
  finding: UserFinding,
  { masks, account, linked }: Said,
): readonly Text[] {
  if (finding.kind === 'user-missing') {
    return [
      fillTemplate`IAM in account ${account} has no user ${masks.words(finding.user)} now. One made in the last minutes may not show yet.`,
    ]
  }
  const { keys } = finding
  return [
    fillTemplate`User ${masks.words(finding.user.arn)} exists.`,
    'why' in keys
      ? obstacleSentences(keys, linked)
      : keys.length === 0
        ? ['It has no access key.']
        : fillTemplate`Its access keys: ${keys.map(({ id, status }) => `${masks.key(id)} ${status}`).join(', ')}.`,
    ...quarantineSentences(finding.quarantine, linked),
  ]
}
