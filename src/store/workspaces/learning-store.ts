import { type Kysely, sql } from 'kysely'
import type { Workspaces } from '../../app/ports/case-store.ts'
import type { MarkedCase } from '../../core/case/shared-marks.ts'
import type { Database } from '../database/database.ts'
import { storable } from '../database/storable.ts'
import type { Tables } from '../database/tables.ts'

// One incident of this many cases is as clear as one of more.
const MOST_MARKS = 1_000

/** Takes an open database; gives what is remembered in it across the cases of a workspace. */
export function learningStore(database: Database): Workspaces {
  const { db, read, write, transaction } = database

  return {
    solved: async (workspace, limit) => {
      const rows = await read(() =>
        db
          .selectFrom('outcomes')
          .leftJoin('workspaces', 'workspaces.id', 'outcomes.workspace')
          .select(['outcomes.asker', 'outcomes.symptom', 'outcomes.credit', 'outcomes.confirmed'])
          .select(sql<number>`extract(epoch from now() - outcomes.at)::float8 / 86400`.as('days'))
          .where('outcomes.workspace', '=', storable(workspace))
          .where(sql<boolean>`coalesce(workspaces.learns, true)`)
          .orderBy('outcomes.at', 'desc')
          .orderBy('outcomes.case_id')
          .limit(limit)
          .execute(),
      )
      return rows.map(({ days, confirmed, ...row }) => ({
        ...row,
        confirmed: confirmed !== null,
        daysAgo: Math.max(0, Number(days)),
      }))
    },

    learning: async (workspace) => {
      const found = await read(() =>
        db
          .selectFrom('workspaces')
          .select(['learns', 'learns_since'])
          .where('id', '=', storable(workspace))
          .executeTakeFirst(),
      )
      return { on: found?.learns ?? true, since: found?.learns_since?.toISOString() ?? null }
    },

    setLearning: async (workspace, on) => {
      await write(() =>
        db
          .insertInto('workspaces')
          .values({ id: storable(workspace), learns: on })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ learns: on }))
          .execute(),
      )
    },

    resetLearning: async (workspace) => {
      const id = storable(workspace)
      await transaction(async (trx) => {
        await trx.deleteFrom('outcomes').where('workspace', '=', id).execute()
        const now = { learns_since: sql<Date>`now()` }
        await trx
          .insertInto('workspaces')
          .values({ id, ...now })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(now))
          .execute()
      })
    },

    sharing: async (workspace, hashes, windowMs) =>
      hashes.length === 0 ? [] : read(() => marksIn(db, workspace, windowMs, hashes)),

    marked: (workspace, windowMs) => read(() => marksIn(db, workspace, windowMs)),
  }
}

async function marksIn(
  db: Kysely<Tables>,
  workspace: string,
  windowMs: number,
  hashes?: readonly string[],
): Promise<readonly MarkedCase[]> {
  // The server's clock, as in everything that replicas must agree on.
  const after = sql<Date>`now() - ${windowMs}::double precision * interval '1 millisecond'`
  let query = db
    .selectFrom('marks')
    .innerJoin('cases', 'cases.id', 'marks.case_id')
    .select(['marks.kind', 'marks.hash', 'marks.shown', 'marks.symptom', 'marks.at'])
    .select(['marks.case_id', 'cases.thread', 'cases.asker'])
    .where('marks.workspace', '=', storable(workspace))
    .where('marks.at', '>=', after)
  if (hashes) query = query.where('marks.hash', 'in', hashes.map(storable))
  const rows = await query
    .orderBy('marks.at', 'desc')
    .orderBy('marks.case_id')
    .limit(MOST_MARKS)
    .execute()
  return rows.map(({ case_id, at, ...row }) => ({ ...row, case: case_id, at: at.toISOString() }))
}
