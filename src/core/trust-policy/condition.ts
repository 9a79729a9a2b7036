import type { Context, Held } from './context.ts'
import { type Operator, operatorOf } from './operators.ts'
import { literally } from './wildcard.ts'

/** True, false, or not to be told from what is known. */
export type Verdict = boolean | 'unknown'

export type Condition = {
  readonly operator: string
  readonly key: string
  readonly wanted: readonly string[]
}

/** Takes a condition and what the keys hold; tells whether it holds. */
export function holds(
  { operator: name, key, wanted }: Condition,
  context: Context,
  variables: boolean,
): Verdict {
  const named = operatorOf(name)
  if (!named) return 'unknown'
  const { operator, set, ifExists } = named
  const held = context(key)
  if (held === 'unknown') return 'unknown'
  if (!operator) return (held === 'absent') === (wanted[0]?.toLowerCase() === 'true')
  if (held === 'absent') return set === 'all' || (set === null && (ifExists || operator.negated))
  const values =
    variables && operator.variables ? wanted.map((value) => filled(value, context)) : wanted
  const one = (actual: string): Verdict => compared(operator, values, actual)
  const answers = held.map(one)
  return set === 'all' ? all(answers) : any(answers)
}

function compared(
  { compare, negated }: Operator,
  wanted: readonly (string | 'unknown' | undefined)[],
  actual: string,
): Verdict {
  if (wanted.some((value) => value !== undefined && value !== UNKNOWN && compare(value, actual)))
    return !negated
  return wanted.includes(UNKNOWN) ? 'unknown' : negated
}

const UNKNOWN = '\0unknown'

/**
 * Puts what the keys hold in the place of `${key}`; undefined when one is absent and has no default, since such a value
 * compares with nothing. `${*}`, `${?}` and `${$}` stand for the characters themselves.
 */
function filled(value: string, context: Context): string | undefined {
  let missing = false
  let unknown = false
  const text = value.replace(
    /\$\{\s{0,5}([^},]{1,256}?)\s{0,5}(?:,\s{0,5}'([^']{0,256})'\s{0,5})?\}/g,
    (_, key: string, instead?: string) => {
      if (['*', '?', '$'].includes(key)) return literally(key)
      const held: Held = context(key)
      if (held === 'unknown') unknown = true
      else if (held !== 'absent') return literally(held[0] ?? '')
      else if (instead === undefined) missing = true
      return instead ?? ''
    },
  )
  return unknown ? UNKNOWN : missing ? undefined : text
}

/** All of several verdicts: one false decides. */
export function all(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false
  return verdicts.includes('unknown') ? 'unknown' : true
}

/** Any of several verdicts: one true decides. */
function any(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(true)) return true
  return verdicts.includes('unknown') ? 'unknown' : false
}
