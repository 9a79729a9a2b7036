import { type Kysely, sql, type Transaction } from 'kysely'
import { NotImported } from '../database/store-error.ts'
import type { Tables } from '../database/tables.ts'
import { FORMAT, type MovedTable, REPLACED, TABLES_MOVED } from './tables-moved.ts'

/**
 * Reads the lines of an export into an empty database, all or none; gives how many rows there were. Throws
 * `NotImported` with a sentence that names the line.
 */
export function importRows(db: Kysely<Tables>, lines: AsyncIterable<string>): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx)
    await requireEmpty(trx)
    await sql`delete from ${sql.table(REPLACED)}`.execute(trx)
    let at = 0
    let rows = 0
    let ended = false
    for await (const line of lines) {
      at += 1
      if (line.trim() === '') continue
      if (ended) throw new NotImported(`Line ${at} stands behind the end of the export.`)
      const read = lineOf(line, at)
      if (at === 1) {
        if (read.tfauth !== 'store')
          throw new NotImported(
            'This is no export: its first line does not say so. Make one with: tfauth store export',
          )
        if (read.format !== FORMAT)
          throw new NotImported('A newer tfauth made this export; use that one to read it.')
      } else if (read.end === true) {
        if (read.rows !== rows)
          throw new NotImported(
            `The export has ${rows} rows where its end says ${String(read.rows)}.`,
          )
        ended = true
      } else {
        await insert(trx, read, at)
        rows += 1
      }
    }
    if (!ended) throw new NotImported(`The export is cut off after line ${at}.`)
    await goOnCounting(trx)
    return rows
  })
}

async function requireEmpty(trx: Transaction<Tables>): Promise<void> {
  for (const table of TABLES_MOVED) {
    if (table === REPLACED) continue
    const found = await sql`select 1 from ${sql.table(table)} limit 1`.execute(trx)
    if (found.rows.length > 0)
      throw new NotImported(
        `The database is not empty: ${table} has rows. Import into a new one, or move this one away.`,
      )
  }
}

function lineOf(line: string, at: number): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(line)
    if (typeof read === 'object' && read !== null) return { ...read }
  } catch {
    // Said below, without the line: it may hold people's words.
  }
  throw new NotImported(`Line ${at} of the export is not JSON.`)
}

async function insert(
  trx: Transaction<Tables>,
  { table, row }: Readonly<Record<string, unknown>>,
  at: number,
): Promise<void> {
  if (!isMoved(table)) throw new NotImported(`Line ${at} of the export names no table of ours.`)
  const into = sql.table(table)
  try {
    // The database reads its own text forms back, whichever of the two wrote them.
    await sql`insert into ${into} overriding system value
      select * from jsonb_populate_record(null::${into}, ${JSON.stringify(row)}::jsonb)`.execute(
      trx,
    )
  } catch (error) {
    throw new NotImported(`Line ${at} of the export does not fit the table ${table}.`, {
      cause: error,
    })
  }
}

function isMoved(table: unknown): table is MovedTable {
  return TABLES_MOVED.some((one) => one === table)
}

/** New rows of the record are numbered after the old ones. */
async function goOnCounting(trx: Transaction<Tables>): Promise<void> {
  await sql`select setval(pg_get_serial_sequence('audit', 'id'), coalesce((select max(id) from audit), 0) + 1, false)`.execute(
    trx,
  )
}
