import type { Fact, Phase, ReadError } from '../../fact.ts'
import { type FactReader, factOf, type Seen } from '../fact-reader.ts'

const PARTS: Readonly<Record<Phase, string>> = {
  backend: 'backend',
  state: 'backend',
  lock: 'backend',
  'remote-state': 'backend',
  provider: 'provider',
  module: 'other',
  refresh: 'other',
  'data-source': 'other',
  resource: 'other',
  // What the AWS CLI says later of the same case does not change which part of Terraform failed.
  cli: '',
  ci: 'other',
  unknown: '',
}

/** Which wording came with which versions; from the sources of Terraform, the provider and their shared library. */
const RANGES: readonly { readonly says: RegExp; readonly range: string; readonly age: string }[] = [
  { says: /Error configuring the backend "s3"/, range: 'Terraform 0.11 or older', age: 'old' },
  { says: /error configuring S3 Backend/, range: 'Terraform 0.13 to 1.5', age: 'old' },
  {
    says: /error using credentials to get account ID/,
    range: 'AWS provider 2.x or Terraform 0.12',
    age: 'old',
  },
  { says: /\* provider\.aws(?:\.[\w-]{1,80})?: /, range: 'Terraform 0.11 or older', age: 'old' },
  {
    says: /error configuring Terraform AWS Provider: [^\n]{0,200}error calling sts:GetCallerIdentity: operation error/,
    range: 'AWS provider 4.0 to about 4.45',
    age: 'old',
  },
  {
    says: /error configuring Terraform AWS Provider: [^\n]{0,200}error calling sts:GetCallerIdentity: /,
    range: 'AWS provider 3.x',
    age: 'old',
  },
  {
    says: /error configuring Terraform AWS Provider/,
    range: 'AWS provider 3.x or 4.x',
    age: 'old',
  },
  {
    says: /configuring Terraform AWS Provider: error validating/,
    range: 'AWS provider about 4.45',
    age: 'old',
  },
  {
    says: /configuring Terraform AWS Provider: validating/,
    range: 'AWS provider late 4.x to about 5.11',
    age: 'old',
  },
  {
    says: /Retrieving AWS account details: validating provider credentials/,
    range: 'AWS provider about 5.20 or newer',
    age: 'current',
  },
  {
    says: /No valid credential sources found[^\n]{0,20}Please see https:\/\/registry\.terraform\.io\/providers\/hashicorp\/aws/,
    range: 'AWS provider about 5.12 or newer',
    age: 'current',
  },
  {
    says: /developer\.hashicorp\.com\/terraform\/language\/backend\/s3/,
    range: 'Terraform 1.11 or newer',
    age: 'current',
  },
  {
    says: /www\.terraform\.io\/docs\/language\/settings\/backends\/s3\.html/,
    range: 'Terraform 0.14 to 1.10',
    age: '',
  },
  { says: /opentofu\.org\/docs\/language/, range: 'OpenTofu', age: '' },
]

// A wrap runs through it, and AWS decodes it only when it is whole; redaction may have taken it away.
const ENCODED =
  /Encoded authorization failure message: {0,4}(\[encoded-authorization-message \d{1,6}\]|[\w-]{20,12000}(?: [\w-]{40,12000}){0,200}(?: (?=[a-zA-Z_-]{0,38}\d)[\w-]{8,39}(?![\w.-]))?)/i

// Where lines of the message stand under one another, what follows them alone in its line is its end.
const LINES =
  /Encoded\sauthorization\sfailure\smessage:\s{0,4}([\w-]{20,12000}(?:\n[\w-]{40,12000}){1,200}\n[\w-]{2,39})(?=\n|$)/i

/** What the errors read and their wording say: the part, the SDK, versions by wording, address and file. */
export const ERRORS: FactReader = {
  kinds: [
    'failing-part',
    'provider-check',
    'sdk',
    'tool-range',
    'tool-age',
    'address',
    'location',
    'encoded-message',
    'iam-by-session',
  ],
  read,
}

function read(seen: Seen): readonly Fact[] {
  const first = seen.errors[0]
  return [
    ...(first ? [...ofError(first), ...providerCheck(first, seen)] : []),
    ...ofWording(seen),
    ...bySession(seen),
  ]
}

// aws-vault calls GetSessionToken unless it is told not to; both may call IAM only with a code from a device, or never.
const SESSION_MAKER =
  /\baws-vault (?:(?!--no-session)--?[\w=-]{1,40} ){0,4}exec (?!(?:[^\n]{0,80} )?(?:--no-session|-n)\b)|\bget-?session-?token\b|\bget-?federation-?token\b/i

/** A session of these two is refused by IAM in the words for an unknown key. */
function bySession({ flat, lower, errors }: Seen): readonly Fact[] {
  const [first] = errors
  if (!/aws-vault|session-?token|federation-?token/.test(lower)) return []
  const iam = first?.service === 'IAM' || /\bIAM\b/.test(first?.message ?? '')
  const maker = iam ? SESSION_MAKER.exec(flat) : null
  return maker ? [factOf('iam-by-session', 'yes', maker[0])] : []
}

/**
 * Before it touches a resource the provider asks STS who it is, unless skip_credentials_validation is set:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs. Terraform names file and line since 0.12; the first
 * versions went on without that check: https://github.com/hashicorp/terraform/pull/2730.
 */
function providerCheck({ phase, address, file }: ReadError, { lower }: Seen): readonly Fact[] {
  const later = phase === 'resource' || phase === 'data-source' || phase === 'refresh'
  if (!later || !file || !address || !/(?:^|\.)aws_/.test(address)) return []
  if (/skip_credentials_validation["' ]{0,20}[=:] {0,20}["']?true/.test(lower)) return []
  return [factOf('provider-check', 'passed', `with ${address}`)]
}

function ofError(error: ReadError): readonly Fact[] {
  const facts: Fact[] = []
  const part = PARTS[error.phase]
  if (part) facts.push(factOf('failing-part', part, error.message))
  if (error.address) facts.push(factOf('address', error.address, `with ${error.address}`))
  if (error.file && error.line)
    facts.push(
      factOf('location', `${error.file}:${error.line}`, `on ${error.file} line ${error.line}`),
    )
  return facts
}

function ofWording({ text, flat, lower }: Seen): readonly Fact[] {
  const facts: Fact[] = []
  const v2 =
    lower.includes('operation error ') &&
    /operation error [A-Za-z0-9 .-]{2,40}: \w{2,80},/.exec(flat)
  const v1 =
    (lower.includes('request id: ') && /status code: \d{1,3}, request id: ?\S{0,80}/.exec(flat)) ||
    (lower.includes('nocredentialproviders') && /NoCredentialProviders/.exec(flat))
  if (v2) facts.push(factOf('sdk', 'v2', v2[0]))
  else if (v1) facts.push(factOf('sdk', 'v1', v1[0]))
  if (/provider|backend|opentofu/.test(lower)) {
    for (const { says, range, age } of RANGES) {
      const match = says.exec(flat)
      if (!match) continue
      facts.push(factOf('tool-range', range, match[0]))
      if (age) facts.push(factOf('tool-age', age, match[0]))
      break
    }
  }
  const encoded = lower.includes('encoded authorization failure message')
    ? (LINES.exec(text) ?? ENCODED.exec(flat))
    : null
  const message = encoded?.[1] ?? ''
  if (encoded)
    facts.push(
      factOf(
        'encoded-message',
        message.startsWith('[') ? message : message.replace(/\s/g, ''),
        encoded[0],
      ),
    )
  return facts
}
