import type { Transaction } from 'kysely'
import { type Case, workspaceOf } from '../core/case.ts'
import type { Mark } from '../core/patterns.ts'
import { storable } from './storable.ts'
import type { Tables } from './tables.ts'

/** Takes a case and what others may share with it; a mark the case has already keeps its time. */
export async function addMarks(
  trx: Transaction<Tables>,
  { id, place }: Case,
  marks: readonly Mark[],
  symptom: string | null,
): Promise<void> {
  if (marks.length === 0) return
  const workspace = storable(workspaceOf(place))
  await trx
    .insertInto('marks')
    .values(
      marks.map(({ kind, hash, shown }) => ({
        case_id: id,
        workspace,
        kind,
        hash: storable(hash),
        shown: storable(shown),
        symptom: symptom === null ? null : storable(symptom),
      })),
    )
    .onConflict((conflict) => conflict.columns(['case_id', 'kind', 'hash']).doNothing())
    .execute()
}
