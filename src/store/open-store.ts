import { sql } from 'kysely'
import type { Audit, Links } from '../app/accounts/link-store.ts'
import type { Cases, Workspaces } from '../app/ports/case-store.ts'
import type { CaseHistory, ChannelStore, Retention } from '../app/ports/channel-store.ts'
import type { Installations } from '../app/ports/installation-store.ts'
import { auditLog } from './accounts/audit-log.ts'
import { linkStore } from './accounts/link-store.ts'
import { caseHistory } from './cases/case-history.ts'
import { caseStore } from './cases/case-store.ts'
import { retentionStore } from './cases/retention.ts'
import { migrate } from './database/migrate.ts'
import { newCaseId } from './database/new-id.ts'
import { openPostgres } from './database/open-postgres.ts'
import { makeEncryption } from './keys/encryption.ts'
import { fingerprints } from './keys/fingerprints.ts'
import { openPglite } from './pglite/open-pglite.ts'
import { rotateKeys } from './rotate-keys.ts'
import { exportRows } from './transfer/export-rows.ts'
import { importRows } from './transfer/import-rows.ts'
import { channelStore } from './workspaces/channel-store.ts'
import { installationStore } from './workspaces/installation-store.ts'
import { learningStore } from './workspaces/learning-store.ts'

export type Store = {
  readonly cases: Cases
  readonly workspaces: Workspaces
  readonly installations: Installations
  readonly history: CaseHistory
  readonly channels: ChannelStore
  readonly retention: Retention
  readonly links: Links
  readonly audit: Audit
  /** Deletes the cases whose time is over, in all workspaces; gives how many. It is done hourly too. */
  forgetOld(): Promise<number>
  /** From a text to a keyed hash of it, the same in all replicas of this database. */
  readonly fingerprint: (text: string) => string
  readonly kind: 'pglite' | 'postgres'
  /** Whether the database answers within two seconds and may be written to; never throws. */
  healthy(): Promise<boolean>
  /** The deliveries that were accepted and not answered yet. */
  owed(): Promise<Owed>
  /** Writes all that is stored, a line a row; gives how many rows. */
  exportRows(write: (line: string) => Promise<void>): Promise<number>
  /** Reads such lines into this store, which must be empty; all or none. Throws `NotImported`. */
  importRows(lines: AsyncIterable<string>): Promise<number>
  /** Waits for what is being written, then lets the database go. More than once is harmless. */
  close(): Promise<void>
}

/** How many, and how long the oldest of them has been waiting; 0 seconds where there is none. */
type Owed = { readonly count: number; readonly oldestSeconds: number }

export type StoreOptions = {
  /** PostgreSQL; without it the embedded database in `dataDir`. */
  readonly databaseUrl?: string | undefined
  readonly dataDir: string
  /** Keys the fingerprints; without it a key is made and kept in the database. */
  readonly secretKey?: Uint8Array | undefined
  /** Keys that sealed what is secret before `secretKey` did, and still open it. */
  readonly formerKeys?: readonly Uint8Array[]
  /** Gives the id of a new case. */
  readonly newId?: () => string
}

const HEALTHY_WITHIN_MS = 2_000
const FORGET_MS = 3_600_000

/** Takes where the data is; gives the store, its tables up to date. Throws a `StoreError` that says what to do. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, dataDir, secretKey, formerKeys = [], newId = newCaseId } = options
  const seals = makeEncryption(secretKey ? [secretKey, ...formerKeys] : [])
  const database = databaseUrl ? await openPostgres(databaseUrl) : await openPglite(dataDir)
  let fingerprint: Store['fingerprint']
  try {
    await migrate(database.db)
    fingerprint = await fingerprints(database, secretKey)
    await rotateKeys(database, seals)
  } catch (error) {
    await database.close()
    throw error
  }
  let closed: Promise<void> | undefined
  const retention = retentionStore(database)
  let tidying: Promise<unknown> = Promise.resolve()
  const forgetting = setInterval(() => {
    // What fails now is done in an hour; whoever writes meanwhile hears of it.
    tidying = retention.forgetOld().catch(() => undefined)
  }, FORGET_MS)
  forgetting.unref()
  const close = () => {
    clearInterval(forgetting)
    closed ??= tidying.then(() => database.close())
    return closed
  }
  const answers = sql`select 1`
  return {
    cases: caseStore(database, newId, close),
    workspaces: learningStore(database),
    installations: installationStore(database, seals),
    history: caseHistory(database),
    channels: channelStore(database),
    retention,
    links: linkStore(database, seals),
    audit: auditLog(database),
    forgetOld: retention.forgetOld,
    fingerprint,
    kind: database.kind,
    healthy: async () => {
      if (closed) return false
      const late = Promise.withResolvers<boolean>()
      const timer = setTimeout(() => late.resolve(false), HEALTHY_WITHIN_MS)
      const answered = Promise.all([answers.execute(database.db), database.beforeWrite()]).then(
        () => true,
        () => false,
      )
      return Promise.race([answered, late.promise]).finally(() => clearTimeout(timer))
    },
    owed: async () => {
      const found = await database.db
        .selectFrom('deliveries')
        .select([
          sql<number>`count(*)::int`.as('count'),
          sql<number>`coalesce(extract(epoch from now() - min(accepted_at)), 0)::float8`.as(
            'oldestSeconds',
          ),
        ])
        .where('answered_at', 'is', null)
        .executeTakeFirst()
      return found ?? { count: 0, oldestSeconds: 0 }
    },
    exportRows: (write) => exportRows(database.db, write),
    importRows: (lines) => database.write(() => importRows(database.db, lines)),
    close,
  }
}
