import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const CHILD = join(import.meta.dirname, 'first-start-child.ts')
const UNFINISHED = 'unfinished-'
// It takes five seconds on a slow machine.
const LONGEST_MS = 120_000

/**
 * Takes a locked data directory; gives the directory of its database, made on the first start.
 * Killed half-way, PGlite leaves a directory that never opens again, so it gets its name when it is whole.
 */
export async function firstStart(dataDir: string): Promise<string> {
  const home = join(dataDir, 'pglite')
  await removeUnfinished(dataDir)
  if (existsSync(home)) return home
  // A name of its own: the child of a killed start may still be writing to the last one.
  const unfinished = join(dataDir, `${UNFINISHED}${randomUUID()}`)
  // In a process of its own, which takes the 0.5 GB that making a database needs with it, and no secret of ours.
  await promisify(execFile)(process.execPath, [CHILD, unfinished], {
    env: {},
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  })
  await rename(unfinished, home)
  return home
}

async function removeUnfinished(dataDir: string): Promise<void> {
  const names = (await readdir(dataDir)).filter((name) => name.startsWith(UNFINISHED))
  for (const name of names) {
    // Left for the next start when something is still being written into it.
    await rm(join(dataDir, name), { recursive: true, force: true }).catch(() => {})
  }
}
