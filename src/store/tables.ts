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
  readonly installations: InstallationTable
  readonly served_workspaces: ServedWorkspaceTable
  readonly departures: DepartureTable
  readonly used_tokens: UsedTokenTable
  readonly rooms: RoomTable
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

/** How one channel is set; one without a row is as usual. */
type RoomTable = {
  readonly workspace: string
  readonly channel: string
  readonly listens: boolean
  readonly bots: boolean
  readonly quiet: number
  readonly set_by: string | null
  readonly at: Stamp<Date>
}

/** Random keys made at the first start, for where no key is configured. */
type OwnKeyTable = { readonly name: string; readonly value: Buffer }

/** One workspace or organisation; the record is sealed. */
type InstallationTable = {
  readonly id: string
  readonly key_id: string
  readonly sealed: Buffer
  readonly installed_at: Stamp<Date>
  /** When a replica began to renew the record; null while nobody does. */
  readonly renewing_at: ColumnType<Date | null, undefined, RawBuilder<Date> | null>
}

/** A workspace that an organisation's installation serves. */
type ServedWorkspaceTable = { readonly workspace: string; readonly installation: string }

/** A workspace that removed the app; what is stored of it goes later. */
type DepartureTable = { readonly workspace: string; readonly left_at: Stamp<Date> }

/** What may be used once, as a hash. */
type UsedTokenTable = {
  readonly token: string
  readonly until: ColumnType<Date, RawBuilder<Date>, never>
}

/** Written only as SQL: `pg` would send a bare array as a PostgreSQL array. */
type Json<Value> = ColumnType<Value, RawBuilder<Value>, RawBuilder<Value>>

/** Written only as `now()`: replicas agree on the server's clock, not on their own. */
type Stamp<Value> = ColumnType<Value, undefined, RawBuilder<Date>>
