import { createHash } from 'node:crypto'
import { type Kysely, type Selectable, sql } from 'kysely'
import { makeExternalId } from '../../app/accounts/external-id.ts'
import type { LinkRecord, Links } from '../../app/accounts/link-store.ts'
import type { Verification } from '../../app/accounts/verify-link.ts'
import type { Database } from '../database/database.ts'
import { newCaseId } from '../database/new-id.ts'
import { storable, storableJson } from '../database/storable.ts'
import { LinkUnproved } from '../database/store-error.ts'
import type { Tables } from '../database/tables.ts'
import type { Encryption } from '../keys/encryption.ts'

const MOST_PENDING = 5
const MOST_VERIFICATIONS = 10
const MOST_CHANNELS = 500
const NOW = sql<Date>`now()`
/** A pending link ends by itself. */
const ALIVE = sql<boolean>`(status <> 'pending' or expires_at > now())`

/** Takes an open database and the keys; gives the links in it. Every query but `due` stands under one workspace. */
export function linkStore(database: Database, sealing: Encryption): Links {
  const { db, read, transaction } = database
  const kept = (row: Selectable<Tables['links']>) => linkOf(row, sealing)
  const mine = (team: string, id: string, trx: Kysely<Tables> = db) =>
    trx
      .selectFrom('links')
      .selectAll()
      .where('workspace', '=', storable(team))
      .where('id', '=', storable(id))
      .where(ALIVE)
  const change = (trx: Kysely<Tables>, team: string, id: string) =>
    trx.updateTable('links').where('workspace', '=', storable(team)).where('id', '=', storable(id))

  return {
    begin: (team, account, by) =>
      transaction(async (trx) => {
        await alone(trx, team)
        const here = storable(team)
        await trx
          .deleteFrom('links')
          .where('workspace', '=', here)
          .where(sql<boolean>`not ${ALIVE}`)
          .execute()
        const all = await trx
          .selectFrom('links')
          .selectAll()
          .where('workspace', '=', here)
          .execute()
        const there = all.find((one) => one.account === account)
        // The same id again: whoever lost sight of it need not begin anew.
        if (there) return there.status === 'pending' ? kept(there) : 'exists'
        const pending = all.filter(({ status }) => status === 'pending')
        if (pending.length >= MOST_PENDING) return 'too-many'
        const id = newCaseId()
        const externalId = makeExternalId()
        const { keyId, box } = sealing.seal(externalId, aboutLink(here, id))
        const made = await trx
          .insertInto('links')
          .values({
            workspace: here,
            id,
            account,
            key_id: keyId,
            sealed: box,
            external_id_hash: hashOf(externalId),
            made_by: storable(by),
          })
          .returningAll()
          .executeTakeFirstOrThrow()
        return kept(made)
      }),

    find: async (team, id) => {
      const row = await read(() => mine(team, id).executeTakeFirst())
      return row && kept(row)
    },

    all: async (team) => {
      const query = db
        .selectFrom('links')
        .selectAll()
        .where('workspace', '=', storable(team))
        .where(ALIVE)
      const rows = await read(() => query.orderBy('made_at').orderBy('id').execute())
      return rows.map(kept)
    },

    mayVerify: (team) =>
      transaction(async (trx) => {
        await alone(trx, team)
        const workspace = storable(team)
        const old = sql<boolean>`at < now() - interval '1 hour'`
        const here = trx.deleteFrom('verifications').where('workspace', '=', workspace)
        await here.where(old).execute()
        const { made } = await trx
          .selectFrom('verifications')
          .select((one) => one.fn.countAll<string>().as('made'))
          .where('workspace', '=', workspace)
          .executeTakeFirstOrThrow()
        if (Number(made) >= MOST_VERIFICATIONS) return false
        await trx.insertInto('verifications').values({ workspace }).execute()
        return true
      }),

    activate: (link, verification) =>
      transaction(async (trx) => {
        if (!proves(verification, link.account))
          throw new LinkUnproved('A link can become active only by a verification that proves it.')
        const { probed, may, others } = verification
        const row = await change(trx, link.team, link.id)
          .where(ALIVE)
          // A link that was cut and made anew meanwhile is another.
          .where('account', '=', link.account)
          .where('external_id_hash', '=', hashOf(link.externalId))
          .set({
            status: 'active',
            verified_at: NOW,
            leased_at: null,
            why: null,
            probed: json(probed),
            may: json(may),
            others: json(others),
          })
          .returningAll()
          .executeTakeFirst()
        return row && kept(row)
      }),

    suspend: (team, id, because) =>
      transaction(async (trx) => {
        const row = await change(trx, team, id)
          .where('status', '=', 'active')
          .set({ status: 'suspended', why: storable(because), leased_at: null })
          .returning('id')
          .executeTakeFirst()
        return row !== undefined
      }),

    allow: (team, id, { channels, groups }) =>
      transaction(async (trx) => {
        const row = await change(trx, team, id)
          .set({ channels: json([...new Set(channels)]), groups: json([...new Set(groups)]) })
          .returning('id')
          .executeTakeFirst()
        return row !== undefined
      }),

    used: (team, id, channel) =>
      transaction(async (trx) => {
        const row = await mine(team, id, trx).forUpdate().executeTakeFirst()
        if (!row) return false
        const first = channel !== null && !row.used_in.includes(channel)
        const used = first ? [...row.used_in, channel].slice(-MOST_CHANNELS) : row.used_in
        await change(trx, team, id)
          .set({ used_at: NOW, used_in: json(used) })
          .execute()
        return first
      }),

    remove: (team, id) =>
      transaction(async (trx) => {
        const row = await trx
          .deleteFrom('links')
          .where('workspace', '=', storable(team))
          .where('id', '=', storable(id))
          .returning('id')
          .executeTakeFirst()
        return row !== undefined
      }),

    due: (limit) =>
      transaction(async (trx) => {
        // Marked in the row, so that nobody's transaction waits for AWS.
        const { rows } = await sql<Selectable<Tables['links']>>`
          update links set leased_at = now() where (workspace, id) in (
            select workspace, id from links where status = 'active'
              and verified_at < now() - interval '24 hours'
              and (leased_at is null or leased_at < now() - interval '30 minutes')
            order by verified_at limit ${limit} for update skip locked)
          returning *`.execute(trx)
        return rows.map(kept)
      }),

    stopped: async (team) => {
      const query = db.selectFrom('halts').select('at').where('workspace', '=', storable(team))
      return (await read(() => query.executeTakeFirst())) !== undefined
    },

    stop: (team, stopped, by) =>
      transaction(async (trx) => {
        const workspace = storable(team)
        if (!stopped) await trx.deleteFrom('halts').where('workspace', '=', workspace).execute()
        else
          await trx
            .insertInto('halts')
            .values({ workspace, halted_by: storable(by) })
            .onConflict((conflict) => conflict.column('workspace').doNothing())
            .execute()
      }),
  }
}

