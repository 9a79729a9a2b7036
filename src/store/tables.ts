import type { ColumnType, Generated, RawBuilder } from 'kysely'
import type { CaseEvent, Place } from '../core/case.ts'
import type { Mark } from '../core/patterns.ts'

/** The tables as the newest migration leaves them. Kysely compiles names and types from this. */
export type Tables = {
  readonly cases: CaseTable
  readonly deliveries: DeliveryTable
  readonly outcomes: OutcomeTable
  readonly marks: MarkTable
  readonly workspaces: WorkspaceTable
  readonly own_keys: OwnKeyTable
}

type Messages = Readonly<Record<string, string>>

type CaseTable = {
  readonly id: string
  readonly surface: Place['surface']
  readonly thread: string
  readonly asker: string
  readonly knowledge: string
  readonly revision: Generated<number>
  readonly events: Json<readonly CaseEvent[]>
  readonly messages: ColumnType<Messages, RawBuilder<Messages> | undefined, RawBuilder<Messages>>
  readonly created_at: Stamp<Date>
  readonly updated_at: Stamp<Date>
}

type DeliveryTable = {
  readonly id: string
  readonly case_id: string
  readonly accepted_at: Stamp<Date>
  readonly answered_at: Stamp<Date | null>
  /** When someone last took the delivery over; null while whoever accepted it has it. */
  readonly leased_at: Stamp<Date | null>
}

type Credit = Readonly<Record<string, number>>

/** How a case ended well; one for each case at most. */
type OutcomeTable = {
  readonly case_id: string
  readonly workspace: string
  readonly symptom: string
  readonly remedy: string
  readonly confirmed: string | null
  readonly credit: Json<Credit>
  readonly asker: string
  readonly at: Stamp<Date>
}

/** What ties a case to others: a keyed hash, never the thing itself. */
type MarkTable = {
  readonly case_id: string
  readonly workspace: string
  readonly kind: Mark['kind']
  readonly hash: string
  readonly shown: string
  readonly symptom: string | null
  readonly at: Stamp<Date>
}

type WorkspaceTable = {
  readonly id: string
  readonly learns: Generated<boolean>
  readonly learns_since: ColumnType<Date | null, RawBuilder<Date> | undefined, RawBuilder<Date>>
}

/** Random keys made at the first start, for where no key is configured. */
type OwnKeyTable = { readonly name: string; readonly value: Buffer }

/** Written only as SQL: `pg` would send a bare array as a PostgreSQL array. */
type Json<Value> = ColumnType<Value, RawBuilder<Value>, RawBuilder<Value>>

/** Written only as `now()`: replicas agree on the server's clock, not on their own. */
type Stamp<Value> = ColumnType<Value, undefined, RawBuilder<Date>>
