/** Where a fact came from; it decides how far the fact can be wrong (see `RELIABILITY`). */
export type Source = 'paste' | 'probe' | 'answer' | 'check'

/** One typed thing that is known of a case, with the words it was read from. */
export type Fact = {
  /** A kind from `knowledge/facts.yaml`. */
  readonly kind: string
  readonly value: string
  /** The exact words, already redacted; empty when a person answered a question. */
  readonly quote: string
  readonly source: Source
}

/** At which point of a run Terraform was. Published in the result of `diagnose`. */
export const PHASES = [
  'provider',
  'backend',
  'state',
  'lock',
  'remote-state',
  'module',
  'refresh',
  'data-source',
  'resource',
  'cli',
  'ci',
  'unknown',
] as const
export type Phase = (typeof PHASES)[number]

/** Which link of the credential chain spoke. Published in the result of `diagnose`. */
export const CREDENTIAL_STEPS = [
  'static',
  'assume-role',
  'web-identity',
  'sso',
  'process',
  'container',
  'imds',
  'profile',
  'none-found',
] as const
export type CredentialStep = (typeof CREDENTIAL_STEPS)[number]

/** One error a paste shows; null where the text does not say. */
export type ReadError = {
  readonly code: string | null
  /** The service's name as the SDK prints it: STS, S3, EC2, DynamoDB, SSO OIDC, ec2imds. */
  readonly service: string | null
  readonly operation: string | null
  readonly httpStatus: number | null
  readonly requestId: string | null
  readonly message: string
  /** The id of a page in `knowledge/variants/`. */
  readonly variant: string | null
  /** The id of a page in `knowledge/symptoms/`, null where no sign knows it; absent in what was kept before it was read. */
  readonly symptom?: string | null | undefined
  readonly phase: Phase
  readonly credentialStep: CredentialStep | null
  readonly address: string | null
  readonly file: string | null
  readonly line: number | null
}

/** How many secrets of one kind a paste held. */
export type SecretCount = { readonly kind: string; readonly count: number }

/** Everything kept of a paste; the text itself is not. `errors[0]` is the one to explain. */
export type Reading = {
  readonly auth: boolean
  readonly errors: readonly ReadError[]
  readonly facts: readonly Fact[]
  readonly secrets: readonly SecretCount[]
  /** It was longer than can be read: nothing is known of it. */
  readonly tooMuch?: true
}
