/** JSON that was sent, or what is wrong with it. */
export type Parsed = { readonly json: unknown } | { readonly fault: 'not-text' | 'not-json' }

/** Parses what was sent without holding up anyone else; undefined: it was too much to parse. */
export type Parser = (bytes: Uint8Array<ArrayBuffer>) => Promise<Parsed | undefined>

/** Takes bytes; gives the JSON in them. Bytes that are not UTF-8 are told apart, since people send files. */
export function parseJson(bytes: Uint8Array): Parsed {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { fault: 'not-text' }
  }
  try {
    return { json: JSON.parse(text) }
  } catch {
    return { fault: 'not-json' }
  }
}
