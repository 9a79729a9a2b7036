import { sql } from 'kysely'
import { KEPT_DAYS, type Retention } from '../../app/ports/channel-store.ts'
import type { Database } from '../database/database.ts'
import { storable } from '../database/storable.ts'

// Slack may repeat a delivery for 26 hours: a claim lives longer than that.
// A pass holds no lock for longer than a moment.
const AT_ONCE = 500

/**
 * Takes an open database; gives how long the cases in it are kept, and what deletes those that nothing happened to for
 * longer, with all that hangs on them. What was learnt from them stays: it holds counts and no word of theirs.
 */
export function retentionStore(database: Database): Retention & { forgetOld(): Promise<number> } {
  const { db, read, write } = database
  const slackTeam = sql`split_part(cases.thread, '/', 1)`
  // Nobody may keep longer than the usual time, so two ranges of an index find all that is over.
  const OVER = [
    sql`from cases where cases.updated_at < now() - ${KEPT_DAYS}::int * interval '1 day'`,
    sql`from workspaces join cases on cases.surface = 'slack' and ${slackTeam} = workspaces.id
      where workspaces.kept_days < ${KEPT_DAYS}::int
        and cases.updated_at < now() - greatest(workspaces.kept_days * interval '1 day', interval '26 hours')`,
  ]
  /** Replicas that tidy at once pass over one another's rows, and over a case that somebody is just working on. */
  const pass = async (over: (typeof OVER)[number]): Promise<number> => {
    const { rows } = await write(() =>
      sql<{ id: string }>`
        with old as (
          select cases.id ${over}
          order by cases.updated_at
          limit ${AT_ONCE}
          for update of cases skip locked
        ), claims as (delete from deliveries where case_id in (select id from old)
        ), ties as (delete from marks where case_id in (select id from old))
        delete from cases where id in (select id from old) returning id`.execute(db),
    )
    return rows.length
  }

  return {
    keptDays: async (workspace) => {
      const found = await read(() =>
        db
          .selectFrom('workspaces')
          .select('kept_days')
          .where('id', '=', storable(workspace))
          .executeTakeFirst(),
      )
      return found?.kept_days ?? KEPT_DAYS
    },

    keepFor: async (workspace, days) => {
      await write(() =>
        db
          .insertInto('workspaces')
          .values({ id: storable(workspace), kept_days: days })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ kept_days: days }))
          .execute(),
      )
    },

    forgetOld: async () => {
      let gone = 0
      for (const over of OVER) {
        for (let more = true; more; ) {
          const now = await pass(over)
          gone += now
          more = now === AT_ONCE
        }
      }
      return gone
    },
  }
}
