import { workerData } from 'piscina'
import { type Parsed, parseJson } from '../app/parse-json.ts'
import type { Reading } from '../core/fact.ts'
import type { Knowledge } from '../core/knowledge.ts'
import { read } from '../core/read.ts'

const knowledge = workerData as Pick<Knowledge, 'variants' | 'regions'>

/** Started by path, in a thread of its own: takes a paste as pieces of UTF-16; gives its reading. */
export function readInWorker(pieces: readonly Uint8Array<ArrayBuffer>[]): Reading {
  const text = pieces.map(({ buffer }) => Buffer.from(buffer).toString('utf16le')).join('')
  return read(text, knowledge)
}

/** Takes the bytes of a long request; gives the JSON in them. */
export function parseInWorker(bytes: Uint8Array): Parsed {
  return parseJson(bytes)
}
