import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Installations } from '../../app/ports/installation-store.ts'
import type { Database } from '../database/database.ts'
import { storable } from '../database/storable.ts'
import type { Tables } from '../database/tables.ts'
import type { Encryption } from '../keys/encryption.ts'
import { forgetWorkspace } from './forget-workspace.ts'

// Longer than any call to Slack lasts, so that nobody takes over from someone who is alive.
const RENEWAL_MS = 60_000
const NOW = sql<Date>`now()`

/** Takes an open database and the keys; gives the installations in it. Ids are their surface's own, records are sealed. */
export function installationStore(database: Database, { seal, open }: Encryption): Installations {
  const { db, read, transaction } = database
  const row = (id: string, record: string) => {
    const { keyId, box } = seal(record, aboutOf(id))
    return { key_id: keyId, sealed: box }
  }
  const recordOf = (found: { id: string; key_id: string; sealed: Buffer }) =>
    open({ keyId: found.key_id, box: Buffer.from(found.sealed) }, aboutOf(found.id))

  return {
    keep: (id, record) =>
      transaction(async (trx) => {
        const values = row(id, record)
        await trx
          .insertInto('installations')
          .values({ id: storable(id), ...values })
          .onConflict((conflict) =>
            conflict.column('id').doUpdateSet({ ...values, installed_at: NOW, renewing_at: null }),
          )
          .execute()
        await comeBack(trx, id)
      }),

    find: async (id) => {
      const query = db.selectFrom('installations').selectAll().where('id', '=', storable(id))
      const found = await read(() => query.executeTakeFirst())
      return found && recordOf(found)
    },

    serving: async (workspace) => {
      const query = db
        .selectFrom('installations')
        .leftJoin('served_workspaces', 'served_workspaces.installation', 'installations.id')
        .select(['installations.id', 'key_id', 'sealed'])
        .where((is) =>
          is.or([
            is('installations.id', '=', storable(workspace)),
            is('served_workspaces.workspace', '=', storable(workspace)),
          ]),
        )
        // Its own before its organisation's.
        .orderBy(sql`installations.id <> ${storable(workspace)}`)
        .limit(1)
      const found = await read(() => query.executeTakeFirst())
      return found && { id: found.id, record: recordOf(found) }
    },

    joined: (workspace, id) =>
      transaction(async (trx) => {
        await trx
          .insertInto('served_workspaces')
          .values({ workspace: storable(workspace), installation: storable(id) })
          .onConflict((conflict) =>
            conflict.column('workspace').doUpdateSet({ installation: storable(id) }),
          )
          .execute()
        await comeBack(trx, workspace)
      }),

    left: (workspaces, id) =>
      transaction(async (trx) => {
        if (workspaces.length === 0) return
        const gone = await trx
          .deleteFrom('served_workspaces')
          .where('installation', '=', storable(id))
          .where('workspace', 'in', workspaces.map(storable))
          .returning('workspace')
          .execute()
        await depart(
          trx,
          gone.map(({ workspace }) => workspace),
        )
      }),

    remove: (id, before) =>
      transaction(async (trx) => {
        let query = trx.deleteFrom('installations').where('id', '=', storable(id))
        if (before) query = query.where('installed_at', '<=', before)
        if (!(await query.returning('id').executeTakeFirst())) return false
        const served = await trx
          .deleteFrom('served_workspaces')
          .where('installation', '=', storable(id))
          .returning('workspace')
          .execute()
        await depart(trx, [storable(id), ...served.map(({ workspace }) => workspace)])
        return true
      }),

    // A mark in the row and not a lock held over the call: that would hold PGlite's one session, and with it every
    // acknowledgement, for as long as Slack takes.
    renew: async (id, renewal) => {
      const free = sql<Date>`now() - ${RENEWAL_MS}::double precision * interval '1 millisecond'`
      const taken = await transaction((trx) =>
        trx
          .updateTable('installations')
          .set({ renewing_at: NOW })
          .where('id', '=', storable(id))
          .where((is) => is.or([is('renewing_at', 'is', null), is('renewing_at', '<', free)]))
          .returningAll()
          .executeTakeFirst(),
      )
      if (!taken) return undefined
      const mine = (trx: Kysely<Tables>, values: object) =>
        trx
          .updateTable('installations')
          .set({ ...values, renewing_at: null })
          .where('id', '=', taken.id)
          // Whoever installed anew meanwhile has the newer tokens, and took the mark away.
          .where('renewing_at', 'is not', null)
          .execute()
      try {
        const before = recordOf(taken)
        const after = await renewal(before)
        await transaction((trx) => mine(trx, after === undefined ? {} : row(id, after)))
        return after ?? before
      } catch (error) {
        await transaction((trx) => mine(trx, {})).catch(() => undefined)
        throw error
      }
    },

    forgetDeparted: async (olderThanMs) => {
      const before = sql<Date>`now() - ${olderThanMs}::double precision * interval '1 millisecond'`
      const query = db.selectFrom('departures').select('workspace').where('left_at', '<=', before)
      const gone = await read(() => query.execute())
      for (const { workspace } of gone) await transaction((trx) => forgetWorkspace(trx, workspace))
      return gone.length
    },

    useOnce: (token, forMs) =>
      transaction(async (trx) => {
        const hash = createHash('sha256').update(token).digest('hex')
        await trx.deleteFrom('used_tokens').where('until', '<', NOW).execute()
        const until = sql<Date>`now() + ${forMs}::double precision * interval '1 millisecond'`
        const used = await trx
          .insertInto('used_tokens')
          .values({ token: hash, until })
          .onConflict((conflict) => conflict.column('token').doNothing())
          .returning('token')
          .executeTakeFirst()
        return used !== undefined
      }),
  }
}

/** What a box is bound to. */
export function aboutOf(id: string): string {
  return `installation ${id}`
}

/** Notes when workspaces left; one that has an installation of its own has not. */
async function depart(trx: Kysely<Tables>, workspaces: readonly string[]): Promise<void> {
  if (workspaces.length === 0) return
  const still = await trx
    .selectFrom('installations')
    .select('id')
    .where('id', 'in', workspaces)
    .execute()
  for (const workspace of workspaces.filter((one) => !still.some(({ id }) => id === one))) {
    // Cases wait for who comes back; what opens an AWS account goes at once.
    await trx.deleteFrom('links').where('workspace', '=', workspace).execute()
    await trx
      .insertInto('departures')
      .values({ workspace })
      .onConflict((conflict) => conflict.column('workspace').doNothing())
      .execute()
  }
}

async function comeBack(trx: Kysely<Tables>, workspace: string): Promise<void> {
  await trx.deleteFrom('departures').where('workspace', '=', storable(workspace)).execute()
}
