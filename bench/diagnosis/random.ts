/** Takes a seed; gives a stream of numbers from 0 to 1 that is the same everywhere: a counter, well mixed. */
export function randomStream(seed: number): () => number {
  let counter = Math.imul(seed, 0x9e3779b1)
  return () => {
    counter = (counter + 0x9e3779b9) | 0
    let mixed = counter ^ (counter >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    mixed ^= mixed >>> 15
    return (mixed >>> 0) / 2 ** 32
  }
}
