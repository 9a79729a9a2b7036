import type { Masks } from '../../../core/aws-ids/mask-ids.ts'
import type { Caller } from '../../../core/aws-ids/parse-arn.ts'
import type { Judged } from '../../../core/trust-policy/judge-trust.ts'
import type { Text } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import type { RoleSeen } from '../account/account-reads.ts'
import { reasonSentence, riskSentences } from './judged-sentences.ts'
import type { Said } from './said.ts'

/** What AWS can show of a role. */
export type RoleFinding =
  | { readonly kind: 'not-a-role'; readonly words: string }
  | { readonly kind: 'role-other-partition'; readonly partition: string }
  | { readonly kind: 'role-elsewhere'; readonly account: string }
  | { readonly kind: 'role-missing'; readonly name: string }
  | { readonly kind: 'role-other-path'; readonly asked: string; readonly role: RoleSeen }
  | {
      readonly kind: 'role-seen'
      readonly role: RoleSeen
      readonly seconds: number | undefined
      readonly demandsExternalId: boolean | undefined
      readonly trust: { readonly caller: Caller; readonly judged: Judged } | undefined
    }
type Seen = Extract<RoleFinding, { readonly kind: 'role-seen' }>

/** Takes what was found of a role; says it, what it admits too widely first. */
export function roleSentences(finding: RoleFinding, said: Said): readonly Text[] {
  const { masks, account } = said
  switch (finding.kind) {
    case 'not-a-role':
      return [fillTemplate`No role can be called ${masks.words(finding.words).slice(0, 200)}.`]
    case 'role-other-partition':
      return [
        fillTemplate`That role is in partition ${finding.partition}. Credentials do not cross partitions, and this version looks into aws only.`,
      ]
    case 'role-elsewhere':
      return [
        fillTemplate`That role is in ${masks.foreign(finding.account)}, and I can look into account ${account} only. I looked at nothing.`,
      ]
    case 'role-missing':
      return [
        fillTemplate`IAM in account ${account} has no role ${masks.words(finding.name)} now: a mistyped name, another account, or deleted.`,
        [
          'STS answers AccessDenied on sts:AssumeRole for that, the same words as for a trust policy that says no. A role made in the last minutes may not show yet.',
        ],
      ]
    case 'role-other-path':
      return [
        fillTemplate`There is no role ${masks.words(finding.asked)}, but one of the same name at ${masks.words(finding.role.arn)}: the path is part of the ARN. STS answers AccessDenied for the first.`,
      ]
    case 'role-seen':
      return saySeen(finding, said)
  }
}

function saySeen({ role, seconds, demandsExternalId, trust }: Seen, said: Said): readonly Text[] {
  const { masks } = said
  return [
    ...(trust ? riskSentences(trust.judged) : []),
    fillTemplate`Role ${masks.words(role.arn)} exists.`,
    ...(seconds === undefined
      ? [fillTemplate`Its sessions last ${role.maxSession} seconds at most.`]
      : sayDuration(seconds, role.maxSession, trust?.caller.kind)),
    ...(trust
      ? sayJudged(trust.judged, masks, masks.words(trust.caller.arn))
      : demandsExternalId
        ? [['Its trust policy demands an external id (sts:ExternalId).'] as Text]
        : demandsExternalId === false
          ? [['Its trust policy asks for no external id.'] as Text]
          : [['Its trust policy could not be read.'] as Text]),
    ...(role.bounded ? [['A permissions boundary limits what its sessions may do.'] as Text] : []),
  ]
}

function sayDuration(seconds: number, most: number, kind: string | undefined): readonly Text[] {
  if (seconds > most) {
    return [
      fillTemplate`A session of ${seconds} seconds is longer than the ${most} this role allows; STS answers ValidationError for that. Ask for less, or raise MaxSessionDuration of the role.`,
    ]
  }
  if (seconds < 900)
    return [fillTemplate`A session of ${seconds} seconds is shorter than 900, the least STS gives.`]
  return (kind === 'session' || kind === 'role') && seconds > 3600
    ? [
        fillTemplate`A role that takes a role gets 3600 seconds at most, whatever the ${most} of this role say; ${seconds} is longer.`,
      ]
    : [fillTemplate`A session of ${seconds} seconds is within the ${most} this role allows.`]
}

const UNSEEN =
  "Not visible from here: the caller's own policies, service and resource control policies, boundaries and session policies."

function sayJudged(judged: Judged, masks: Masks, caller: string): readonly Text[] {
  const { decision, hangsOnExternalId, dangling } = judged
  const why = { code: reasonSentence(decision, masks) }
  return [
    ...(hangsOnExternalId
      ? [
          fillTemplate`The trust policy names ${caller} and demands an external id. By its text AWS refuses a request without one, or with another, by the same AccessDenied; with the right one it would admit this caller.`,
          [why] as Text,
          [UNSEEN] as Text,
        ]
      : decision.decision === 'allow'
        ? [
            ['By the text of the trust policy this caller is admitted. ', why] as Text,
            [UNSEEN] as Text,
          ]
        : decision.decision === 'deny'
          ? [['By the text of the trust policy AWS would refuse this caller. ', why] as Text]
          : [['The text of the trust policy does not decide it for me. ', why] as Text]),
    ...(dangling.length > 0
      ? [
          fillTemplate`The policy also names ${dangling.join(', ')}: what is left of a user or role that was deleted. Making it anew under the same name does not bring it back; the policy must be saved with its ARN again.`,
        ]
      : []),
  ]
}
