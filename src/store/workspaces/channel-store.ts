import { sql } from 'kysely'
import { type ChannelStore, USUAL_SETTINGS } from '../../app/ports/channel-store.ts'
import type { Database } from '../database/database.ts'
import { storable } from '../database/storable.ts'

// No workspace has more channels that somebody set.
const MOST_ROOMS = 1_000

/** Takes an open database; gives how the channels in it are set. */
export function channelStore(database: Database): ChannelStore {
  const { db, read, write } = database
  return {
    settings: async (workspace, channel) => {
      const found = await read(() =>
        db
          .selectFrom('rooms')
          .select(['listens', 'bots', 'quiet', 'set_by as by'])
          .where('workspace', '=', storable(workspace))
          .where('channel', '=', storable(channel))
          .executeTakeFirst(),
      )
      return found ?? USUAL_SETTINGS
    },

    list: (workspace) =>
      read(() =>
        db
          .selectFrom('rooms')
          .select(['channel', 'listens', 'bots', 'quiet', 'set_by as by'])
          .where('workspace', '=', storable(workspace))
          .orderBy('channel')
          .limit(MOST_ROOMS)
          .execute(),
      ),

    setSettings: async (workspace, channel, { listens, bots, quiet, by }) => {
      const set = { listens, bots, quiet, set_by: by, at: sql<Date>`now()` }
      await write(() =>
        db
          .insertInto('rooms')
          .values({
            workspace: storable(workspace),
            channel: storable(channel),
            listens,
            bots,
            quiet,
            set_by: by,
          })
          .onConflict((conflict) => conflict.columns(['workspace', 'channel']).doUpdateSet(set))
          .execute(),
      )
    },
  }
}
