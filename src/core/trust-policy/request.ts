/** Who asks for which role, with everything that is known of the request. The names are those of the published cases. */
export type TrustRequest = {
  readonly action: string
  readonly role_arn: string
  readonly principal?: AwsPrincipal | ServicePrincipal | undefined
  readonly oidc?: OidcToken | undefined
  readonly provider?: OidcProvider | undefined
  readonly external_id?: string | undefined
  readonly session_name?: string | undefined
  readonly source_identity?: string | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
  /** Condition keys that are known: name → value or values. */
  readonly context?: Readonly<Record<string, unknown>> | undefined
  /** What the caller's own policies say of `sts:AssumeRole` on this role. */
  readonly identity_policy?: 'allow' | 'none' | 'deny' | undefined
  readonly duration_seconds?: number | undefined
  readonly role_max_session?: number | undefined
  /** The caller is itself the session of a role. */
  readonly chained?: boolean | undefined
  readonly role_exists?: boolean | undefined
  readonly principal_exists?: boolean | undefined
  /** `create`: the policy is about to be saved, not used. */
  readonly phase?: string | undefined
}

export type AwsPrincipal = {
  readonly arn: string
  /** Of a session, the role behind it, with its path. */
  readonly role_arn?: string | undefined
  readonly unique_id?: string | undefined
  readonly org_id?: string | undefined
}
type ServicePrincipal = { readonly service: string }

/** The claims of an OIDC token; `iss`, `sub` and `aud` are always there. */
export type OidcToken = {
  readonly iss: string
  readonly sub: string
  readonly aud: string | readonly string[]
  readonly [claim: string]: unknown
}
type OidcProvider = {
  readonly exists?: boolean | undefined
  readonly client_ids?: readonly string[] | undefined
}

/** The account of an ARN: its fifth part. */
export function accountOf(arn: string): string {
  return arn.split(':')[4] ?? ''
}

/** The partition of an ARN: its second part. */
export function partitionOf(arn: string): string {
  return arn.split(':')[1] ?? 'aws'
}