type Proof = Extract<Verification, { verdict: 'link' }>

/** Three refusals of each kind, between three acceptances and a last one, by the account that is meant: less proves nothing. */
function proves(verification: Verification, account: string): verification is Proof {
  const { right, random, none } = verification.probed
  return (
    verification.verdict === 'link' &&
    verification.account === account &&
    right.length >= 4 &&
    right.every((answer) => answer === 'accepted') &&
    [random, none].every(
      (answers) => answers.length >= 3 && answers.every((answer) => answer === 'rejected'),
    )
  )
}

/** Takes a workspace and a row; gives what its box is bound to. */
export function aboutLink(team: string, id: string): string {
  return JSON.stringify(['links', team, id])
}

/** One at a time in a workspace, so that what is counted is still so when it is written. */
async function alone(trx: Kysely<Tables>, team: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`tfauth links ${storable(team)}`}))`.execute(
    trx,
  )
}

function linkOf(row: Selectable<Tables['links']>, { open }: Encryption): LinkRecord {
  const { workspace: team, id, account, status: state, channels, groups, may, others } = row
  const box = { keyId: row.key_id, box: Buffer.from(row.sealed) }
  return {
    team,
    id,
    account,
    externalId: open(box, aboutLink(team, id)),
    state,
    by: row.made_by,
    madeAt: row.made_at.toISOString(),
    endsAt: state === 'pending' ? row.expires_at.toISOString() : null,
    verifiedAt: row.verified_at?.toISOString() ?? null,
    usedAt: row.used_at?.toISOString() ?? null,
    suspendedBecause: row.why,
    may,
    others,
    allowed: { channels, groups },
  }
}

const hashOf = (externalId: string) => createHash('sha256').update(externalId).digest('hex')
const json = <Value>(value: Value) => sql<Value>`${storableJson(value)}::jsonb`
