/** An account somebody linked: the role we take there, and the word it knows us by. */
export type LinkedRole = {
  /** Whose link it is; sessions of one workspace are never another's. */
  readonly team: string
  readonly id: string
  readonly account: string
  readonly externalId: string
  /** The role's path and name, where it is not the fixed one. */
  readonly role?: string | undefined
}

/** The role every customer makes, so that nobody's words become an ARN we sign in to. */
const LINK_ROLE = 'tfauth/tfauth-readonly'

/** Takes a link; gives the ARN of its role, made by us from an account number, or undefined where the parts are malformed. */
export function roleArnOf({
  account,
  role = LINK_ROLE,
}: Pick<LinkedRole, 'account' | 'role'>): string | undefined {
  return /^\d{12}$/.test(account) && /^(?:[\w+=,.@-]{1,64}\/){0,8}[\w+=,.@-]{1,64}$/.test(role)
    ? `arn:aws:iam::${account}:role/${role}`
    : undefined
}

/** Takes an external id; tells whether AWS would take it as one. */
export function isExternalId(words: string): boolean {
  return /^[\w+=,.@:/-]{2,1224}$/.test(words)
}
