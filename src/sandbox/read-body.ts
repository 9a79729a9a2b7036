import type { IncomingMessage } from 'node:http'
import { NOT_TEXT, type Refusal, TEXT_LIMIT, TOO_LONG } from './refusal.ts'

// JSON writes a line break as two bytes and a colour code's escape as six: a text at its limit still fits.
const BODY_LIMIT = TEXT_LIMIT * 1.5

/** Takes a request; gives its JSON, or why there is none. What exceeds the limit is read to its end and never held. */
export async function readBody(
  request: IncomingMessage,
): Promise<{ readonly json: unknown } | Refusal> {
  const chunks: Buffer[] = []
  let size = 0
  // A browser that is cut off while it sends shows a network failure instead of our sentence, so we hear it out.
  for await (const chunk of request) {
    size += chunk.length
    if (size <= BODY_LIMIT) chunks.push(chunk)
    else chunks.length = 0
  }
  if (size > BODY_LIMIT) return TOO_LONG
  const text = decode(Buffer.concat(chunks))
  if (text === undefined) return NOT_TEXT
  try {
    return { json: JSON.parse(text) }
  } catch {
    return {
      status: 400,
      error: 'The request is not valid JSON. Please reload the page and try again.',
    }
  }
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
