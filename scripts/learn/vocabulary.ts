import type { Features } from '../../src/core/learned/features.ts'
import type { Row } from './train.ts'

/** The features that are met often enough to learn from, and how much each tells apart. */
export type Vocabulary = {
  /** In rising order. */
  readonly hashes: Uint32Array
  /** Inverse document frequency in sixteenths: an integer, as it is stored. */
  readonly tells: Uint8Array
  readonly row: (features: Features) => Row
}

/** Takes the features of all texts; gives those met in so many of them. */
export function vocabularyOf(texts: readonly Features[], least: number): Vocabulary {
  const counts = new Map<number, number>()
  for (const { hashes } of texts)
    for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  const hashes = Uint32Array.from(
    [...counts].flatMap(([hash, count]) => (count >= least ? [hash] : [])),
  ).sort()
  const tells = Uint8Array.from(hashes, (hash) =>
    Math.round(16 * (Math.log((1 + texts.length) / (1 + (counts.get(hash) ?? 0))) + 1)),
  )
  const places = new Map([...hashes].map((hash, at) => [hash, at]))
  const row = (features: Features): Row => {
    const found = Int32Array.from(features.hashes.flatMap((hash) => places.get(hash) ?? []))
    let length = 0
    for (const at of found) length += (tells[at] ?? 0) ** 2
    const size = Math.sqrt(Math.max(length, 1))
    return { features: found, values: Float64Array.from(found, (at) => (tells[at] ?? 0) / size) }
  }
  return { hashes, tells, row }
}
