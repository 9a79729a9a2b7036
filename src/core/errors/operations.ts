/** One match with its place; groups that took no part are left away. */
export type Match = { readonly at: number; readonly groups: readonly string[] }

const OPERATION =
  /operation error ([A-Za-z0-9][A-Za-z0-9 .-]{0,40}?): ([A-Za-z0-9]{2,80})(?=[,\s])/g
const CALLING = /(?:calling|via) (sts|iam):(GetCallerIdentity|[A-Z]\w{2,60})\b/g
// The SDK for PHP, and the frames of the one for JavaScript.
const EXECUTING = /Error executing "([A-Z]\w{2,60})" on /
const DESERIALIZING = /\bde_([A-Z]\w{2,60}?)CommandError\b/
// The log of the first SDK: "DEBUG: Response sts/GetCallerIdentity Details:".
const DETAILS = /(?:Request|Response) ([a-z0-9]{2,30})\/([A-Z]\w{2,60}) Details:/g
const REFUSED_ACTION =
  /not authorized to perform:? ?([a-z][a-z0-9-]{1,40}):([A-Z]\w{2,80})|Cannot call (GetSessionToken) with session credentials/i
const REFUSED_FIRST =
  /^ ?(?:You are not authorized to perform this operation\. )?(?:User: .{0,300}? is )?not authorized to perform:? ?([a-z][a-z0-9-]{1,40}):([A-Z]\w{2,80})/i
// Ruby names the service by a module.
const OF_CLASS = /\bAws::(STS|IAM|S3|EC2|SSO|DynamoDB)::Errors::/
const ROLE_WITH_TOKEN = /IAM Role \([^)\n]{0,300}\) cannot be assumed with web identity token/i
const ROLE_REFUSED = /is not authorized to assume role/i
const ROLE =
  /IAM Role \([^)\n]{0,300}\) cannot be assumed|The role "[^"\n]{0,300}" cannot be assumed/i
// Only STS and the SSO portal have operations of these names.
const ONLY_STS =
  /^(?:AssumeRole|AssumeRoleWithWebIdentity|AssumeRoleWithSAML|AssumeRoot|GetDelegatedAccessToken|GetWebIdentityToken|GetCallerIdentity|GetSessionToken|GetFederationToken|DecodeAuthorizationMessage)$/
const ONLY_SSO = /^(?:GetRoleCredentials|ListAccountRoles)$/
const ONLY_SSO_OIDC = /^(?:CreateToken|CreateTokenWithIAM|RegisterClient|StartDeviceAuthorization)$/
const ONLY_SIGNIN = /^CreateOAuth2Token(?:WithIAM)?$/

/** What the provider and the backend of the first SDK say in place of the operation's name (their sources). */
const VERBS: readonly { readonly says: RegExp; readonly service: string; readonly is: string }[] = [
  {
    says: /launching source instance|creating EC2 Instance\b/i,
    service: 'EC2',
    is: 'RunInstances',
  },
  { says: /Error import KeyPair|importing EC2 Key Pair/i, service: 'EC2', is: 'ImportKeyPair' },
  { says: /creating IAM Role\b/i, service: 'IAM', is: 'CreateRole' },
  { says: /creating Route ?53 Hosted Zone\b/i, service: 'Route 53', is: 'CreateHostedZone' },
  { says: /creating (?:RDS )?DB Instance\b/i, service: 'RDS', is: 'CreateDBInstance' },
  { says: /creating S3 bucket\b|Create S3 bucket with retry/i, service: 'S3', is: 'CreateBucket' },
  { says: /failed to upload state/i, service: 'S3', is: 'PutObject' },
  { says: /getting caller identity\b/i, service: 'STS', is: 'GetCallerIdentity' },
]

export type Operation = { readonly service: string | null; readonly operation: string | null }

/** Takes the text of one diagnostic; gives the operations it names, with their places. */
export function operationsIn(text: string): readonly Match[] {
  return [
    ...allOperations(text, OPERATION),
    ...allOperations(text, CALLING),
    ...allOperations(text, DETAILS),
  ].sort((a, b) => a.at - b.at)
}

export function allOperations(text: string, pattern: RegExp): readonly Match[] {
  return [...text.matchAll(pattern)].map((match) => ({
    at: match.index,
    groups: match.slice(1).filter((group) => group !== undefined),
  }))
}

export function operationOf(match: Match): Operation {
  return named(match.groups[0] ?? null, match.groups[1] ?? null)
}

/** An operation with its service, which the AWS CLI leaves out. */
export function named(of: string | null, operation: string | null): Operation {
  return { service: service(of) ?? (operation ? serviceOf(operation) : null), operation }
}

function serviceOf(operation: string): string | null {
  if (ONLY_STS.test(operation)) return 'STS'
  if (ONLY_SSO.test(operation)) return 'SSO'
  if (ONLY_SSO_OIDC.test(operation)) return 'SSO OIDC'
  return ONLY_SIGNIN.test(operation) ? 'Signin' : null
}

// STS gives these only for the token of somebody else's sign-in; Terraform sends no SAML.
const OF_WEB_IDENTITY =
  /^(?:InvalidIdentityToken|IDPCommunicationError|IDPRejectedClaim|WebIdentityErr)$/

/** Where no operation is printed: the only one that gives this code, or undefined. */
export function operationByCode(code: string): Operation | undefined {
  return OF_WEB_IDENTITY.test(code)
    ? { service: 'STS', operation: 'AssumeRoleWithWebIdentity' }
    : undefined
}

/** Where no operation is printed: the action a refusal names right behind the code, or undefined. */
export function refusedAction(behind: string): Operation | undefined {
  const action = REFUSED_FIRST.exec(behind)
  return action ? named(action[1] ?? null, action[2] ?? null) : undefined
}

/** Where no operation is printed: what the words around an error say was going on. */
export function operationByWords(text: string): Operation {
  const action = REFUSED_ACTION.exec(text)
  if (action) return named(action[1] ?? null, action[2] ?? action[3] ?? null)
  if (ROLE_WITH_TOKEN.test(text)) return { service: 'STS', operation: 'AssumeRoleWithWebIdentity' }
  if (ROLE.test(text) || ROLE_REFUSED.test(text)) return { service: 'STS', operation: 'AssumeRole' }
  const called = (EXECUTING.exec(text) ?? DESERIALIZING.exec(text))?.[1]
  if (called) return named(OF_CLASS.exec(text)?.[1] ?? null, called)
  const verb = VERBS.find(({ says }) => says.test(text))
  if (verb) return { service: verb.service, operation: verb.is }
  return { service: service(OF_CLASS.exec(text)?.[1] ?? null), operation: null }
}

/** The SDK of the first generation writes services in lower case. */
function service(name: string | null): string | null {
  if (name === 'dynamodb') return 'DynamoDB'
  if (name === 'lambda') return 'Lambda'
  return name && /^(?:sts|iam|s3|ec2|kms|sqs|sns|ecs|eks|rds|ecr|ssm)$/.test(name)
    ? name.toUpperCase()
    : name
}
