import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** How long a workspace keeps its cases, and a way to find the oldest. */
export const retention: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('workspaces').addColumn('kept_days', 'integer').execute()
    await sql`create index cases_oldest on cases (updated_at)`.execute(db)
  },
}
