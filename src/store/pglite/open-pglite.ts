import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Kysely, PGliteDialect } from 'kysely'
import { type Database, databaseOf } from '../database/database.ts'
import { DataDirUnreadable, DiskFull, StoreError } from '../database/store-error.ts'
import type { Tables } from '../database/tables.ts'
import { firstStart } from './first-start.ts'
import { startHousekeeping } from './housekeeping.ts'
import { lockDataDir } from './lock-data-dir.ts'
import { requireFreeSpace } from './require-free-space.ts'
import { startPglite } from './start-pglite.ts'

/** Takes a data directory, which is made when it is missing; gives its embedded database, for this process alone. */
export async function openPglite(path: string): Promise<Database> {
  const dataDir = resolve(path)
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    await requireFreeSpace(dataDir)
  } catch (error) {
    throw explain(dataDir, error)
  }
  const unlock = lockDataDir(dataDir)
  try {
    const pglite = await startPglite(await firstStart(dataDir))
    const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
    const house = startHousekeeping(db)
    return databaseOf({
      kind: 'pglite',
      db,
      beforeWrite: freeSpaceOf(dataDir),
      wrote: house.wrote,
      explain: (error) => (isDiskFull(error) ? explain(dataDir, error) : error),
      close: async () => {
        await house.stop()
        await db.destroy()
        if (!pglite.closed) await pglite.close()
        unlock()
      },
    })
  } catch (error) {
    unlock()
    throw explain(dataDir, error)
  }
}

/** Looks at the disk once a second at most: no second fills what is asked to be free. */
function freeSpaceOf(dataDir: string): () => Promise<void> {
  let looked = Number.NEGATIVE_INFINITY
  return async () => {
    if (performance.now() - looked < 1_000) return
    await requireFreeSpace(dataDir)
    looked = performance.now()
  }
}

function explain(dataDir: string, error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const cause = { cause: error }
  if (isDiskFull(error)) {
    const says = `The disk of the data directory ${dataDir} is full. Free some space; nothing was written.`
    return new DiskFull(says, cause)
  }
  const code = codeOf(error)
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) {
    return new DataDirUnreadable(
      `The data directory ${dataDir} cannot be used (${code}). TFAUTH_DATA_DIR must name a directory ` +
        'that the user tfauth runs as may read and write.',
      cause,
    )
  }
  return new DataDirUnreadable(
    `The database in ${dataDir} does not open. It may be damaged, or another version of PGlite wrote it. ` +
      'Restore a backup, or move the directory away to start empty.',
    cause,
  )
}

function isDiskFull(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'ENOSPC' || code === '53100'
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
