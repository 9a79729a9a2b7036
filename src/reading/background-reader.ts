import { extname } from 'node:path'
import { Piscina } from 'piscina'
import type { Reader } from '../app/ports/case-store.ts'
import type { Parser } from '../app/ports/json-parser.ts'
import type { Reading } from '../core/fact.ts'
import { NOTHING_LEARNED, type Readable } from '../core/knowledge.ts'
import { read } from '../core/read/read-paste.ts'
import { MAX_PASTE } from '../core/text/plain-text.ts'
import { takenOver } from './transfer-request.ts'
import { piecesOf } from './transfer-text.ts'

export type ReaderOptions = {
  readonly knowledge: Readable
  /** How long one reading may take; what takes longer is given up. */
  readonly mostMs?: number
  /** How many characters of long pastes may wait for one another. */
  readonly mostWaiting?: number
  /** Up to how many characters a paste is read here and not in the worker. */
  readonly here?: number
}

// The worst text of this length still reads in a few milliseconds, and almost every paste is shorter.
const HERE = 8 * 1024
const MOST_MS = 2_000
// Pastes that wait hold memory.
const MOST_WAITING = 4 * MAX_PASTE
// A worker that has not started by then does not start at all.
const START_MS = 20_000

/**
 * Takes the knowledge; gives a reader for pastes of any length. Short ones are read at once; long ones one after the
 * other in a worker, so that nobody else waits, for as long as one reading may take.
 */
export function makeReader(options: ReaderOptions): {
  readonly read: Reader
  readonly parse: Parser
  close(): Promise<void>
} {
  const { knowledge, mostMs = MOST_MS, mostWaiting = MOST_WAITING, here = HERE } = options
  const { symptoms, variants, programs, regions, learned = NOTHING_LEARNED } = knowledge
  const pool = new Piscina({
    filename: new URL(`./read-in-worker${extname(import.meta.url)}`, import.meta.url).href,
    name: 'readInWorker',
    minThreads: 0,
    maxThreads: 1,
    // A log comes seldom; a worker that waits for one holds memory.
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    workerData: { symptoms, variants, programs, regions, learned } satisfies Readable,
  })
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()

  const inWorker = async (text: string): Promise<Reading | undefined> => {
    try {
      // Only the reading counts against its time, not the start of the worker.
      await pool.run([], { signal: AbortSignal.timeout(START_MS) })
      const pieces = await piecesOf(text)
      const transferList = pieces.map(({ buffer }) => buffer)
      return await pool.run(pieces, { transferList, signal: AbortSignal.timeout(mostMs) })
    } catch {
      // Too slow or out of memory: the worker is gone, the next paste gets another.
      return undefined
    }
  }

  return {
    async read(text) {
      if (text.length <= here) return read(text, knowledge)
      if (text.length > MAX_PASTE || waiting + text.length > mostWaiting) return undefined
      waiting += text.length
      const reading = last.then(() => inWorker(text))
      last = reading.finally(() => {
        waiting -= text.length
      })
      return reading
    },
    async parse(bytes) {
      try {
        const signal = AbortSignal.timeout(START_MS)
        const transferList = [bytes.buffer]
        return await takenOver(
          await pool.run(bytes, { name: 'parseInWorker', transferList, signal }),
        )
      } catch {
        return undefined
      }
    },
    close: () => pool.destroy(),
  }
}
