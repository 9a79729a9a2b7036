import { sql } from 'kysely'
import type { Cases, Workspaces } from '../app/ports.ts'
import { casesIn } from './cases-in.ts'
import { fingerprints } from './fingerprints.ts'
import { migrate } from './migrate.ts'
import { newCaseId } from './new-case-id.ts'
import { openPglite } from './open-pglite.ts'
import { openPostgres } from './open-postgres.ts'
import { workspacesIn } from './workspaces-in.ts'

export type Store = {
  readonly cases: Cases
  readonly workspaces: Workspaces
  /** From a text to a keyed hash of it, the same in all replicas of this database. */
  readonly fingerprint: (text: string) => string
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
  /** Keys the fingerprints; without it a key is made and kept in the database. */
  readonly secretKey?: Uint8Array | undefined
  /** Gives the id of a new case. */
  readonly newId?: () => string
}

const HEALTHY_WITHIN_MS = 2_000

/** Takes where the data is; gives the store, its tables up to date. Throws a `StoreError` that says what to do. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, dataDir, secretKey, newId = newCaseId } = options
  const database = databaseUrl ? await openPostgres(databaseUrl) : await openPglite(dataDir)
  let fingerprint: Store['fingerprint']
  try {
    await migrate(database.db)
    fingerprint = await fingerprints(database, secretKey)
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
    workspaces: workspacesIn(database),
    fingerprint,
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
