/** One AWS call we make: what it gives, and whether the session of a link may make it. */
type Call = {
  readonly command: string
  readonly does: string
  /** In the session policy of every link; `optional` is in that of a session of its own, where an operator allows it. */
  readonly linked: boolean | 'optional'
}

/**
 * Every AWS call there is in this code, by its IAM action. A test proves that no other is imported, and that none of
 * these changes anything in an account.
 */
export const CALLS = {
  'sts:AssumeRole': {
    command: 'AssumeRoleCommand',
    does: 'takes the read-only role of a link, for 900 seconds, under the session policy below',
    linked: false,
  },
  'sts:GetCallerIdentity': {
    command: 'GetCallerIdentityCommand',
    does: 'says who we are; needs no permission, not even in a session',
    linked: false,
  },
  'sts:GetAccessKeyInfo': {
    command: 'GetAccessKeyInfoCommand',
    does: 'names the account of a key id, with our own credentials; only for ids of the old format',
    linked: false,
  },
  'iam:GetAccessKeyLastUsed': {
    command: 'GetAccessKeyLastUsedCommand',
    does: 'names the user of a key and its last recorded use',
    linked: true,
  },
  'iam:ListAccessKeys': {
    command: 'ListAccessKeysCommand',
    does: 'lists the key ids of a user with their status; no secrets',
    linked: true,
  },
  'iam:GetUser': {
    command: 'GetUserCommand',
    does: 'tells whether a user exists, with its ARN and id',
    linked: true,
  },
  'iam:ListAttachedUserPolicies': {
    command: 'ListAttachedUserPoliciesCommand',
    does: 'lists the policies attached to a user by name; not their text',
    linked: true,
  },
  'iam:GetRole': {
    command: 'GetRoleCommand',
    does: 'gives the trust policy, the session length and the last use of a role',
    linked: true,
  },
  'iam:ListOpenIDConnectProviders': {
    command: 'ListOpenIDConnectProvidersCommand',
    does: 'lists the OIDC providers of the account by ARN',
    linked: true,
  },
  'iam:GetOpenIDConnectProvider': {
    command: 'GetOpenIDConnectProviderCommand',
    does: 'gives the audiences an OIDC provider takes',
    linked: true,
  },
  'iam:GetAccountSummary': {
    command: 'GetAccountSummaryCommand',
    does: 'counts what IAM holds, and the version of tokens from the global endpoint',
    linked: true,
  },
  'sts:DecodeAuthorizationMessage': {
    command: 'DecodeAuthorizationMessageCommand',
    does: 'decodes a refusal somebody was given; AWS classes it as a write, and it changes nothing',
    linked: true,
  },
  'account:GetRegionOptStatus': {
    command: 'GetRegionOptStatusCommand',
    does: 'tells whether the account has a region enabled',
    linked: true,
  },
  'iam:SimulatePrincipalPolicy': {
    command: 'SimulatePrincipalPolicyCommand',
    does: "tells whether a user's or a role's own policies allow an action; AWS warns that it discloses what others may do",
    linked: 'optional',
  },
  'iam:ListMFADevices': {
    command: 'ListMFADevicesCommand',
    does: 'lists the code devices of a user by serial number',
    linked: 'optional',
  },
} as const satisfies Readonly<Record<string, Call>>
export type CallName = keyof typeof CALLS

/** The actions the session of a link may take, whatever more its role allows. */
export const LINKED_ACTIONS: readonly string[] = Object.entries(CALLS)
  .filter(([, { linked }]) => linked === true)
  .map(([action]) => action)

/** The actions of the optional tier: switched off unless an operator switches them on, and a link's role must grant them too. */
export const OPTIONAL_ACTIONS = Object.entries(CALLS)
  .filter(([, { linked }]) => linked === 'optional')
  .map(([action]) => action) as readonly OptionalAction[]
export type OptionalAction = {
  [Name in CallName]: (typeof CALLS)[Name]['linked'] extends 'optional' ? Name : never
}[CallName]

/** The inline policy of every session we ask for: the session can do what this and the role both allow. */
export const SESSION_POLICY: string = policyOf(LINKED_ACTIONS)

/** Takes one action of the optional tier; gives the policy of its session, which has that one action more. */
export function sessionPolicyWith(action: OptionalAction): string {
  return policyOf([...LINKED_ACTIONS, action])
}

function policyOf(actions: readonly string[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  })
}
