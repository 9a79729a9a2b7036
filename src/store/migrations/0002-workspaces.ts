import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What is remembered across the cases of a workspace: outcomes, marks that tie cases, and whether it learns. */
export const workspaces: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('outcomes')
      .addColumn('case_id', 'text', (column) => column.primaryKey())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('symptom', 'text', (column) => column.notNull())
      .addColumn('remedy', 'text', (column) => column.notNull())
      .addColumn('confirmed', 'text')
      .addColumn('credit', 'jsonb', (column) => column.notNull())
      .addColumn('asker', 'text', (column) => column.notNull())
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute()
    await db.schema
      .createIndex('outcomes_newest')
      .on('outcomes')
      .columns(['workspace', 'at'])
      .execute()
    await db.schema
      .createTable('marks')
      .addColumn('case_id', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('shown', 'text', (column) => column.notNull())
      .addColumn('symptom', 'text')
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addPrimaryKeyConstraint('marks_once_a_case', ['case_id', 'kind', 'hash'])
      .execute()
    await db.schema.createIndex('marks_newest').on('marks').columns(['workspace', 'at']).execute()
    await db.schema
      .createTable('workspaces')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('learns', 'boolean', (column) => column.notNull().defaultTo(true))
      .addColumn('learns_since', 'timestamptz')
      .execute()
    await db.schema
      .createTable('own_keys')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('value', 'bytea', (column) => column.notNull())
      .execute()
  },
}
