import { type Kysely, sql } from 'kysely'
import type { Tables } from '../database/tables.ts'

const CHECKPOINT = { writes: 1_000, ms: 60_000 }
const VACUUM_WRITES = 20_000

/** What PostgreSQL's background processes do, and PGlite has none: its log and its tables would grow without end. */
export type Housekeeping = { wrote(): void; stop(): Promise<void> }

/** Takes an embedded database; checkpoints it every 1000 writes or minute, vacuums it now and then. */
export function startHousekeeping(db: Kysely<Tables>): Housekeeping {
  let writes = 0
  // Full at first, since nobody knows what the last process left behind.
  let writesToVacuum = VACUUM_WRITES
  let tidying = Promise.resolve()

  const tidy = async () => {
    writesToVacuum += writes
    writes = 0
    // Outside a transaction, and behind whatever the one session is busy with.
    await sql`checkpoint`.execute(db)
    if (writesToVacuum < VACUUM_WRITES) return
    writesToVacuum = 0
    await sql`vacuum`.execute(db)
  }
  const start = () => {
    // A failure here repeats in the next write, where someone hears of it.
    tidying = tidying.then(tidy).catch(() => {})
  }
  const timer = setInterval(() => writes > 0 && start(), CHECKPOINT.ms)
  timer.unref()
  return {
    wrote: () => {
      writes += 1
      if (writes % CHECKPOINT.writes === 0) start()
    },
    stop: async () => {
      clearInterval(timer)
      await tidying
    },
  }
}
