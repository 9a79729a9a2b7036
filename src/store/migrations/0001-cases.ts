import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Cases and the deliveries that opened or continued them. */
export const cases: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('cases')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('surface', 'text', (column) => column.notNull())
      .addColumn('thread', 'text', (column) => column.notNull())
      .addColumn('asker', 'text', (column) => column.notNull())
      .addColumn('knowledge', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(1))
      .addColumn('events', 'jsonb', (column) => column.notNull())
      .addColumn('messages', 'jsonb', (column) => column.notNull().defaultTo(sql`'{}'`))
      .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('updated_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addUniqueConstraint('cases_one_per_place', ['surface', 'thread'])
      .execute()
    // No foreign key: a delivery is claimed before its case is known, in the same transaction.
    await db.schema
      .createTable('deliveries')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('case_id', 'text', (column) => column.notNull())
      .addColumn('accepted_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('answered_at', 'timestamptz')
      .addColumn('leased_at', 'timestamptz')
      .execute()
    // Only the few unanswered ones are ever looked for by time.
    await sql`create index deliveries_unanswered on deliveries (accepted_at)
      where answered_at is null`.execute(db)
  },
}
