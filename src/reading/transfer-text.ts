import { setImmediate } from 'node:timers/promises'

/** A long text as UTF-16 in buffers that another thread can take over, since copying it is what holds a thread up. */
export type Pieces = readonly Uint8Array<ArrayBuffer>[]

// Copied in one go, a log of megabytes would stop everything else for a while.
export const PIECE = 512 * 1024

/** Takes a text; gives its pieces, made while others get their turn. */
export async function piecesOf(text: string): Promise<Pieces> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for (let from = 0; from < text.length; from += PIECE) {
    const piece = text.slice(from, from + PIECE)
    const bytes = new Uint8Array(piece.length * 2)
    // UTF-16, since a piece may end between the halves of a character.
    Buffer.from(bytes.buffer).write(piece, 'utf16le')
    pieces.push(bytes)
    await setImmediate()
  }
  return pieces
}

/** Takes pieces; gives the text again, put together while others get their turn. */
export async function textOf(pieces: Pieces): Promise<string> {
  let text = ''
  for (const { buffer } of pieces) {
    text += Buffer.from(buffer).toString('utf16le')
    await setImmediate()
  }
  return text
}
