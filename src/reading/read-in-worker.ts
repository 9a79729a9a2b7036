import { Piscina, workerData } from 'piscina'
import type { Reading } from '../core/fact.ts'
import type { Readable } from '../core/knowledge.ts'
import { read } from '../core/read/read-paste.ts'
import { handOver } from './transfer-request.ts'
import { type Pieces, textOf } from './transfer-text.ts'

const knowledge = workerData as Readable

/** Started by path, in a thread of its own: takes a paste in pieces; gives its reading. */
export async function readInWorker(pieces: Pieces): Promise<Reading> {
  return read(await textOf(pieces), knowledge)
}

/** Takes the bytes of a long request; gives what is in them, its long texts moved and not copied. */
export async function parseInWorker(bytes: Uint8Array): Promise<object> {
  const handed = await handOver(bytes)
  const transferList = handed.long.flatMap(([, pieces]) => pieces.map(({ buffer }) => buffer))
  return Piscina.move({
    [Piscina.transferableSymbol]: transferList,
    [Piscina.valueSymbol]: handed,
  } as never)
}
