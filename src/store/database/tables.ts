import type { ColumnType, Generated, RawBuilder } from 'kysely'
import type { AuditRow, LinkRecord } from '../../app/accounts/link-store.ts'
import type { Capability } from '../../app/checks/account/capabilities.ts'
import type { CaseEvent, ThreadRef } from '../../core/case/case.ts'
import type { Mark } from '../../core/case/shared-marks.ts'

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
  readonly links: LinkTable
  readonly audit: AuditTable
  readonly halts: HaltTable
  readonly verifications: VerificationTable
}

type Messages = Readonly<Record<string, string>>

type CaseTable = {
  readonly id: string
  readonly surface: ThreadRef['surface']
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
  /** Null while nobody has chosen. */
  readonly kept_days: ColumnType<number | null, number | undefined, number>
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

/** One AWS account of one workspace; the external id is sealed, its hash is there to be unique. */
type LinkTable = {
  readonly workspace: string
  readonly id: string
  readonly account: string
  readonly status: ColumnType<LinkRecord['state'], undefined, LinkRecord['state']>
  readonly key_id: string
  readonly sealed: Buffer
  readonly external_id_hash: string
  readonly made_by: string
  readonly made_at: Stamp<Date>
  readonly expires_at: Stamp<Date>
  readonly verified_at: Stamp<Date | null>
  readonly probed: MadeJson<unknown>
  readonly may: MadeJson<readonly Capability[]>
  readonly others: MadeJson<readonly string[]>
  /** Why it is suspended. */
  readonly why: ColumnType<string | null, undefined, string | null>
  readonly used_at: Stamp<Date | null>
  readonly used_in: MadeJson<readonly string[]>
  readonly channels: MadeJson<readonly string[]>
  readonly groups: MadeJson<readonly string[]>
  /** When a replica last began to verify it again. */
  readonly leased_at: ColumnType<Date | null, undefined, RawBuilder<Date> | null>
}

/** Who did or asked what; a trigger keeps it from being changed. */
type AuditTable = {
  readonly id: Generated<string>
  readonly at: Stamp<Date>
  readonly workspace: string
  readonly who: string
  readonly channel: string | null
  readonly did: AuditRow['did']
  readonly link: string | null
  readonly asked: AuditRow['check']
  readonly about: string | null
  readonly request_id: string | null
  readonly result: string
}

/** A workspace whose checks somebody stopped. */
type HaltTable = {
  readonly workspace: string
  readonly halted_by: string
  readonly at: Stamp<Date>
}

/** When somebody had a link verified. */
type VerificationTable = { readonly workspace: string; readonly at: Stamp<Date> }

/** Written only as SQL: `pg` would send a bare array as a PostgreSQL array. */
type Json<Value> = ColumnType<Value, RawBuilder<Value>, RawBuilder<Value>>

/** Written only as `now()`: replicas agree on the server's clock, not on their own. */
type Stamp<Value> = ColumnType<Value, undefined, RawBuilder<Date>>

/** Made with a default, and written only as SQL later. */
type MadeJson<Value> = ColumnType<Value, undefined, RawBuilder<Value>>
