import { many } from '../../../core/trust-policy/claims.ts'
import type { Judged } from '../../../core/trust-policy/judge-trust.ts'
import type { OidcToken } from '../../../core/trust-policy/request.ts'
import type { Text } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import type { RoleSeen, Unanswered } from '../account/account-reads.ts'
import { reasonSentence, riskSentences } from './judged-sentences.ts'
import { obstacleSentences } from './obstacle-sentences.ts'
import { type RoleFinding, roleSentences } from './role-sentences.ts'
import type { Said } from './said.ts'

/** What AWS can show of a token's way to a role. */
export type OidcFinding =
  | RoleFinding
  | {
      readonly kind: 'oidc-no-provider'
      readonly issuer: string
      readonly near: string | undefined
    }
  | {
      readonly kind: 'oidc-judged'
      readonly role: RoleSeen
      readonly claims: OidcToken
      readonly judged: Judged
      /** Null where the audiences of the provider could not be read. */
      readonly audiences: readonly string[] | null
      readonly provider: 'exists' | Unanswered
      /** The subject and the policy differ by the numbers GitHub puts into names. */
      readonly numbers: 'in-token' | 'in-policy' | undefined
      /** Seconds since the token ran out; undefined while it is valid or carries no time. */
      readonly expiredFor: number | undefined
    }
type JudgedToken = Extract<OidcFinding, { readonly kind: 'oidc-judged' }>

/** Takes what was found of a token's way to a role; says it, what it admits too widely first. */
export function oidcSentences(finding: OidcFinding, said: Said): readonly Text[] {
  if (finding.kind === 'oidc-judged') return sayToken(finding, said)
  if (finding.kind !== 'oidc-no-provider') return roleSentences(finding, said)
  const { masks, account } = said
  return [
    fillTemplate`Account ${account} has no OIDC provider for exactly ${masks.words(finding.issuer)}. STS answers InvalidIdentityToken for that, before it looks at the role.`,
    ...(finding.near
      ? [fillTemplate`It has one for ${masks.words(finding.near)}, which is not the same to IAM.`]
      : []),
  ]
}

function sayToken(finding: JudgedToken, { masks, linked }: Said): readonly Text[] {
  const { claims, judged, role, audiences, provider, numbers, expiredFor } = finding
  const why = { code: reasonSentence(judged.decision, masks) }
  const { decision } = judged.decision
  return [
    ...riskSentences(judged),
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
