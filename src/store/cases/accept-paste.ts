import { type Kysely, type Selectable, sql } from 'kysely'
import type { Arrival } from '../../app/ports/case-store.ts'
import { storable, storableJson } from '../database/storable.ts'
import type { Tables } from '../database/tables.ts'

type Row = Selectable<Tables['cases']>

/**
 * Takes an arrival and a name for the case it may open; gives the case it opened or continued, undefined when its
 * delivery was claimed before. One statement, so one round trip: Slack waits for it.
 */
export async function acceptPaste(
  db: Kysely<Tables>,
  arrival: Arrival,
  newId: string,
): Promise<Row | undefined> {
  const { place, asker, knowledge, event } = arrival
  const delivery = storable(arrival.delivery)
  try {
    // The case comes first, as in `append`: two that lock in one order never wait for each other.
    const { rows } = await sql<Row>`
      with found as (
        insert into cases (id, surface, thread, asker, knowledge, events)
        select ${newId}::text, ${place.surface}::text, ${storable(place.thread)}::text,
          ${storable(asker)}::text, ${storable(knowledge)}::text, ${storableJson([event])}::jsonb
        where not exists (select from deliveries where id = ${delivery}::text)
        on conflict (surface, thread) do update set
          events = cases.events || excluded.events,
          revision = cases.revision + 1,
          updated_at = now()
        returning *
      ), claimed as (
        insert into deliveries (id, case_id) select ${delivery}::text, id from found
      )${marking(arrival)}
      select * from found`.execute(db)
    return rows[0]
  } catch (error) {
    // Somebody claimed it at the same moment; the whole statement has left nothing behind.
    if (isClaimed(error)) return undefined
    throw error
  }
}

/** What other cases may share with this one; a mark the case has already keeps its time. */
function marking({ workspace, marks = [], symptom = null }: Arrival) {
  if (marks.length === 0) return sql``
  const rows = marks.map(({ kind, hash, shown }) => ({ kind, hash, shown }))
  return sql`, marked as (
    insert into marks (case_id, workspace, kind, hash, shown, symptom)
    select found.id, ${storable(workspace)}::text, mark.kind, mark.hash, mark.shown,
      ${symptom === null ? null : storable(symptom)}::text
    from found, jsonb_to_recordset(${storableJson(rows)}::jsonb) as mark(kind text, hash text, shown text)
    on conflict (case_id, kind, hash) do nothing
  )`
}

/** Unique violation: https://www.postgresql.org/docs/15/errcodes-appendix.html */
function isClaimed(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === '23505' &&
    'constraint' in error &&
    error.constraint === 'deliveries_pkey'
  )
}
