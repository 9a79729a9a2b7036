import { type Kysely, sql } from 'kysely'
import type { Tables } from '../database/tables.ts'

/** Takes a Slack workspace that has left; deletes its cases and all that hangs on them, and that it had left. The audit stays its time. */
export async function forgetWorkspace(trx: Kysely<Tables>, workspace: string): Promise<void> {
  const cases = trx
    .selectFrom('cases')
    .select('id')
    .where('surface', '=', 'slack')
    .where(sql`split_part(thread, '/', 1)`, '=', workspace)
  await trx.deleteFrom('deliveries').where('case_id', 'in', cases).execute()
  await trx.deleteFrom('marks').where('workspace', '=', workspace).execute()
  await trx.deleteFrom('outcomes').where('workspace', '=', workspace).execute()
  await trx.deleteFrom('cases').where('id', 'in', cases).execute()
  await trx.deleteFrom('rooms').where('workspace', '=', workspace).execute()
  await trx.deleteFrom('links').where('workspace', '=', workspace).execute()
  await trx.deleteFrom('halts').where('workspace', '=', workspace).execute()
  await trx.deleteFrom('verifications').where('workspace', '=', workspace).execute()
  await trx.deleteFrom('workspaces').where('id', '=', workspace).execute()
  await trx.deleteFrom('departures').where('workspace', '=', workspace).execute()
}
