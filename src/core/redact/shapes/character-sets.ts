/** Takes characters; gives a table that says of each code below 128 whether it is one of them. */
export function tableOf(chars: string): Uint8Array {
  const table = new Uint8Array(128)
  for (const char of chars) table[char.charCodeAt(0)] = 1
  return table
}

export const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/**
 * Takes text, a table of characters and a least length; calls `each` with every unbroken run of them that is
 * that long. A run of forty covers every fortieth place, so the places between need no look.
 */
export function eachRun(
  text: string,
  table: Uint8Array,
  least: number,
  each: (from: number, to: number) => void,
): void {
  for (let probe = least - 1; probe < text.length; probe += least) {
    if (table[text.charCodeAt(probe)] !== 1) continue
    let from = probe
    while (from > 0 && table[text.charCodeAt(from - 1)] === 1) from--
    let to = probe + 1
    while (to < text.length && table[text.charCodeAt(to)] === 1) to++
    if (to - from >= least) each(from, to)
    while (probe + least < to) probe += least
  }
}
