import { sql, type Transaction } from 'kysely'
import type { CaseOutcome } from '../../app/ports/case-store.ts'
import { storable, storableJson } from '../database/storable.ts'
import type { Tables } from '../database/tables.ts'

/** Takes a case's outcome, which replaces the one it had; null takes that back. */
export async function keepOutcome(
  trx: Transaction<Tables>,
  caseId: string,
  outcome: CaseOutcome | null,
): Promise<void> {
  if (!outcome) {
    await trx.deleteFrom('outcomes').where('case_id', '=', caseId).execute()
    return
  }
  const row = {
    workspace: storable(outcome.workspace),
    symptom: storable(outcome.symptom),
    remedy: storable(outcome.remedy),
    confirmed: outcome.confirmed === null ? null : storable(outcome.confirmed),
    credit: sql<CaseOutcome['credit']>`${storableJson(outcome.credit)}::jsonb`,
    asker: storable(outcome.asker),
  }
  await trx
    .insertInto('outcomes')
    .values({ case_id: caseId, ...row })
    .onConflict((conflict) => conflict.column('case_id').doUpdateSet(row))
    .execute()
}
