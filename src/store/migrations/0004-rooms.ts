import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** How channels are set, and a way to find the newest cases of a workspace. */
export const rooms: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('rooms')
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('listens', 'boolean', (column) => column.notNull())
      .addColumn('bots', 'boolean', (column) => column.notNull())
      .addColumn('quiet', 'integer', (column) => column.notNull())
      .addColumn('set_by', 'text')
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addPrimaryKeyConstraint('rooms_once', ['workspace', 'channel'])
      .execute()
    await sql`create index cases_newest on cases (surface, split_part(thread, '/', 1), updated_at)`.execute(
      db,
    )
  },
}
