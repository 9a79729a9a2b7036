import { statfs } from 'node:fs/promises'
import { DiskFull } from '../database/store-error.ts'

/** PGlite can spin for ever when it cannot make its next 16 MB of log (measured), so we stop well before. */
const LEAST_BYTES = 256 * 1024 * 1024

/** Takes a directory; throws `DiskFull` when less than `least` bytes are free on its disk. */
export async function requireFreeSpace(dataDir: string, least = LEAST_BYTES): Promise<void> {
  const { bavail, bsize } = await statfs(dataDir)
  const free = bavail * bsize
  if (free >= least) return
  throw new DiskFull(
    `The disk of the data directory ${dataDir} has ${megabytes(free)} MB free, and ${megabytes(least)} MB are needed. ` +
      'Free some space, or move the data to a larger disk; nothing was written.',
  )
}

function megabytes(bytes: number): number {
  return Math.floor(bytes / (1024 * 1024))
}
