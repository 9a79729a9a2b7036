/** One statement of a trust policy, with every one-or-many written as many. */
export type Statement = {
  readonly effect: 'Allow' | 'Deny'
  readonly principal: Principals | null
  /** True where the statement names who it is not for. */
  readonly notPrincipal: boolean
  readonly actions: readonly string[]
  /** True where the statement names which actions it is not for. */
  readonly notAction: boolean
  /** operator → key → wanted values */
  readonly conditions: readonly {
    readonly operator: string
    readonly key: string
    readonly wanted: readonly string[]
  }[]
}
/** `*`, or kind (AWS, Federated, Service, CanonicalUser) → names. */
export type Principals = '*' | Readonly<Record<string, readonly string[]>>

export type Policy = {
  /** Policy variables such as `${aws:username}` exist since this version. */
  readonly variables: boolean
  readonly statements: readonly Statement[]
}

/** Takes a policy document, decoded; gives its statements, or undefined where it is none. */
export function readPolicy(document: unknown): Policy | undefined {
  if (!isObject(document)) return undefined
  const given = document.Statement
  const statements = given === undefined ? [] : Array.isArray(given) ? given : [given]
  const read = statements.map(readStatement)
  if (read.some((statement) => statement === undefined)) return undefined
  return {
    variables: document.Version === '2012-10-17',
    statements: read.filter((statement) => statement !== undefined),
  }
}

function readStatement(given: unknown): Statement | undefined {
  if (!isObject(given)) return undefined
  const { Effect: effect } = given
  if (effect !== 'Allow' && effect !== 'Deny') return undefined
  const notAction = given.Action === undefined
  const notPrincipal = given.Principal === undefined && given.NotPrincipal !== undefined
  return {
    effect,
    principal: readPrincipals(notPrincipal ? given.NotPrincipal : given.Principal),
    notPrincipal,
    actions: many(notAction ? given.NotAction : given.Action),
    notAction,
    conditions: Object.entries(isObject(given.Condition) ? given.Condition : {}).flatMap(
      ([operator, keys]) =>
        Object.entries(isObject(keys) ? keys : {}).map(([key, wanted]) => ({
          operator,
          key,
          wanted: many(wanted),
        })),
    ),
  }
}

function readPrincipals(given: unknown): Principals | null {
  if (given === '*') return '*'
  if (!isObject(given)) return null
  return Object.fromEntries(Object.entries(given).map(([kind, names]) => [kind, many(names)]))
}

/** One or many, of text, numbers or truth values, as text. */
function many(given: unknown): readonly string[] {
  if (given === undefined || given === null) return []
  return (Array.isArray(given) ? given : [given]).map(String)
}

function isObject(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}
