import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DataDirBusy, DataDirUnreadable } from '../database/store-error.ts'

const SQLITE_BUSY = 5

/**
 * Takes a data directory; gives the function that lets it go again. Throws `DataDirBusy` when someone else has it.
 * PGlite itself lets two processes in, and both lose data. The kernel frees this lock when we die, however we die.
 */
export function lockDataDir(dataDir: string): () => void {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(join(dataDir, 'LOCK.sqlite'), { timeout: 0 })
    // Never committed: SQLite's exclusive lock on the file is all we want of it.
    lock.exec('begin exclusive')
  } catch (error) {
    lock?.close()
    throw refusal(dataDir, error)
  }
  const held = lock
  return () => {
    if (held.isOpen) held.close()
  }
}

function refusal(dataDir: string, error: unknown): Error {
  if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) {
    return new DataDirBusy(
      `The data directory ${dataDir} is in use by another tfauth. Stop that one first, ` +
        'give this one another TFAUTH_DATA_DIR, or set DATABASE_URL to run several on one PostgreSQL.',
      { cause: error },
    )
  }
  const reason = error instanceof Error ? error.message : String(error)
  return new DataDirUnreadable(
    `The data directory ${dataDir} cannot be locked (${reason}). Its files must belong to the user tfauth runs as.`,
    { cause: error },
  )
}
