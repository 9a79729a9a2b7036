import { issuerOf, keysOf } from './claims.ts'
import { accountOf, type OidcToken, partitionOf, type TrustRequest } from './request.ts'

/** What a condition key holds: values, nothing, or something we were not told. */
export type Held = readonly string[] | 'absent' | 'unknown'
export type Context = (key: string) => Held

/** Keys that are always in a request, or can be, and that we can only know when told. */
const MUST_BE_TOLD =
  /^aws:(?:sourceip|vpcsourceip|sourcevpc|sourcevpce|sourcevpcarn|currenttime|epochtime|principalorgid|principalorgpaths|principaltag\/.{1,128}|tokenissuetime|useragent|referer|requestedregion|userid|multifactorauth(?:present|age))$/

/** Takes a request and the action asked about; gives what its condition keys hold. Names of keys are compared without case. */
export function contextOf(request: TrustRequest, action: string): Context {
  const known = new Map<string, readonly string[]>()
  const put = (key: string, value: string | undefined) => {
    if (value !== undefined && value !== '') known.set(key.toLowerCase(), [value])
  }
  const longTerm = putCaller(request, put)
  put('aws:SecureTransport', 'true')
  putTags(request, put, known)
  if (request.oidc) for (const [key, values] of keysOf(request.oidc)) known.set(key, values)
  if (request.oidc) put('aws:FederatedProvider', providerArn(request, request.oidc))
  // The rest of the request belongs to the assuming itself: tagging and naming the source are decided without it.
  const assuming = /^sts:assumerole/i.test(action)
  if (assuming) put('sts:ExternalId', request.external_id)
  if (assuming) put('sts:RoleSessionName', request.session_name)
  if (assuming || /setsourceidentity$/i.test(action))
    put('sts:SourceIdentity', request.source_identity)
  for (const [key, value] of Object.entries(request.context ?? {})) {
    known.set(key.toLowerCase(), (Array.isArray(value) ? value : [value]).map(String))
  }
  return (key) => {
    const name = key.toLowerCase()
    const held = known.get(name)
    if (held) return held
    // A key pair of a user carries no word about MFA at all; a session does.
    if (longTerm && name.startsWith('aws:multifactorauth')) return 'absent'
    if (name === 'sts:rolesessionname') return assuming ? 'unknown' : 'absent'
    return MUST_BE_TOLD.test(name) ? 'unknown' : 'absent'
  }
}

/** Puts what follows from who asks; true when it is a user's own key. */
function putCaller(
  { principal }: TrustRequest,
  put: (key: string, value: string | undefined) => void,
): boolean {
  if (!principal) return false
  if ('service' in principal) {
    put('aws:PrincipalIsAWSService', 'true')
    put('aws:PrincipalServiceName', principal.service)
    return false
  }
  const { arn, role_arn, unique_id, org_id } = principal
  const user = /:user\/(?:.{0,512}\/)?([^/]{1,64})$/.exec(arn)?.[1]
  put('aws:PrincipalArn', role_arn ?? arn)
  put('aws:PrincipalAccount', accountOf(arn))
  put('aws:PrincipalOrgID', org_id)
  put('aws:PrincipalIsAWSService', 'false')
  put(
    'aws:PrincipalType',
    user ? 'User' : arn.includes(':assumed-role/') ? 'AssumedRole' : undefined,
  )
  put('aws:userid', unique_id)
  put('aws:username', user)
  return user !== undefined
}

function putTags(
  request: TrustRequest,
  put: (key: string, value: string) => void,
  known: Map<string, readonly string[]>,
): void {
  const tags = tagsOf(request)
  for (const [name, value] of Object.entries(tags)) put(`aws:RequestTag/${name}`, value)
  if (Object.keys(tags).length > 0) known.set('aws:tagkeys', Object.keys(tags))
}

/** The session tags a request carries, in its arguments or inside its token. */
export function tagsOf({ tags, oidc }: TrustRequest): Readonly<Record<string, string>> {
  const claim = oidc?.['https://aws.amazon.com/tags']
  const inside =
    typeof claim === 'object' && claim !== null && 'principal_tags' in claim
      ? claim.principal_tags
      : {}
  return {
    ...tags,
    ...Object.fromEntries(
      Object.entries(typeof inside === 'object' && inside !== null ? inside : {}).map(
        ([name, value]) => [name, String(Array.isArray(value) ? value[0] : value)],
      ),
    ),
  }
}

/** The ARN under which IAM knows the token's issuer, in the account of the role. */
export function providerArn({ role_arn }: TrustRequest, token: OidcToken): string {
  return `arn:${partitionOf(role_arn)}:iam::${accountOf(role_arn)}:oidc-provider/${issuerOf(token)}`
}
