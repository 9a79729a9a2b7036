import { type Kysely, sql } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { FORMAT, TABLES_MOVED } from './tables-moved.ts'

const AT_ONCE = 500

/**
 * Writes every row as one line of JSON, all as of one moment; a first line says what it is and a last one that it is
 * whole. Secrets stay sealed: whoever reads them in needs the same TFAUTH_SECRET_KEY.
 */
export async function exportRows(
  db: Kysely<Tables>,
  write: (line: string) => Promise<void>,
): Promise<number> {
  let rows = 0
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      // Whoever takes the lines may be slow.
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx)
      await write(JSON.stringify({ tfauth: 'store', format: FORMAT }))
      for (const table of TABLES_MOVED) {
        await sql`declare moved cursor for select to_jsonb(one)::text as line from ${sql.table(table)} one`.execute(
          trx,
        )
        for (;;) {
          const found = await sql<{ line: string }>`fetch ${sql.lit(AT_ONCE)} from moved`.execute(
            trx,
          )
          for (const { line } of found.rows) {
            await write(`{"table":"${table}","row":${line}}`)
            rows += 1
          }
          if (found.rows.length < AT_ONCE) break
        }
        await sql`close moved`.execute(trx)
      }
      await write(JSON.stringify({ end: true, rows }))
    })
  return rows
}
