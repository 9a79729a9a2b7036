import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What a million cases must not be walked through for: the claims of old ones, and a month's count. */
export const indexes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create index deliveries_of_case on deliveries (case_id)`.execute(db)
    await sql`create index cases_opened on cases (split_part(thread, '/', 1), created_at)
      where surface = 'slack'`.execute(db)
  },
}
