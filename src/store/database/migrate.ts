import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { cases } from '../migrations/0001-cases.ts'
import { workspaces } from '../migrations/0002-workspaces.ts'
import { installations } from '../migrations/0003-installations.ts'
import { rooms } from '../migrations/0004-rooms.ts'
import { links } from '../migrations/0005-links.ts'
import { retention } from '../migrations/0006-retention.ts'
import { indexes } from '../migrations/0007-indexes.ts'
import { auditStays } from '../migrations/0008-audit-stays.ts'
import { StoreError, TablesUnusable } from './store-error.ts'
import type { Tables } from './tables.ts'

/** In order, forward only: a migration that was released is never changed. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-cases': cases,
  '0002-workspaces': workspaces,
  '0003-installations': installations,
  '0004-rooms': rooms,
  '0005-links': links,
  '0006-retention': retention,
  '0007-indexes': indexes,
  '0008-audit-stays': auditStays,
}

/** Takes a database; brings its tables to the newest form. Replicas that start at once wait for one another. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
    // Names of our own, since Kysely finds a namesake of another app in any schema of a shared database.
    migrationTableName: 'tfauth_migration',
    migrationLockTableName: 'tfauth_migration_lock',
  })
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return
  if (error instanceof StoreError) throw error
  const reason = error instanceof Error ? error.message : String(error)
  throw new TablesUnusable(
    `The database's tables could not be brought to what this version needs (${reason}). Nothing was changed. ` +
      'If a newer tfauth wrote them, start that one; otherwise see that the database user may create tables.',
    { cause: error },
  )
}
