import { sql } from 'kysely'
import type { Cases } from '../app/ports.ts'
import { casesIn } from './cases-in.ts'
import { migrate } from './migrate.ts'
import { newCaseId } from './new-case-id.ts'
import { openPglite } from './open-pglite.ts'
import { openPostgres } from './open-postgres.ts'

export type Store = {
  readonly cases: Cases
  readonly kind: 'pglite' | 'postgres'
  /** Whether the database answers within two seconds; never throws. */
  healthy(): Promise<boolean>
  /** Waits for what is being written, then lets the database go. More than once is harmless. */
  close(): Promise<void>
}

export type StoreOptions = {
  /** PostgreSQL; without it the embedded database in `dataDir`. */
  readonly databaseUrl?: string | undefined
  readonly dataDir: string
  /** Gives the id of a new case. */
  readonly newId?: () => string
}

const HEALTHY_WITHIN_MS = 2_000

/** Takes where the data is; gives the store, its tables up to date. Throws a `StoreError` that says what to do. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, dataDir, newId = newCaseId } = options
  const database = databaseUrl ? await openPostgres(databaseUrl) : await openPglite(dataDir)
  try {
    await migrate(database.db)
  } catch (error) {
    await database.close()
    throw error
  }
  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= database.close()
    return closed
  }
  const answers = sql`select 1`
  return {
    cases: casesIn(database, newId, close),
    kind: database.kind,
    healthy: async () => {
      if (closed) return false
      const late = Promise.withResolvers<boolean>()
      const timer = setTimeout(() => late.resolve(false), HEALTHY_WITHIN_MS)
      const answered = answers.execute(database.db).then(
        () => true,
        () => false,
      )
      return Promise.race([answered, late.promise]).finally(() => clearTimeout(timer))
    },
    close,
  }
}
