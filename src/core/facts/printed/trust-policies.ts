import type { Fact } from '../../fact.ts'
import { type FactReader, factOf, type Seen, shows } from '../fact-reader.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type JsonObject = { readonly [key: string]: Json }

/** Trust policies of roles and claims of OIDC tokens, and whether the one admits the other where both are shown. */
export const TRUST: FactReader = {
  kinds: [
    'oidc-sub',
    'oidc-aud',
    'oidc-issuer',
    'oidc-subject',
    'oidc-audience',
    'external-id-demanded',
    'mfa',
    'oidc-token',
  ],
  read,
}

function read(seen: Seen): readonly Fact[] {
  if (!shows(seen, ['"sub"', 'sts:assumerole', 'sts:externalid'])) return []
  const objects = seen.text.includes('{') ? jsonIn(seen.text) : []
  const claims = objects.find((one) => typeof one.sub === 'string' && (one.iss || one.aud))
  const statements = objects.flatMap(statementsOf)
  return [...ofClaims(claims), ...ofTrust(seen, statements), ...decided(claims, statements)]
}

function ofClaims(claims: JsonObject | undefined): readonly Fact[] {
  if (!claims) return []
  const facts: Fact[] = []
  for (const [kind, key] of [
    ['oidc-sub', 'sub'],
    ['oidc-aud', 'aud'],
    ['oidc-issuer', 'iss'],
  ] as const) {
    const value = texts(claims[key]).join(', ')
    if (value) facts.push(factOf(kind, value, `"${key}": "${value}"`))
  }
  return facts
}

function ofTrust(seen: Seen, statements: readonly JsonObject[]): readonly Fact[] {
  const id = /sts:ExternalId/i.exec(seen.flat)
  if (id) return [factOf('external-id-demanded', 'yes', id[0])]
  const roles = statements.filter((one) =>
    texts(one.Action).some((action) => /^sts:AssumeRole$/i.test(action)),
  )
  return roles.length > 0
    ? [factOf('external-id-demanded', 'no', JSON.stringify(roles[0]?.Principal ?? {}))]
    : []
}

/** A claim is decided only where every condition on it is of a kind understood here. */
function decided(
  claims: JsonObject | undefined,
  statements: readonly JsonObject[],
): readonly Fact[] {
  if (!claims) return []
  const web = statements.filter(
    (one) =>
      one.Effect === 'Allow' &&
      texts(one.Action).some((action) => /^sts:AssumeRoleWithWebIdentity$/i.test(action)),
  )
  return (
    [
      ['oidc-subject', 'sub'],
      ['oidc-audience', 'aud'],
    ] as const
  ).flatMap(([kind, claim]) => {
    const verdicts = web.map((one) => admits(one.Condition, claim, texts(claims[claim])))
    if (verdicts.length === 0 || verdicts.includes(undefined)) return []
    const matches = verdicts.includes(true)
    return [
      factOf(
        kind,
        matches ? 'matches' : 'differs',
        `"${claim}": "${texts(claims[claim]).join(', ')}"`,
      ),
    ]
  })
}

function admits(
  condition: Json | undefined,
  claim: string,
  values: readonly string[],
): boolean | undefined {
  let verdict: boolean | undefined
  for (const [operator, tests] of Object.entries(objectOf(condition))) {
    for (const [key, wanted] of Object.entries(objectOf(tests))) {
      if (!key.toLowerCase().endsWith(`:${claim}`)) continue
      const exact = /^(?:ForAnyValue:)?StringEquals(?:IfExists)?$/i.test(operator)
      const like = /^(?:ForAnyValue:)?StringLike(?:IfExists)?$/i.test(operator)
      if (!exact && !like) return undefined
      const fits = texts(wanted).some((one) =>
        values.some((value) => (like ? glob(one, value) : one === value)),
      )
      verdict = (verdict ?? true) && fits
    }
  }
  return verdict
}

/** Takes a pattern with * and ? and a value; says whether they match, in time linear in their product. */
function glob(pattern: string, value: string): boolean {
  let at = 0
  let p = 0
  let star = -1
  let mark = 0
  while (at < value.length) {
    if (pattern[p] === '*') {
      star = p++
      mark = at
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === value[at])) {
      p++
      at++
    } else if (star >= 0) {
      p = star + 1
      at = ++mark
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

function statementsOf(one: JsonObject): readonly JsonObject[] {
  const role = objectOf(one.Role ?? one)
  const policy = objectOf(role.AssumeRolePolicyDocument ?? one)
  const list = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement ?? null]
  return list
    .map(objectOf)
    .filter((statement) =>
      texts(statement.Action).some((action) => /^sts:AssumeRole/i.test(action)),
    )
}

function texts(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

function objectOf(value: Json | undefined): JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as JsonObject)
    : {}
}

const LONGEST = 20_000
const MOST = 20

/** The outermost JSON objects in a text, chat around them or not. */
function jsonIn(text: string): readonly JsonObject[] {
  const found: JsonObject[] = []
  let at = text.indexOf('{')
  for (let tries = 0; at >= 0 && tries < MOST; tries++) {
    const end = endOf(text, at)
    const parsed = end === undefined ? undefined : parse(text.slice(at, end + 1))
    if (parsed) found.push(parsed)
    at = text.indexOf('{', parsed && end !== undefined ? end + 1 : at + 1)
  }
  return found
}

function endOf(text: string, from: number): number | undefined {
  let depth = 0
  let quoted = false
  for (let at = from; at < Math.min(text.length, from + LONGEST); at++) {
    const letter = text[at]
    if (letter === '\\' && quoted) at++
    else if (letter === '"') quoted = !quoted
    else if (quoted) continue
    else if (letter === '{') depth++
    else if (letter === '}' && --depth === 0) return at
  }
  return undefined
}

function parse(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined
  } catch {
    return undefined
  }
}
