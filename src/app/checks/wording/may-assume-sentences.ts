import type { Masks } from '../../../core/aws-ids/mask-ids.ts'
import type { Text } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import type { Simulated } from '../account/account-reads.ts'
import type { Said } from './said.ts'

/** What a simulation of a caller's own policies can show. */
export type MayAssumeFinding =
  | {
      readonly kind: 'may-assume'
      readonly caller: string
      readonly role: string
      readonly simulated: Simulated
    }
  /** The root user, a caller of another account, or one that is not there. */
  | {
      readonly kind: 'cannot-simulate'
      readonly because: 'root' | 'elsewhere' | 'missing' | 'not-a-role'
    }
/** Takes what a simulation came to; says it. */
export function mayAssumeSentences(finding: MayAssumeFinding, { masks }: Said): readonly Text[] {
  return finding.kind === 'cannot-simulate'
    ? [[WHY_NOT[finding.because]]]
    : sayMayAssume(finding, masks)
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
