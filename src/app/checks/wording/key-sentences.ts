import type { Masks } from '../../../core/aws-ids/mask-ids.ts'
import type { Text } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import type { KeyFinding } from '../check-key.ts'
import type { ListedKey, Unanswered } from '../check-types.ts'
import type { UserFinding } from '../check-user.ts'
import type { QuarantineMarks } from '../quarantine.ts'
import { obstacleSentences } from './obstacle-sentences.ts'

type Said = { readonly masks: Masks; readonly account: string; readonly linked: boolean }

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
        ...(isMarked(finding.quarantine) ? sayQuarantine(finding.quarantine, linked) : []),
        ...sayStatus(finding, key, masks, account),
        ...(isMarked(finding.quarantine) ? [] : sayQuarantine(finding.quarantine, linked)),
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

const isMarked = (marked: QuarantineMarks) => !('why' in marked) && marked.length > 0

/** Takes whether AWS marked the user; says so, and what not to do about it. */
function sayQuarantine(marked: QuarantineMarks, linked: boolean): readonly Text[] {
  if ('why' in marked) {
    return [
      ['Whether AWS has quarantined the user could not be read:'],
      obstacleSentences(marked satisfies Unanswered, linked),
    ]
  }
  const [policy] = marked
  if (policy === undefined) return [['No quarantine policy of AWS is attached to the user.']]
  return [
    fillTemplate`AWS has marked this user: ${policy} is attached, as AWS does when a key was found in public. Its current versions deny, among much else, reading from S3, which state in S3 needs.`,
    [
      'Rotate the key now, everywhere, and follow the notice AWS sent the account; permissions are not the problem, and detaching the policy would only hide it.',
    ],
  ]
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
    ...sayQuarantine(finding.quarantine, linked),
  ]
}
