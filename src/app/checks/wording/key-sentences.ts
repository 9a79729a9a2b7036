import type { Masks } from '../../../core/aws-ids/mask-ids.ts'
import type { Text } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import type { KeyUse, ListedKey, Unanswered } from '../account/account-reads.ts'
import type { QuarantineMarks } from '../account/quarantine.ts'
import { obstacleSentences } from './obstacle-sentences.ts'
import { isMarked, quarantineSentences } from './quarantine-sentences.ts'
import type { Said } from './said.ts'

/** What AWS can show of a key. */
export type KeyFinding =
  | { readonly kind: 'key-temporary'; readonly keyId: string; readonly owner: string | undefined }
  | { readonly kind: 'key-elsewhere'; readonly keyId: string; readonly owner: string }
  | {
      readonly kind: 'key-unseen'
      readonly keyId: string
      readonly owner: string
      /** The account that was looked at is the owner. */
      readonly own: boolean
      readonly because: Unanswered
    }
  | { readonly kind: 'key-missing'; readonly keyId: string }
  | {
      readonly kind: 'key-seen'
      readonly keyId: string
      readonly user: string
      /** Null where IAM names the user and does not list the key. */
      readonly key: ListedKey | null
      readonly use: KeyUse
      readonly others: number
      readonly quarantine: QuarantineMarks
    }

/** Takes what was found of a key; says it, sentence by sentence, and claims no more. */
export function keySentences(
  finding: KeyFinding,
  { masks, account, linked }: Said,
): readonly Text[] {
  const key = masks.key(finding.keyId)
  switch (finding.kind) {
    case 'key-temporary':
      return [
        finding.owner
          ? fillTemplate`${key} is a temporary key of ${masks.foreign(finding.owner)}, by its id.`
          : fillTemplate`${key} is a temporary key; its id names no account.`,
        [
          'IAM keeps no status of temporary keys, so whether it is still valid cannot be looked up.',
        ],
      ]
    case 'key-elsewhere':
      return [
        fillTemplate`${key} belongs to ${masks.foreign(finding.owner)}, by its id, and I can look into account ${account} only. I looked at nothing.`,
        [
          'If the key was meant to be of this account, another key is in use than the one you think.',
        ],
      ]
    case 'key-unseen':
      return [
        fillTemplate`${key} belongs to ${finding.own ? `account ${masks.account(finding.owner)}` : masks.foreign(finding.owner)}: its id says so, which proves neither that the key exists nor that it is active.`,
        obstacleSentences(finding.because, linked),
      ]
    case 'key-missing':
      return [
        fillTemplate`${key} belongs to account ${account}, and IAM there has no such key now: it was deleted, never issued, or the id is mistyped.`,
        [
          'That alone makes AWS answer InvalidClientTokenId or InvalidAccessKeyId. A key made in the last minutes may not show yet.',
        ],
      ]
    case 'key-seen':
      return [
        ...(isMarked(finding.quarantine) ? quarantineSentences(finding.quarantine, linked) : []),
        ...sayStatus(finding, key, masks, account),
        ...(isMarked(finding.quarantine) ? [] : quarantineSentences(finding.quarantine, linked)),
      ]
  }
}

function sayStatus(
  { key: listed, user, use, others }: Extract<KeyFinding, { readonly kind: 'key-seen' }>,
  key: string,
  masks: Masks,
  account: string,
): readonly Text[] {
  const who = masks.words(user)
  if (!listed) {
    return [
      fillTemplate`IAM names user ${who} as the owner of ${key} and does not list the key among theirs. It may be of the root user, or have been deleted this minute: I cannot tell its status.`,
    ]
  }
  const used = use.at
    ? fillTemplate`Last recorded use: ${use.at.slice(0, 16).replace('T', ' ')} UTC, ${use.service ?? 'service not told'}, ${use.region ?? 'region not told'}. The record can lag by hours and names one service only.`
    : (['No use of it is recorded.'] as Text)
  return [
    [
      ...fillTemplate`${key} is ${listed.status} in account ${account}, key of user ${who}`,
      ...(listed.made ? fillTemplate`, made ${listed.made.slice(0, 10)}` : []),
      '.',
    ],
    ...meaning(listed),
    used,
    ...(others > 0
      ? [fillTemplate`The user has ${others === 1 ? 'one other key' : `${others} other keys`}.`]
      : []),
  ]
}

function meaning({ status }: ListedKey): readonly Text[] {
  switch (status) {
    case 'Active':
      return [
        [
          'So its status is not why AWS would answer InvalidClientTokenId. What that leaves: another key is in use where Terraform runs, a stale session token beside this key, or a region that is not enabled. After SignatureDoesNotMatch it leaves a wrong secret or a wrong clock. Whether its permissions suffice was not looked at.',
        ],
      ]
    case 'Inactive':
      return [
        [
          'An inactive key makes AWS answer InvalidClientTokenId or InvalidAccessKeyId, exactly as if it did not exist. Somebody may have switched it off for a reason: ask before activating it, or use a role or a new key.',
        ],
      ]
    case 'Expired':
      return [
        [
          'IAM calls the key expired, and only an active key is valid for calls. Make a new one, or use a role.',
        ],
      ]
    default:
      return [fillTemplate`I do not know what AWS does with a key of status ${status}.`]
  }
}
