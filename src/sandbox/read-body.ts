import type { IncomingMessage } from 'node:http'
import { type Parsed, type Parser, parseJson } from '../app/ports/json-parser.ts'
import { NOT_TEXT, type Refusal, TEXT_LIMIT, TOO_LONG } from './refusal.ts'

// JSON writes a line break as two bytes and a colour code's escape as six: a text at its limit still fits.
const BODY_LIMIT = TEXT_LIMIT * 1.5
// So much is parsed in two or three milliseconds; more of it is no reason for everyone else to wait.
const HERE = 256 * 1024

const NOT_JSON: Refusal = {
  status: 400,
  error: 'The request is not valid JSON. Please reload the page and try again.',
}

/**
 * Takes a request and who parses what is long; gives its JSON, or why there is none. What exceeds the limit is read
 * to its end and never held.
 */
export async function readBody(
  request: IncomingMessage,
  parse: Parser | undefined,
): Promise<{ readonly json: unknown } | Refusal> {
  const bytes = await bytesOf(request)
  if (!bytes) return TOO_LONG
  const parsed = await parsedOf(bytes, parse)
  // What a worker did not manage in its time is too much, whatever its size.
  if (!parsed) return TOO_LONG
  if ('json' in parsed) return parsed
  return parsed.fault === 'not-text' ? NOT_TEXT : NOT_JSON
}

async function parsedOf(
  bytes: Uint8Array<ArrayBuffer>,
  parse: Parser | undefined,
): Promise<Parsed | undefined> {
  return parse && bytes.length > HERE ? parse(bytes) : parseJson(bytes)
}

async function bytesOf(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  // Filled as it arrives, since joining megabytes in one go holds up everyone else.
  let held = new Uint8Array(room(Number(request.headers['content-length'] ?? 0)))
  let size = 0
  // A browser that is cut off while it sends shows a network failure instead of our sentence, so we hear it out.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    const end = size + chunk.length
    if (end <= BODY_LIMIT) {
      if (end > held.length) held = grown(held, end)
      held.set(chunk, size)
    }
    size = end
  }
  return size > BODY_LIMIT ? undefined : held.subarray(0, size)
}

const room = (said: number) => (said > 0 && said <= BODY_LIMIT ? said : 16 * 1024)

function grown(held: Uint8Array<ArrayBuffer>, least: number): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(Math.max(least, held.length * 2))
  more.set(held)
  return more
}
