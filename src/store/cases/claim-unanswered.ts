import { type Kysely, type Selectable, sql } from 'kysely'
import type { Tables } from '../database/tables.ts'

/**
 * Takes over up to `limit` deliveries that were neither answered nor taken over for `olderThanMs`, oldest first;
 * gives each with its case. Replicas that do so at once pass over one another's rows.
 */
export function claimUnanswered(
  db: Kysely<Tables>,
  olderThanMs: number,
  limit: number,
): Promise<readonly (Selectable<Tables['cases']> & { readonly delivery: string })[]> {
  // The server's clock throughout: the replicas' clocks differ.
  const before = sql<Date>`now() - ${olderThanMs}::double precision * interval '1 millisecond'`
  return db
    .with('overdue', (query) =>
      query
        .selectFrom('deliveries')
        .select('id')
        .where('answered_at', 'is', null)
        .where('accepted_at', '<=', before)
        .where((is) => is.or([is('leased_at', 'is', null), is('leased_at', '<=', before)]))
        .orderBy('accepted_at')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .with('taken', (query) =>
      query
        .updateTable('deliveries')
        .set({ leased_at: sql<Date>`now()` })
        .from('overdue')
        .whereRef('deliveries.id', '=', 'overdue.id')
        .returning(['deliveries.id as delivery', 'deliveries.case_id', 'deliveries.accepted_at']),
    )
    .selectFrom('taken')
    .innerJoin('cases', 'cases.id', 'taken.case_id')
    .selectAll('cases')
    .select('taken.delivery')
    .orderBy('taken.accepted_at')
    .execute()
}
