import type { Fact } from '../../core/fact.ts'
import { type Capability, capabilities } from './capabilities.ts'
import {
  type Asking,
  type CallerIdentity,
  type CheckOutcome,
  checked,
  type Unanswered,
} from './check-types.ts'

export type WhoamiFinding =
  | {
      readonly kind: 'whoami'
      readonly identity: CallerIdentity
      readonly may: readonly Capability[]
    }
  | { readonly kind: 'whoami-refused'; readonly because: Unanswered }

/** Tells who the credentials at hand, or the session of the link, are to AWS, and which of our reads they may make. */
export async function checkWhoami({ reads }: Asking): Promise<CheckOutcome<WhoamiFinding>> {
  const identity = await reads.identity()
  if (identity.kind !== 'found') {
    const because: Unanswered =
      identity.kind === 'could-not'
        ? identity
        : { kind: 'could-not', why: 'unexpected', call: 'sts:GetCallerIdentity', code: '' }
    const refused = because.why === 'credentials-refused' || because.why === 'credentials-expired'
    return {
      grade: refused && !reads.linked ? 'shown' : 'cannot-tell',
      account: null,
      // What our own link is to AWS says nothing of anybody's setup.
      facts:
        refused && !reads.linked
          ? [checked('caller-identity', 'refused', `${because.call} ${because.code}`)]
          : [],
      finding: { kind: 'whoami-refused', because },
    }
  }
  const { found } = identity
  return {
    grade: 'shown',
    account: found.account,
    facts: reads.linked ? [] : factsOf(found),
    finding: { kind: 'whoami', identity: found, may: await capabilities(reads, found) },
  }
}

function factsOf({ account, arn }: CallerIdentity): readonly Fact[] {
  return [
    checked('caller-identity', 'works', 'sts:GetCallerIdentity'),
    checked('account', account, `sts:GetCallerIdentity ${account}`),
    checked('principal', arn, `sts:GetCallerIdentity ${arn}`),
  ]
}
