import { type Selectable, sql } from 'kysely'
import type { CaseHistory, DatedCase } from '../../app/ports/channel-store.ts'
import type { Database } from '../database/database.ts'
import { storable } from '../database/storable.ts'
import type { Tables } from '../database/tables.ts'

// One person pastes less than this within any cool-down.
const MOST_OF_ONE = 50

/** Takes an open database; gives the cases in it as people look at them together. Reads only. */
export function caseHistory(database: Database): CaseHistory {
  const { db, read } = database
  // As the index has it.
  const team = sql<string>`split_part(thread, '/', 1)`
  const since = (windowMs: number) =>
    sql<Date>`now() - ${windowMs}::double precision * interval '1 millisecond'`
  const month = sql<Date>`(date_trunc('month', now() at time zone 'utc') at time zone 'utc')`

  return {
    recent: async (workspace, windowMs, limit) => {
      const rows = await read(() =>
        db
          .selectFrom('cases')
          .selectAll()
          .where('surface', '=', 'slack')
          .where(team, '=', storable(workspace))
          .where('updated_at', '>=', since(windowMs))
          .orderBy('updated_at', 'desc')
          .orderBy('id')
          .limit(limit)
          .execute(),
      )
      return rows.map((row) => dated(row, row.updated_at))
    },

    openedBy: async ({ workspace, channel, asker }, windowMs) => {
      const room = `${storable(workspace)}/${storable(channel)}/`
      const rows = await read(() =>
        db
          .selectFrom('cases')
          .selectAll()
          .where('surface', '=', 'slack')
          .where(team, '=', storable(workspace))
          .where('updated_at', '>=', since(windowMs))
          .where('created_at', '>=', since(windowMs))
          .where('asker', '=', storable(asker))
          .where(sql<boolean>`starts_with(thread, ${room})`)
          .orderBy('created_at', 'desc')
          .orderBy('id')
          .limit(MOST_OF_ONE)
          .execute(),
      )
      return rows.map((row) => dated(row, row.created_at))
    },

    month: async (workspace) => {
      const [opened, outcomes] = await Promise.all([
        read(() =>
          db
            .selectFrom('cases')
            .select(sql<number>`count(*)::int`.as('many'))
            .where('surface', '=', 'slack')
            .where(team, '=', storable(workspace))
            .where('created_at', '>=', month)
            .executeTakeFirst(),
        ),
        read(() =>
          db
            .selectFrom('outcomes')
            .select(['confirmed', sql<number>`count(*)::int`.as('times')])
            .where('workspace', '=', storable(workspace))
            .where('at', '>=', month)
            .groupBy('confirmed')
            .execute(),
        ),
      ])
      return {
        opened: opened?.many ?? 0,
        fixed: outcomes.reduce((sum, { times }) => sum + times, 0),
        confirmed: outcomes
          .flatMap(({ confirmed, times }) =>
            confirmed === null ? [] : [{ cause: confirmed, times }],
          )
          .sort((a, b) => b.times - a.times || (a.cause < b.cause ? -1 : 1)),
      }
    },
  }
}

function dated(row: Selectable<Tables['cases']>, at: Date): DatedCase {
  const { id, revision, surface, thread, asker, knowledge, events, messages } = row
  const place = { surface, thread }
  return {
    case: { id, revision, place, asker, knowledge, events, messages },
    at: at.toISOString(),
  }
}
