import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Where the app is installed, sealed; which workspaces it serves there, and which have left. */
export const installations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('installations')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('key_id', 'text', (column) => column.notNull())
      .addColumn('sealed', 'bytea', (column) => column.notNull())
      .addColumn('installed_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('renewing_at', 'timestamptz')
      .execute()
    // Cases know their workspace only; this is how an organisation's installation is found for one.
    await db.schema
      .createTable('served_workspaces')
      .addColumn('workspace', 'text', (column) => column.primaryKey())
      .addColumn('installation', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('departures')
      .addColumn('workspace', 'text', (column) => column.primaryKey())
      .addColumn('left_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute()
    await db.schema
      .createTable('used_tokens')
      .addColumn('token', 'text', (column) => column.primaryKey())
      .addColumn('until', 'timestamptz', (column) => column.notNull())
      .execute()
  },
}
