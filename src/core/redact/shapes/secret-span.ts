/** What a secret can be; `SECRET_WORDS` of the app has words for each. The earlier decides where two meet. */
export const SECRET_KINDS = [
  'private-key',
  'base64-aws-access-key-id',
  'aws-access-key-id',
  'aws-session-token',
  'jwt',
  'aws-secret-access-key',
  'aws-signature',
  'vendor-token',
  'url-password',
  'external-id',
  'labelled-secret',
] as const
export type SecretKind = (typeof SECRET_KINDS)[number]

/** Takes a kind; gives whether whoever holds it can use it, so that it must be replaced. */
export function mustBeReplaced(kind: string): boolean {
  return kind !== 'aws-access-key-id' && kind !== 'external-id'
}

/** A secret's place in a text, and how long it is without the breaks and escapes in it. */
export type Span = {
  readonly from: number
  readonly to: number
  readonly kind: SecretKind
  readonly length: number
}

/** Takes places and a kind; gives them as a span. */
export function spanOf(kind: SecretKind, from: number, to: number): Span {
  return { kind, from, to, length: to - from }
}

/** Everything `redact` puts in a secret's place; a second look must leave it as it is. */
export const MARK = new RegExp(
  `(?:QUtJ|QVNJ)?\\[(?:${SECRET_KINDS.join('|')}) \\d{1,6}\\]|(?:AKIA|ASIA|ABIA|ACCA)\\*{4,24}[A-Z0-9]{4}`,
  'g',
)

/**
 * A secret known by its form. `before` and `secret` are named groups side by side at the start of the match;
 * without them the whole match is the secret. Every run is bounded, so each pattern is linear in the text.
 */
export type Format = {
  readonly kind: SecretKind
  /** Literals of which the text must hold one before the pattern is tried. */
  readonly gate: readonly string[]
  readonly pattern: RegExp
  /** Values that only look like one. */
  readonly spares?: (secret: string) => boolean
}
