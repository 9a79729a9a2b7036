import type { Fact } from '../../../core/fact.ts'
import type { CallerIdentity, Unanswered } from '../account/account-reads.ts'
import { CAPABILITY_CALLS, capabilities } from '../account/capabilities.ts'
import { checked } from '../account/checked-fact.ts'
import { type WhoamiFinding, whoamiSentences } from '../wording/whoami-sentences.ts'
import type { Asking, Check, CheckOutcome } from './check.ts'

export type WhoamiRequest = { readonly check: 'whoami' }

/** Who asks, and what they may read. */
export const whoamiCheck: Check<WhoamiRequest, WhoamiFinding> = {
  id: 'whoami',
  title: 'Check a link',
  headline: 'What this link may read',
  fields: [],
  calls: ['sts:GetCallerIdentity', ...CAPABILITY_CALLS],
  read: () => ({ check: 'whoami' }),
  run: (_, asking) => checkWhoami(asking),
  sentences: whoamiSentences,
  about: () => null,
  account: () => undefined,
}

/** Tells who the credentials at hand, or the session of the link, are to AWS, and which of our reads they may make. */
async function checkWhoami({ reads }: Asking): Promise<CheckOutcome<WhoamiFinding>> {
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
