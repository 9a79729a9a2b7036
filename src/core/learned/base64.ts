const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Uint8Array(128)
for (let value = 0; value < DIGITS.length; value++) VALUES[DIGITS.charCodeAt(value)] = value

/** Takes base64; gives its bytes. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  const digit = (at: number) => VALUES[text.charCodeAt(at) & 127] ?? 0
  for (let from = 0, to = 0; from < text.length; from += 4) {
    const three =
      (digit(from) << 18) | (digit(from + 1) << 12) | (digit(from + 2) << 6) | digit(from + 3)
    bytes[to++] = three >>> 16
    bytes[to++] = three >>> 8
    bytes[to++] = three
  }
  return bytes
}

/** Takes base64; gives its numbers of four bytes each, the lowest byte first whatever the machine. */
export function wordsOf32(text: string): Uint32Array {
  const bytes = new DataView(bytesOf(text).buffer)
  return Uint32Array.from({ length: bytes.byteLength / 4 }, (_, at) =>
    bytes.getUint32(4 * at, true),
  )
}
