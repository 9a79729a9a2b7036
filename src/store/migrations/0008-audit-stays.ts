import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The record of who did what cannot be emptied at once either: row triggers do not hear a TRUNCATE. */
export const auditStays: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create trigger tfauth_audit_not_emptied before truncate on audit
      for each statement execute function tfauth_audit_stays()`.execute(db)
  },
}
