import type { Kysely, Transaction } from 'kysely'
import type { Tables } from './tables.ts'

/** One open database, whichever it is, as its adapter opens it. */
type OpenedDatabase = {
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

/** What the stores work with: `db` builds queries, and these three run them. */
export type Database = OpenedDatabase & {
  read<Result>(query: () => Promise<Result>): Promise<Result>
  /** One statement that changes something, or what stands in a transaction of its own. */
  write<Result>(query: () => Promise<Result>): Promise<Result>
  transaction<Result>(work: (trx: Transaction<Tables>) => Promise<Result>): Promise<Result>
}

/** Takes an opened database; gives it with what explains every fault, and writes nothing where nothing should be written. */
export function databaseOf(opened: OpenedDatabase): Database {
  const { db, beforeWrite, wrote, explain } = opened
  const read: Database['read'] = async (query) => {
    try {
      return await query()
    } catch (error) {
      throw explain(error)
    }
  }
  const write: Database['write'] = async (query) => {
    await beforeWrite()
    const result = await read(query)
    wrote()
    return result
  }
  return {
    ...opened,
    read,
    write,
    transaction: (work) => write(() => db.transaction().execute(work)),
  }
}
