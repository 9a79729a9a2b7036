import { type Parsed, parseJson } from '../app/ports/json-parser.ts'
import { PIECE, type Pieces, piecesOf, textOf } from './transfer-text.ts'

/** What a worker parsed, the long texts of a request beside it. */
export type HandedOver = { readonly parsed: Parsed; readonly long: readonly [string, Pieces][] }

/** Takes the bytes of a request; gives what is in them, ready to be handed to another thread. */
export async function handOver(bytes: Uint8Array): Promise<HandedOver> {
  const parsed = parseJson(bytes)
  if (!('json' in parsed) || !isRecord(parsed.json)) return { parsed, long: [] }
  const long: [string, Pieces][] = []
  const rest: [string, unknown][] = []
  for (const [key, value] of Object.entries(parsed.json)) {
    if (typeof value === 'string' && value.length > PIECE) long.push([key, await piecesOf(value)])
    else rest.push([key, value])
  }
  return { parsed: { json: Object.fromEntries(rest) }, long }
}

/** Takes what was handed over; gives it whole again. */
export async function takenOver({ parsed, long }: HandedOver): Promise<Parsed> {
  if (!('json' in parsed) || !isRecord(parsed.json) || long.length === 0) return parsed
  const texts: [string, string][] = []
  for (const [key, pieces] of long) texts.push([key, await textOf(pieces)])
  return { json: Object.fromEntries([...Object.entries(parsed.json), ...texts]) }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
