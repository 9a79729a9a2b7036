import type { Unanswered } from '../account/account-reads.ts'
import { checked } from '../account/checked-fact.ts'
import { type TokensFinding, tokensSentences } from '../wording/tokens-sentences.ts'
import { type Asking, type Check, type CheckOutcome, couldNot } from './check.ts'

export type TokensRequest = { readonly check: 'tokens' }

/** Which session tokens an account gives out. */
export const tokensCheck: Check<TokensRequest, TokensFinding> = {
  id: 'tokens',
  title: 'Check session tokens',
  headline: 'Which session tokens this account gives out',
  fields: [],
  step: {
    title: 'look up which session tokens the account hands out',
    button: 'Look the account up in AWS',
    says: 'I can look whether tokens of the global STS endpoint are valid in regions that have to be enabled: a setting of the whole account. That tells something only if Terraform signs in to this account.',
    settles: ['global-tokens'],
    // Only sessions are refused for the endpoint that made them, and only in regions that have to be enabled.
    when: ({ facts }) =>
      facts.get('region-kind')?.value === 'opt-in' &&
      facts.get('access-key-kind')?.value !== 'long-term'
        ? { known: {}, missing: [] }
        : undefined,
  },
  calls: ['iam:GetAccountSummary'],
  read: () => ({ check: 'tokens' }),
  run: (_, asking) => checkTokens(asking),
  sentences: tokensSentences,
  about: () => null,
  account: () => undefined,
}

/** Tells where session tokens of the global STS endpoint are good: an account begins with regions that are always on. */
async function checkTokens({ reads }: Asking): Promise<CheckOutcome<TokensFinding | Unanswered>> {
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
