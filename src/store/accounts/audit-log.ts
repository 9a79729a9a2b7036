import type { Audit } from '../../app/accounts/link-store.ts'
import type { Database } from '../database/database.ts'
import { storable } from '../database/storable.ts'

const MOST_WORDS = 300
// A check makes a dozen requests at most.
const MOST_IDS = 1_000

/** Takes an open database; gives the audit in it, which only grows: a trigger refuses everything else for 400 days. */
export function auditLog(database: Database): Audit {
  const { db, read, write } = database
  return {
    add: async ({ team, by, channel, did, link, check, about, result, requestId }) => {
      const row = {
        workspace: storable(team),
        who: words(by),
        channel: orNull(channel),
        did,
        link: orNull(link),
        asked: check,
        about: orNull(about),
        result: words(result),
        request_id: requestId === null ? null : storable(requestId.slice(0, MOST_IDS)),
      }
      await write(() => db.insertInto('audit').values(row).execute())
    },

    rows: async (team, limit) => {
      const query = db.selectFrom('audit').selectAll().where('workspace', '=', storable(team))
      const rows = await read(() => query.orderBy('id', 'desc').limit(limit).execute())
      return rows.map(({ at, workspace, who, channel, did, link, asked, about, ...row }) => ({
        at: at.toISOString(),
        team: workspace,
        by: who,
        channel,
        did,
        link,
        check: asked,
        about,
        result: row.result,
        requestId: row.request_id,
      }))
    },
  }
}

const words = (text: string) => storable(text.slice(0, MOST_WORDS))
const orNull = (text: string | null) => (text === null ? null : words(text))
