import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { dataDir as emptyDatabase } from '@electric-sql/pglite-prepopulatedfs'
import { unpackTar } from 'modern-tar/fs'
import { DataDirUnreadable } from '../database/store-error.ts'

const UNFINISHED = 'unfinished-'
// Of the process that made the archive.
const LEFT_BEHIND = 'postmaster.pid'

/**
 * Takes a locked data directory; gives the directory of its database, made on the first start.
 * Unpacked and not made by `initdb`, which takes PGlite four seconds and 0.5 GB of memory. Killed half-way, it would
 * leave a directory that never opens again, so it gets its name when it is whole.
 */
export async function firstStart(dataDir: string): Promise<string> {
  const home = join(dataDir, 'pglite')
  await removeUnfinished(dataDir)
  if (existsSync(home)) {
    // PGlite would make a new, empty database over what is left of this one.
    if (existsSync(join(home, 'PG_VERSION'))) return home
    throw new DataDirUnreadable(
      `The database in ${dataDir} is not whole: PG_VERSION is missing. Nothing was changed. ` +
        'Restore a backup, or move the directory away to start empty.',
    )
  }
  const unfinished = join(dataDir, `${UNFINISHED}${randomUUID()}`)
  const archive = await emptyDatabase()
  const filter = ({ name }: { readonly name: string }) => !name.endsWith(LEFT_BEHIND)
  // What PGlite writes later is open to everybody; the folder around it is not.
  await mkdir(unfinished, { mode: 0o700 })
  await pipeline(
    Readable.from(archive.stream()),
    createGunzip(),
    unpackTar(unfinished, { filter, dmode: 0o700, fmode: 0o600 }),
  )
  await rename(unfinished, home)
  return home
}

async function removeUnfinished(dataDir: string): Promise<void> {
  const names = (await readdir(dataDir)).filter((name) => name.startsWith(UNFINISHED))
  for (const name of names) await rm(join(dataDir, name), { recursive: true, force: true })
}
