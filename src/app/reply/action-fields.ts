import type { PersonShell } from '../../core/knowledge.ts'
import type { Action, TypedFields } from './reply.ts'

/** What may stand in a field of an action; those with a question mark may be left out. */
type FieldTypes = {
  readonly name: string
  readonly 'name?': string | undefined
  /** A channel, or nothing where somebody has yet to choose it. */
  readonly channel: string
  readonly check: string
  readonly details: 'why' | 'probe'
  readonly shell: PersonShell
  readonly asks: readonly string[]
  readonly 'typed?': TypedFields | undefined
}
export type FieldKind = keyof FieldTypes

/** The kinds of field that may hold a type. */
type KindOf<Value> = {
  [K in FieldKind]: [Value, FieldTypes[K]] extends [FieldTypes[K], Value] ? K : never
}[FieldKind]
type FieldsOf<A extends Action> = {
  readonly [F in Exclude<keyof A, 'kind'>]-?: KindOf<A[F]>
}

/**
 * Every action with what it carries: surfaces read presses by this table alone, so a button that is missing here does
 * not compile, and none can be drawn that would not be understood.
 */
export const ACTION_FIELDS = {
  start: {},
  answer: { question: 'name', answer: 'name' },
  'not-sure': { question: 'name' },
  fixed: { remedy: 'name' },
  'still-failing': { remedy: 'name' },
  skip: { step: 'name' },
  back: {},
  stop: {},
  'hand-over': {},
  was: { cause: 'name' },
  share: { channel: 'channel' },
  tree: { node: 'name?' },
  guided: {},
  details: { of: 'details' },
  shell: { shell: 'shell' },
  check: { check: 'check', asks: 'asks', given: 'typed?' },
} as const satisfies { readonly [K in Action['kind']]: FieldsOf<Extract<Action, { kind: K }>> }
