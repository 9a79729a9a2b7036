/**
 * One shape of secret. `before` and `secret` are named groups that stand side by side at the start of the match;
 * without them the whole match is the secret. Every run is bounded, so each pattern is linear in the text.
 */
export type SecretRule = {
  readonly kind: string
  readonly pattern: RegExp
  /** A cheap test that must hold before the pattern is tried. */
  readonly gate?: RegExp
  /** Values that only look like one: references, masks, placeholders. */
  readonly spares?: (secret: string) => boolean
  readonly keeps: (secret: string) => string
}

const gone = (kind: string) => (secret: string) => `[${kind} ${secret.length}]`

/** A key id's kind and last four characters tell people which key is meant and open nothing. */
const keyId = (secret: string) =>
  `${secret.slice(0, 4)}${'*'.repeat(Math.max(0, secret.length - 8))}${secret.slice(-4)}`

const REFERENCE =
  /^(?:\*{2,}|x{3,}|\.{3}|<.{0,80}>|\$\{?\{?.{0,200}|%\w{1,60}%|var\..{0,80}|local\..{0,80}|data\..{0,80}|module\..{0,80}|(?:set|unset|null|none|true|false|redacted|masked|sensitive|removed|env|not)\b.{0,40}|\(.{0,80}|\[[a-z].{0,80}|length=\d{1,4}|file\(.{0,100})$/i
const reference = (secret: string) =>
  REFERENCE.test(secret) ||
  /^\*{2,}/.test(secret) ||
  /^\[[a-z-]{1,40}(?: \d{1,6}\]?)?$/.test(secret)

/** Secret keys mix cases and digits; a word, a path or a hash in hex does not. */
const plainWord = (secret: string) =>
  !/[a-z]/.test(secret) || !/[A-Z]/.test(secret) || !/[0-9]/.test(secret)

const SECRET_NAME = `(?:aws[_-]?)?secret[_-]?(?:access[_-]?)?key(?:[_-]?id)?|SecretAccessKey`
const TOKEN_NAME = `(?:aws[_-]?)?(?:session|security)[_-]?token|SessionToken|SecurityToken|x-amz-security-token`
const ASSIGN = String.raw`["']?[ \t]{0,20}(?:=>|:=|=|:|,|[ \t]is[ \t]|[ \t])[ \t]{0,20}\\?["']?`

const KEY_ID_AT = '(?:AKIA|ASIA|ABIA|ACCA)'

export const SECRET_RULES: readonly SecretRule[] = [
  {
    kind: 'private-key',
    gate: /PRIVATE KEY/,
    pattern:
      /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[^-]{0,8000}(?:-----END [A-Z ]{0,20}PRIVATE KEY-----)?/g,
    keeps: gone('private-key'),
  },
  {
    kind: 'jwt',
    gate: /eyJ/,
    pattern: /\beyJ[\w-]{5,4000}\.[\w-]{4,8000}(?:\.[\w-]{0,4000})?/g,
    keeps: gone('jwt'),
  },
  {
    kind: 'encoded-authorization-message',
    gate: /Encoded authorization/i,
    pattern:
      /(?<before>Encoded authorization failure message:\s{0,4})(?<secret>[\w-]{20,12000}(?:\s[\w-]{40,12000}){0,200})/gi,
    keeps: gone('encoded-authorization-message'),
  },
  {
    // IncompleteSignature repeats the credential scope: with key and secret swapped, that is the secret itself.
    kind: 'aws-secret-access-key',
    gate: /got\s{0,2}'|Credential=/,
    pattern:
      /(?<before>(?:got\s{0,2}'|Credential=))(?<secret>[A-Za-z0-9/+=]{1,200}?)(?=\/\d{8}\/)/g,
    spares: (secret) =>
      new RegExp(`^${KEY_ID_AT}[A-Z0-9]{12,28}$`).test(secret) || secret.includes('***'),
    keeps: gone('aws-secret-access-key'),
  },
  {
    kind: 'aws-session-token',
    gate: /token/i,
    pattern: new RegExp(
      `(?<before>(?:${TOKEN_NAME})${ASSIGN})(?<secret>[A-Za-z0-9/+=%_.-]{16,4096})`,
      'gi',
    ),
    spares: (secret) => reference(secret) || /^[a-z_.-]+$/.test(secret),
    keeps: gone('aws-session-token'),
  },
  {
    kind: 'aws-session-token',
    gate: /IQoJ|FwoG|FQoG|FQoD|AQoD/,
    pattern: /\b(?:IQoJ|FwoG|FQoG|FQoD|AQoD)[A-Za-z0-9/+=%]{16,4096}/g,
    keeps: gone('aws-session-token'),
  },
  {
    kind: 'aws-secret-access-key',
    gate: /secret/i,
    pattern: new RegExp(
      `(?<before>(?:${SECRET_NAME})${ASSIGN})(?<secret>[^\\s"'\`,;<>|]{8,200})`,
      'gi',
    ),
    spares: (secret) => reference(secret) || /^[a-z_.-]+$/.test(secret),
    keeps: gone('aws-secret-access-key'),
  },
  {
    // Forty characters of the secret alphabet standing alone: hex digests, ids with dashes and paths are spared.
    kind: 'aws-secret-access-key',
    pattern: /(?<![A-Za-z0-9/+=_.:%-])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=_.-])/g,
    spares: plainWord,
    keeps: gone('aws-secret-access-key'),
  },
  {
    kind: 'aws-signature',
    gate: /Signature/i,
    pattern: /(?<before>Signature(?:=|%3D|["']?:[ \t]{0,4}["']?))(?<secret>[0-9a-f]{64})/gi,
    keeps: gone('aws-signature'),
  },
  {
    kind: 'aws-access-key-id',
    gate: new RegExp(KEY_ID_AT),
    pattern: new RegExp(`(?<![A-Za-z0-9])${KEY_ID_AT}[A-Z0-9]{12,28}(?![A-Za-z0-9])`, 'g'),
    keeps: keyId,
  },
  {
    kind: 'base64-aws-access-key-id',
    gate: /QUtJ|QVNJ/,
    pattern: /(?<![A-Za-z0-9])(?:QUtJ|QVNJ)[A-Za-z0-9+/]{20,40}={0,2}/g,
    keeps: (secret) => `${secret.slice(0, 4)}[base64-aws-access-key-id ${secret.length}]`,
  },
  {
    kind: 'vendor-token',
    gate: /gh[pousr]_|github_pat_|glpat-|xox|xapp-|hvs\.|npm_|sk-|AIza|dop_v1_|atlasv1|SG\.|pypi-/,
    pattern:
      /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|glpat-[\w-]{15,100}|xox[abeprs]-[\w-]{8,255}|xapp-[\w-]{8,255}|hv[sb]\.[\w-]{20,255}|npm_[A-Za-z0-9]{30,60}|sk-[\w-]{20,200}|AIza[\w-]{30,60}|dop_v1_[0-9a-f]{64}|[A-Za-z0-9]{14}\.atlasv1\.[\w-]{30,120}|SG\.[\w-]{16,40}\.[\w-]{20,80}|pypi-[\w-]{40,400})/g,
    keeps: gone('vendor-token'),
  },
  {
    kind: 'url-password',
    gate: /:\/\//,
    pattern: /(?<before>:\/\/[^\s:/@"'<>]{0,200}:)(?<secret>[^\s@"'<>]{1,200})(?=@)/g,
    spares: reference,
    keeps: gone('url-password'),
  },
  {
    kind: 'labelled-secret',
    gate: /passw|secret|token|api|key|credential|authorization/i,
    pattern:
      /(?<before>(?:passwd|password|passphrase|secret|api[_-]?key|client[_-]?secret|access[_-]?token|auth[_-]?token|private[_-]?key|bearer|[a-z_-]{0,40}_(?:token|secret|password))\\?["']?[ \t]{0,10}(?:=>|:=|=|:)[ \t]{0,10}\\?["']?)(?<secret>[^\s"'`,;<>|)\]}]{6,400})/gi,
    spares: (secret) => reference(secret) || /^(?:https?:|arn:|\/|\.\/|~\/)/.test(secret),
    keeps: gone('labelled-secret'),
  },
  {
    kind: 'labelled-secret',
    gate: /bearer|basic/i,
    pattern:
      /(?<before>Authorization["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?:Bearer|Basic)[ \t]{1,4})(?<secret>[\w+/=.~-]{8,4000})/gi,
    spares: reference,
    keeps: gone('labelled-secret'),
  },
]
