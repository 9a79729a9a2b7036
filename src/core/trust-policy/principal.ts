import { issuerOf } from './claims.ts'
import { providerArn } from './context.ts'
import type { Principals, Statement } from './policy.ts'
import { accountOf, partitionOf, type TrustRequest } from './request.ts'

/** How a statement names the caller: itself, through its account, not at all, or in a way we do not judge. */
export type Naming = 'itself' | 'account' | 'not' | 'unknown'

// IAM knows these by their host name alone, without a provider in the account.
const BUILT_IN = [
  'accounts.google.com',
  'cognito-identity.amazonaws.com',
  'graph.facebook.com',
  'www.amazon.com',
]

/** Takes a statement and a request; tells how the statement names who asks. */
export function naming(statement: Statement, request: TrustRequest): Naming {
  const { principal, notPrincipal } = statement
  if (notPrincipal) return 'unknown'
  if (principal === null) return 'not'
  if (principal === '*') return 'itself'
  return strongest(Object.entries(principal).map(([kind, names]) => ofKind(kind, names, request)))
}

function ofKind(kind: string, names: readonly string[], request: TrustRequest): Naming {
  const { principal, oidc } = request
  if (kind === 'AWS') {
    if (oidc) return names.includes('*') ? 'unknown' : 'not'
    if (!principal || 'service' in principal) return 'not'
    return strongest(names.map((name) => awsName(name, principal)))
  }
  if (kind === 'Federated') {
    if (!oidc) return 'not'
    const builtIn = BUILT_IN.includes(issuerOf(oidc)) && names.includes(issuerOf(oidc))
    return builtIn || names.includes(providerArn(request, oidc)) ? 'itself' : 'not'
  }
  if (kind === 'Service') {
    return principal && 'service' in principal && names.includes(principal.service)
      ? 'itself'
      : 'not'
  }
  return 'unknown'
}

function awsName(
  name: string,
  {
    arn,
    role_arn,
    unique_id,
  }: {
    readonly arn: string
    readonly role_arn?: string | undefined
    readonly unique_id?: string | undefined
  },
): Naming {
  if (name === '*') return 'itself'
  const account = accountOf(arn)
  if (name === account || name === `arn:${partitionOf(arn)}:iam::${account}:root`) return 'account'
  // A deleted and re-made user or role has another id, so an id left in a policy names nobody.
  const own = [arn, role_arn, unique_id, unique_id?.split(':')[0]]
  return own.includes(name) ? 'itself' : 'not'
}

function strongest(found: readonly Naming[]): Naming {
  for (const naming of ['itself', 'account', 'unknown'] as const)
    if (found.includes(naming)) return naming
  return 'not'
}

/** Every name of one kind in a statement's principals. */
export function namesOf(principals: Principals | null, kind: string): readonly string[] {
  return principals === null || principals === '*' ? [] : (principals[kind] ?? [])
}
