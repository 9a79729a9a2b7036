import {
  type Asking,
  type CheckOutcome,
  checked,
  couldNot,
  type Unanswered,
} from './check-types.ts'

export type TokensFinding = {
  readonly kind: 'tokens-version'
  /** 1: good in regions that are always on; 2: in all of them; null where AWS did not say. */
  readonly version: number | null
}

/** Tells where session tokens of the global STS endpoint are good: an account begins with regions that are always on. */
export async function checkTokens({
  reads,
}: Asking): Promise<CheckOutcome<TokensFinding | Unanswered>> {
  const account = await reads.account()
  if (account.kind === 'could-not') return couldNot(account)
  const looked = account.kind === 'found' ? account.found : null
  const summary = await reads.summary()
  if (summary.kind === 'could-not') return couldNot(summary, [], looked)
  const version = summary.kind === 'found' ? summary.found.globalTokenVersion : null
  const where = { 1: 'default-regions', 2: 'all-regions' }[version ?? 0]
  return {
    grade: where ? 'shown' : 'cannot-tell',
    account: looked,
    facts: where
      ? [
          checked(
            'global-tokens',
            where,
            `iam:GetAccountSummary GlobalEndpointTokenVersion ${version}`,
          ),
        ]
      : [],
    finding: { kind: 'tokens-version', version },
  }
}
