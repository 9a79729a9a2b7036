import type { Masks } from '../../../core/aws-ids/mask-ids.ts'
import { many } from '../../../core/trust-policy/claims.ts'
import type { Decision } from '../../../core/trust-policy/evaluate.ts'
import type { Judged } from '../../../core/trust-policy/judge-trust.ts'
import type { Text } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import type { OidcFinding } from '../check-oidc.ts'
import type { RoleFinding } from '../check-role.ts'
import { obstacleSentences } from './obstacle-sentences.ts'
import { trustSentences } from './trust-sentences.ts'

type Said = { readonly masks: Masks; readonly account: string; readonly linked: boolean }
type Seen = Extract<RoleFinding, { readonly kind: 'role-seen' }>
type JudgedToken = Extract<OidcFinding, { readonly kind: 'oidc-judged' }>

/** Takes what was found of a role or of a token's way to it; says it, what it admits too widely first. */
export function roleSentences(finding: OidcFinding, said: Said): readonly Text[] {
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
    case 'oidc-no-provider':
      return [
        fillTemplate`Account ${account} has no OIDC provider for exactly ${masks.words(finding.issuer)}. STS answers InvalidIdentityToken for that, before it looks at the role.`,
        ...(finding.near
          ? [
              fillTemplate`It has one for ${masks.words(finding.near)}, which is not the same to IAM.`,
            ]
          : []),
      ]
    case 'oidc-judged':
      return sayToken(finding, said)
  }
}

function saySeen({ role, seconds, demandsExternalId, trust }: Seen, said: Said): readonly Text[] {
  const { masks } = said
  return [
    ...(trust ? sayRisks(trust.judged) : []),
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

/** Takes what a policy admits besides; the worst comes first, before anything that sounds good. */
function sayRisks({ risks }: Judged): readonly Text[] {
  return risks.map(({ level, says }) => [
    `${level.slice(0, 1).toUpperCase()}${level.slice(1)} risk: `,
    { code: says },
  ])
}

const UNSEEN =
  "Not visible from here: the caller's own policies, service and resource control policies, boundaries and session policies."

function sayJudged(judged: Judged, masks: Masks, caller: string): readonly Text[] {
  const { decision, hangsOnExternalId, dangling } = judged
  const why = { code: trustSentences(hidden(decision, masks)) }
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

function sayToken(finding: JudgedToken, { masks, linked }: Said): readonly Text[] {
  const { claims, judged, role, audiences, provider, numbers, expiredFor } = finding
  const why = { code: trustSentences(hidden(judged.decision, masks)) }
  const { decision } = judged.decision
  return [
    ...sayRisks(judged),
    ...(numbers ? [sayNumbers(numbers)] : []),
    ...(expiredFor === undefined
      ? []
      : [
          fillTemplate`These claims ran out ${expiredFor} seconds ago. STS refuses an expired token whatever the role says, unless a new one was sent.`,
        ]),
    fillTemplate`Token: issuer ${masks.words(claims.iss)}, subject ${masks.words(claims.sub)}, audience ${masks.words(many(claims.aud).join(' '))}. Role: ${masks.words(role.arn)}.`,
    ...(provider === 'exists' ? [] : [obstacleSentences(provider, linked)]),
    ...(audiences === null && provider === 'exists'
      ? [['The audiences the provider takes could not be read.'] as Text]
      : []),
    decision === 'allow'
      ? ['By the text of the trust policy a token with these claims is admitted. ', why]
      : decision === 'deny'
        ? ['By what was read AWS would refuse a token with these claims. ', why]
        : ['What was read does not decide it for me. ', why],
    ...(decision === 'allow'
      ? [
          [
            'Not visible from here: whether the run really sent these claims, and service and resource control policies.',
          ] as Text,
        ]
      : []),
  ]
}

function sayNumbers(numbers: 'in-token' | 'in-policy'): Text {
  return numbers === 'in-token'
    ? [
        'The subject carries the numbers GitHub puts into names of repositories made, renamed or moved since July 2026 (owner@1/name@2), and the trust policy knows names only. That difference alone makes AWS refuse.',
      ]
    : [
        'The trust policy expects the numbers GitHub puts into newer subjects (owner@1/name@2), and this subject carries names only. That difference alone makes AWS refuse.',
      ]
}

/** External ids are nobody's to read but the operator's. */
function hidden(decision: Decision, masks: Masks): Decision {
  const { reason } = decision
  if (reason.kind !== 'condition') return decision
  return {
    ...decision,
    reason: {
      ...reason,
      failed: reason.failed.map((one) => {
        const show = one.key.toLowerCase() === 'sts:externalid' ? masks.externalIds : wordsOf(masks)
        const { held } = one
        return {
          ...one,
          wanted: show(one.wanted),
          held: typeof held === 'string' ? held : show(held),
        }
      }),
    },
  }
}

const wordsOf = (masks: Masks) => (all: readonly string[]) => all.map(masks.words)
