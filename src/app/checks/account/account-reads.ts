/** Why AWS could not be asked, or did not answer the question. Never a finding about anybody's account. */
export type Obstacle =
  /** AWS knows who asks and does not let them read this. */
  | 'not-permitted'
  | 'throttled'
  /** So many checks wait for this account that this one would not get its turn in time. */
  | 'busy'
  | 'unreachable'
  | 'too-slow'
  /** Ours, not the person's. */
  | 'no-credentials'
  | 'credentials-expired'
  | 'credentials-refused'
  /** STS did not give us the role of the link. */
  | 'link-refused'
  /** Somebody pulled the kill switch. */
  | 'stopped'
  /** A check of the optional tier, which nobody switched on here. */
  | 'switched-off'
  | 'unexpected'

/** A question AWS left unanswered, with the call and the code it answered by. */
export type Unanswered = {
  readonly kind: 'could-not'
  readonly why: Obstacle
  readonly call: string
  readonly code: string
}
/** What AWS answered: something, that there is no such thing, or nothing that can be used. */
export type Answered<Found> =
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'missing' }
  | Unanswered

export type CallerIdentity = { readonly account: string; readonly arn: string; readonly id: string }
export type KeyUse = {
  readonly user: string | null
  readonly at: string | null
  readonly service: string | null
  readonly region: string | null
}
export type ListedKey = {
  readonly id: string
  readonly status: string
  readonly made: string | null
}
export type UserSeen = { readonly arn: string; readonly id: string }
export type RoleSeen = {
  readonly arn: string
  readonly id: string
  /** The trust policy, decoded; undefined where it cannot be read. */
  readonly trust: unknown
  readonly maxSession: number
  readonly lastUsed: string | null
  readonly bounded: boolean
}
/** What a simulation of the caller's own policies came to, and what it was not told. */
export type Simulated = {
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny' | 'unknown'
  /** Condition keys its answer would need and did not have. */
  readonly untold: readonly string[]
  /** False where a service control policy that could be read forbids it. */
  readonly byOrganization: boolean | null
  /** False where the permissions boundary does not allow it. */
  readonly byBoundary: boolean | null
}
type Summary = {
  readonly globalTokenVersion: number | null
  readonly rootKeys: number | null
}

/** What a check may read of one AWS account, for the length of one check. Nothing here throws for what AWS says. */
export type AccountReads = {
  /** Whether a role of the account was taken, instead of the credentials at hand. */
  readonly linked: boolean
  /** The account looked at; signs in where that is needed. */
  account(): Promise<Answered<string>>
  identity(): Promise<Answered<CallerIdentity>>
  /** Asked with our own credentials, of any account; says nothing about the state of the key. */
  accountOfKey(keyId: string): Promise<Answered<string>>
  keyUse(keyId: string): Promise<Answered<KeyUse>>
  keys(user: string): Promise<Answered<readonly ListedKey[]>>
  user(name: string): Promise<Answered<UserSeen>>
  /** The ARNs of the policies attached to a user. */
  policies(user: string): Promise<Answered<readonly string[]>>
  role(name: string): Promise<Answered<RoleSeen>>
  /** The ARNs of the OIDC providers of the account. */
  providers(): Promise<Answered<readonly string[]>>
  /** The audiences an OIDC provider takes. */
  audiences(providerArn: string): Promise<Answered<readonly string[]>>
  summary(): Promise<Answered<Summary>>
  region(name: string): Promise<Answered<string>>
  decode(message: string): Promise<Answered<string>>
  /** Whether the own policies of a user or role let it take a role; with the optional tier only, else not switched on. */
  mayAssume(caller: string, role: string): Promise<Answered<Simulated>>
  /** The serial numbers of the code devices of a user; with the optional tier only, else not switched on. */
  devices(user: string): Promise<Answered<readonly string[]>>
  /** The calls that were made, in order. */
  calls(): readonly string[]
  /** AWS's own ids of these, as far as it gave them. */
  requests?(): readonly string[]
}
