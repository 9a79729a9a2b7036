import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** One open database, whichever it is: all access goes through `db`. */
export type Database = {
  readonly kind: 'pglite' | 'postgres'
  readonly db: Kysely<Tables>
  /** Refuses with a `StoreError` when nothing should be written now. */
  beforeWrite(): Promise<void>
  /** Counts a write that was committed. */
  wrote(): void
  /** Takes what a query threw; gives a `StoreError` where a person can do something about it, else the same. */
  explain(error: unknown): unknown
  close(): Promise<void>
}
