import { inRange } from './ip-address.ts'
import { moment } from './timestamps.ts'
import { arnFits, fits, plainly } from './wildcard.ts'

type Compare = (wanted: string, actual: string) => boolean

/** An operator as the policy language knows it, without its set and IfExists parts. */
export type Operator = {
  readonly compare: Compare
  /** True where it holds when no wanted value compares. */
  readonly negated: boolean
  /** Whether wanted values may hold variables such as `${aws:username}`. */
  readonly variables: boolean
}

const ordered =
  (
    read: (text: string) => number | undefined,
    holds: (actual: number, wanted: number) => boolean,
  ): Compare =>
  (wanted, actual) => {
    const [a, b] = [read(actual), read(wanted)]
    return a !== undefined && b !== undefined && holds(a, b)
  }
const number = (text: string) =>
  /^[+-]?\d{1,15}(?:\.\d{1,9})?$/.test(text.trim()) ? Number(text) : undefined

const is = (compare: Compare, variables = false): Operator => ({
  compare,
  negated: false,
  variables,
})
const not = (compare: Compare, variables = false): Operator => ({
  compare,
  negated: true,
  variables,
})
const same: Compare = (wanted, actual) => plainly(wanted) === actual
const alike: Compare = (wanted, actual) => plainly(wanted).toLowerCase() === actual.toLowerCase()

const ORDERS = {
  Equals: (a: number, b: number) => a === b,
  LessThan: (a: number, b: number) => a < b,
  LessThanEquals: (a: number, b: number) => a <= b,
  GreaterThan: (a: number, b: number) => a > b,
  GreaterThanEquals: (a: number, b: number) => a >= b,
} as const

const BASE: ReadonlyMap<string, Operator> = new Map([
  ['stringequals', is(same, true)],
  ['stringnotequals', not(same, true)],
  ['stringequalsignorecase', is(alike, true)],
  ['stringnotequalsignorecase', not(alike, true)],
  ['stringlike', is(fits, true)],
  ['stringnotlike', not(fits, true)],
  // The two are the same by AWS's own word.
  ['arnequals', is(arnFits, true)],
  ['arnlike', is(arnFits, true)],
  ['arnnotequals', not(arnFits, true)],
  ['arnnotlike', not(arnFits, true)],
  ['bool', is(alike)],
  ['binaryequals', is(same)],
  ['ipaddress', is(inRange)],
  ['notipaddress', not(inRange)],
  ['numericnotequals', not(ordered(number, ORDERS.Equals))],
  ['datenotequals', not(ordered(moment, ORDERS.Equals))],
  ...Object.entries(ORDERS).flatMap(([name, holds]): [string, Operator][] => [
    [`numeric${name}`.toLowerCase(), is(ordered(number, holds))],
    [`date${name}`.toLowerCase(), is(ordered(moment, holds))],
  ]),
])

export type NamedOperator = {
  readonly set: 'any' | 'all' | null
  readonly ifExists: boolean
  /** Null for `Null`, which asks whether the key is there at all. */
  readonly operator: Operator | null
}

/** Takes an operator's name; gives what it does, or undefined for one we do not know. */
export function operatorOf(name: string): NamedOperator | undefined {
  const [first = '', second] = name.toLowerCase().split(':')
  const set =
    second === undefined
      ? null
      : first === 'foranyvalue'
        ? 'any'
        : first === 'forallvalues'
          ? 'all'
          : undefined
  if (set === undefined) return undefined
  const whole = second ?? first
  const ifExists = whole.endsWith('ifexists')
  const bare = ifExists ? whole.slice(0, -'ifexists'.length) : whole
  if (bare === 'null') return { set, ifExists, operator: null }
  const operator = BASE.get(bare)
  return operator && { set, ifExists, operator }
}
