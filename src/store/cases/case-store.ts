import { type RawBuilder, type Selectable, sql, type Transaction } from 'kysely'
import type { Cases } from '../../app/ports/case-store.ts'
import type { Case, CaseEvent } from '../../core/case/case.ts'
import type { Database } from '../database/database.ts'
import { storable, storableJson } from '../database/storable.ts'
import { CaseMissing } from '../database/store-error.ts'
import type { Tables } from '../database/tables.ts'
import { acceptPaste } from './accept-paste.ts'
import { claimUnanswered } from './claim-unanswered.ts'
import { keepOutcome } from './keep-outcome.ts'

const NOW = sql<Date>`now()`

/**
 * Takes an open database; gives the cases in it. `newId` names new cases, `close` lets the database go.
 * Every row is changed by one statement or under its lock, so several replicas need nothing else.
 */
export function caseStore(
  database: Database,
  newId: () => string,
  close: () => Promise<void>,
): Cases {
  const { db, read, write, transaction } = database

  return {
    accept: async (arrival) => {
      const found = await write(() => acceptPaste(db, arrival, newId()))
      return found && toCase(found)
    },

    load: async (id) => {
      const query = db.selectFrom('cases').selectAll().where('id', '=', storable(id))
      const found = await read(() => query.executeTakeFirst())
      return found && toCase(found)
    },

    at: async ({ surface, thread }) => {
      const query = db
        .selectFrom('cases')
        .selectAll()
        .where('surface', '=', surface)
        .where('thread', '=', storable(thread))
      const found = await read(() => query.executeTakeFirst())
      return found && toCase(found)
    },

    append: (id, revision, event, delivery, outcome) =>
      transaction(async (trx) => {
        // Locked first, so that a stale revision leaves no claim behind.
        const current = await trx
          .selectFrom('cases')
          .select('id')
          .where('id', '=', storable(id))
          .where('revision', '=', revision)
          .forUpdate()
          .executeTakeFirst()
        if (!current) return undefined
        if (delivery !== undefined && !(await claim(trx, delivery, current.id))) return undefined
        const found = await trx
          .updateTable('cases')
          .set(adding(event))
          .where('id', '=', current.id)
          .returningAll()
          .executeTakeFirstOrThrow()
        if (outcome !== undefined) await keepOutcome(trx, current.id, outcome)
        return toCase(found)
      }),

    claimed: async (delivery) => {
      const query = db.selectFrom('deliveries').select('id').where('id', '=', storable(delivery))
      return (await read(() => query.executeTakeFirst())) !== undefined
    },

    remember: (id, slot, message) =>
      write(async () => {
        const key = storable(slot)
        const first = sql`jsonb_build_object(${key}::text, ${storable(message)}::text)`
        const kept = await db
          .updateTable('cases')
          // The right side of || wins, so a message that is there already stays.
          .set({ messages: sql<Case['messages']>`${first} || messages` })
          .where('id', '=', storable(id))
          .returning(sql<string>`messages ->> ${key}::text`.as('message'))
          .executeTakeFirst()
        if (kept) return kept.message
        throw new CaseMissing(`There is no case ${id}, so message ${message} cannot be remembered.`)
      }),

    answered: (delivery) =>
      write(async () => {
        await db
          .updateTable('deliveries')
          .set({ answered_at: NOW })
          .where('id', '=', storable(delivery))
          .where('answered_at', 'is', null)
          .execute()
      }),

    unanswered: (olderThanMs, limit) =>
      write(async () => {
        const taken = await claimUnanswered(db, olderThanMs, limit)
        return taken.map(({ delivery, ...found }) => ({ delivery, case: toCase(found) }))
      }),

    close,
  }
}

/** Takes a delivery for a case; false when it was claimed before. Waits for whoever is just claiming it. */
async function claim(trx: Transaction<Tables>, delivery: string, caseId: string): Promise<boolean> {
  const claimed = await trx
    .insertInto('deliveries')
    .values({ id: storable(delivery), case_id: caseId })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return claimed !== undefined
}

function adding(event: CaseEvent) {
  return {
    events: sql<readonly CaseEvent[]>`cases.events || ${eventsJson(event)}`,
    revision: sql<number>`cases.revision + 1`,
    updated_at: NOW,
  }
}

function eventsJson(event: CaseEvent): RawBuilder<readonly CaseEvent[]> {
  return sql`${storableJson([event])}::jsonb`
}

function toCase(row: Selectable<Tables['cases']>): Case {
  const { id, revision, surface, thread, asker, knowledge, events, messages } = row
  return { id, revision, place: { surface, thread }, asker, knowledge, events, messages }
}
