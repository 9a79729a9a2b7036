/** What may be told of a value that may be a secret: nothing that would help anybody to guess it. */
export type Shape = {
  readonly length: number
  /** Of a key id: AKIA is a long-term key, ASIA a temporary one. */
  readonly kind?: 'AKIA' | 'ASIA' | 'other'
  /** The end of a key id, by which its owner knows it. */
  readonly last4?: string
  /** What stands around or in it that no key has. */
  readonly stray: readonly Stray[]
}
type Stray = 'space' | 'line break' | 'quotes' | 'invisible character'

const STRAYS: readonly (readonly [Stray, RegExp])[] = [
  ['line break', /[\r\n]/],
  ['space', /^[ \t]|[ \t]$/],
  ['quotes', /^["'\u2018-\u201f]|["'\u2018-\u201f]$/],
  ['invisible character', /[\p{Cf}\u00a0\u2028-\u202f]/u],
]
// A real key id has 16 capital letters and digits behind its first four.
const KEY_ID = /^(AKIA|ASIA)[A-Z0-9]{12,}$/

/** Takes a value; gives its shape. The value itself goes no further. */
export function shapeOf(value: string): Shape {
  return {
    length: value.length,
    stray: STRAYS.filter(([, pattern]) => pattern.test(value)).map(([name]) => name),
  }
}

/** Takes a key id; gives its shape, with its kind and its end where it is a real one. */
export function keyIdShape(value: string): Shape {
  const kind = KEY_ID.exec(value)?.[1]
  return {
    ...shapeOf(value),
    kind: kind === 'AKIA' || kind === 'ASIA' ? kind : 'other',
    ...(kind ? { last4: value.slice(-4) } : {}),
  }
}
