import { keyIdOf } from '../../core/aws-ids/access-key-id.ts'
import type { AccountReads, Answered, CallerIdentity } from './check-types.ts'

/** Whether one read may be made; undefined where that could not be found out. */
export type Capability = { readonly call: string; readonly allowed: boolean | undefined }

// Nobody calls a user or a role so; a read that finds nothing was a read that was allowed.
const NOBODY = 'tfauth-asks-whether-it-may-read'

/** Takes an identity; tries each read once, on something that does not exist, and tells which are allowed. */
export async function capabilities(
  reads: AccountReads,
  { account, arn }: CallerIdentity,
): Promise<readonly Capability[]> {
  const own = /:assumed-role\/([\w+=,.@-]{1,64})\//.exec(arn)?.[1]
  const provider = `arn:aws:iam::${account}:oidc-provider/tfauth.invalid`
  const tries: readonly (readonly [string, () => Promise<Answered<unknown>>])[] = [
    ['iam:GetAccessKeyLastUsed', () => reads.keyUse(keyIdOf(account))],
    ['iam:ListAccessKeys', () => reads.keys(NOBODY)],
    ['iam:GetUser', () => reads.user(NOBODY)],
    ['iam:ListAttachedUserPolicies', () => reads.policies(NOBODY)],
    ['iam:GetRole', () => reads.role(own ?? NOBODY)],
    ['iam:ListOpenIDConnectProviders', () => reads.providers()],
    ['iam:GetOpenIDConnectProvider', () => reads.audiences(provider)],
    ['iam:GetAccountSummary', () => reads.summary()],
    ['sts:DecodeAuthorizationMessage', () => reads.decode(NOBODY)],
    ['account:GetRegionOptStatus', () => reads.region('us-east-1')],
  ]
  const found: Capability[] = []
  for (const [call, attempt] of tries) found.push({ call, allowed: allowedBy(await attempt()) })
  return found
}

function allowedBy(answer: Answered<unknown>): boolean | undefined {
  if (answer.kind !== 'could-not') return true
  return answer.why === 'not-permitted' ? false : undefined
}
