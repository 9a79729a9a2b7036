import type { ColumnType, Generated, RawBuilder } from 'kysely'
import type { CaseEvent, Place } from '../core/case.ts'

/** The tables as the newest migration leaves them. Kysely compiles names and types from this. */
export type Tables = { readonly cases: CaseTable; readonly deliveries: DeliveryTable }

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

/** Written only as SQL: `pg` would send a bare array as a PostgreSQL array. */
type Json<Value> = ColumnType<Value, RawBuilder<Value>, RawBuilder<Value>>

/** Written only as `now()`: replicas agree on the server's clock, not on their own. */
type Stamp<Value> = ColumnType<Value, undefined, RawBuilder<Date>>
