import { keyIdOf } from '../../../core/aws-ids/access-key-id.ts'
import type { AccountReads, Answered, CallerIdentity } from './account-reads.ts'

/** Whether one read may be made; undefined where that could not be found out. */
export type Capability = { readonly call: string; readonly allowed: boolean | undefined }

// Nobody calls a user or a role so; a read that finds nothing was a read that was allowed.
const NOBODY = 'tfauth-asks-whether-it-may-read'

type Read = readonly [
  call: string,
  attempt: (reads: AccountReads, identity: CallerIdentity) => Promise<Answered<unknown>>,
]
const READS: readonly Read[] = [
  ['iam:GetAccessKeyLastUsed', (reads, { account }) => reads.keyUse(keyIdOf(account))],
  ['iam:ListAccessKeys', (reads) => reads.keys(NOBODY)],
  ['iam:GetUser', (reads) => reads.user(NOBODY)],
  ['iam:ListAttachedUserPolicies', (reads) => reads.policies(NOBODY)],
  ['iam:GetRole', (reads, { arn }) => reads.role(ownRole(arn) ?? NOBODY)],
  ['iam:ListOpenIDConnectProviders', (reads) => reads.providers()],
  [
    'iam:GetOpenIDConnectProvider',
    (reads, { account }) => reads.audiences(`arn:aws:iam::${account}:oidc-provider/tfauth.invalid`),
  ],
  ['iam:GetAccountSummary', (reads) => reads.summary()],
  ['sts:DecodeAuthorizationMessage', (reads) => reads.decode(NOBODY)],
  ['account:GetRegionOptStatus', (reads) => reads.region('us-east-1')],
]

/** The calls that are tried. */
export const CAPABILITY_CALLS: readonly string[] = READS.map(([call]) => call)

/** Takes an identity; tries each read once, on something that does not exist, and tells which are allowed. */
export async function capabilities(
  reads: AccountReads,
  identity: CallerIdentity,
): Promise<readonly Capability[]> {
  const found: Capability[] = []
  for (const [call, attempt] of READS)
    found.push({ call, allowed: allowedBy(await attempt(reads, identity)) })
  return found
}

function ownRole(arn: string): string | undefined {
  return /:assumed-role\/([\w+=,.@-]{1,64})\//.exec(arn)?.[1]
}

function allowedBy(answer: Answered<unknown>): boolean | undefined {
  if (answer.kind !== 'could-not') return true
  return answer.why === 'not-permitted' ? false : undefined
}
