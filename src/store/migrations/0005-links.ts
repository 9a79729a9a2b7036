import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Linked AWS accounts, what was asked through them, where that is switched off and how often it was tried. */
export const links: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('links')
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull().defaultTo('pending'))
      .addColumn('key_id', 'text', (column) => column.notNull())
      .addColumn('sealed', 'bytea', (column) => column.notNull())
      .addColumn('external_id_hash', 'text', (column) => column.notNull().unique())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('made_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('expires_at', 'timestamptz', (column) =>
        column.notNull().defaultTo(sql`now() + interval '24 hours'`),
      )
      .addColumn('verified_at', 'timestamptz')
      .addColumn('probed', 'jsonb')
      .addColumn('may', 'jsonb', (column) => column.notNull().defaultTo(sql`'[]'`))
      .addColumn('others', 'jsonb', (column) => column.notNull().defaultTo(sql`'[]'`))
      .addColumn('why', 'text')
      .addColumn('used_at', 'timestamptz')
      .addColumn('used_in', 'jsonb', (column) => column.notNull().defaultTo(sql`'[]'`))
      .addColumn('channels', 'jsonb', (column) => column.notNull().defaultTo(sql`'[]'`))
      .addColumn('groups', 'jsonb', (column) => column.notNull().defaultTo(sql`'[]'`))
      .addColumn('leased_at', 'timestamptz')
      .addPrimaryKeyConstraint('links_key', ['workspace', 'id'])
      .addUniqueConstraint('links_one_per_account', ['workspace', 'account'])
      // Whatever code writes it: no link is active without the record of what proved it.
      .addCheckConstraint(
        'links_active_is_proved',
        sql`status in ('pending', 'suspended') or (status = 'active' and verified_at is not null and probed is not null)`,
      )
      .execute()
    await db.schema
      .createTable('audit')
      .addColumn('id', 'bigserial', (column) => column.primaryKey())
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('who', 'text', (column) => column.notNull())
      .addColumn('channel', 'text')
      .addColumn('did', 'text', (column) => column.notNull())
      .addColumn('link', 'text')
      .addColumn('asked', 'text')
      .addColumn('about', 'text')
      .addColumn('request_id', 'text')
      .addColumn('result', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('audit_newest').on('audit').columns(['workspace', 'id']).execute()
    await sql`create function tfauth_audit_stays() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' and old.at < now() - interval '400 days' then return old; end if;
        raise exception 'the audit is append-only';
      end $$`.execute(db)
    await sql`create trigger tfauth_audit_stays before update or delete on audit
      for each row execute function tfauth_audit_stays()`.execute(db)
    await db.schema
      .createTable('halts')
      .addColumn('workspace', 'text', (column) => column.primaryKey())
      .addColumn('halted_by', 'text', (column) => column.notNull())
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute()
    await db.schema
      .createTable('verifications')
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute()
  },
}
