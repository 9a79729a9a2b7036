import type { Masks } from '../../../core/aws-ids/mask-ids.ts'
import type { Text } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import type { DevicesFinding } from '../check-devices.ts'
import type { MayAssumeFinding } from '../check-may-assume.ts'
import type { TokensFinding } from '../check-tokens.ts'

type Said = { readonly masks: Masks; readonly account: string }

/** Takes what a check of the whole account or of the optional tier found; says it. */
export function optionalCheckSentences(
  finding: TokensFinding | MayAssumeFinding | DevicesFinding,
  { masks, account }: Said,
): readonly Text[] {
  switch (finding.kind) {
    case 'tokens-version':
      return sayTokens(finding.version, account)
    case 'cannot-simulate':
      return [[WHY_NOT[finding.because]]]
    case 'may-assume':
      return sayMayAssume(finding, masks)
    case 'devices-no-user':
      return [fillTemplate`IAM in account ${account} has no user ${masks.words(finding.user)} now.`]
    case 'devices':
      return finding.serials.length === 0
        ? [
            fillTemplate`User ${masks.words(finding.user)} has no device for one-time codes, so it cannot meet a policy that demands one.`,
          ]
        : [
            fillTemplate`User ${masks.words(finding.user)} has ${finding.serials.length === 1 ? 'one device' : `${finding.serials.length} devices`} for one-time codes: ${masks.words(finding.serials.join(', '))}.`,
            ['Whether a policy demands a code was not looked at.'],
          ]
  }
}

const WHY_NOT: Readonly<
  Record<Extract<MayAssumeFinding, { readonly kind: 'cannot-simulate' }>['because'], string>
> = {
  root: 'The root user and an account as such have no policies of their own to simulate.',
  elsewhere:
    'That caller is of another account than the one I can look into, and policies are simulated in their own account only. I asked nothing.',
  missing: 'IAM has no such caller now, so there is nothing to simulate.',
  'not-a-role': 'I cannot tell which role is meant, so nothing was simulated.',
}

function sayTokens(version: number | null, account: string): readonly Text[] {
  if (version === 1)
    return [
      fillTemplate`In account ${account}, session tokens that the global STS endpoint makes are good only in regions that are always on (version 1).`,
      [
        'In a region that had to be enabled such a session is refused; one that STS of a region makes is good everywhere.',
      ],
    ]
  return version === 2
    ? [
        fillTemplate`In account ${account}, session tokens that the global STS endpoint makes are good in all regions (version 2), so that endpoint is not why a session is refused.`,
      ]
    : [['IAM did not say which version of session tokens the account has.']]
}

function sayMayAssume(
  { caller, role, simulated }: Extract<MayAssumeFinding, { readonly kind: 'may-assume' }>,
  masks: Masks,
): readonly Text[] {
  const { decision, untold, byOrganization, byBoundary } = simulated
  const who = masks.words(caller)
  const which = masks.words(role)
  const above =
    byOrganization === false
      ? fillTemplate`What ${who} may is limited by its organisation, which does not allow sts:AssumeRole on ${which}.`
      : byBoundary === false
        ? fillTemplate`The permissions boundary of ${who} does not allow sts:AssumeRole on ${which}.`
        : undefined
  return [
    ...(above
      ? [above]
      : [
          fillTemplate`By the simulation of its own policies, ${who} ${DECIDED[decision]} sts:AssumeRole on ${which}.`,
        ]),
    ...(untold.length > 0
      ? [
          fillTemplate`It was not told ${masks.words(untold.join(', '))}, so a condition on them counts as not met.`,
        ]
      : []),
    [
      'Not part of it: the trust policy of the role, policies of the session, resource control policies, and for a caller of another account what that side says. AWS itself warns that a simulation can differ from the real answer.',
    ],
  ]
}

const DECIDED = {
  allowed: 'is allowed',
  explicitDeny: 'is explicitly denied',
  implicitDeny: 'is not allowed, by any policy that was read,',
  unknown: 'got an answer I do not know for',
} as const
