import type { LearnedModel } from '../knowledge.ts'
import { onceFor } from '../once-for.ts'
import { bytesOf, wordsOf32 } from './base64.ts'
import type { Features } from './features.ts'

/** A learned model made ready; everything in it is an integer, so it adds up the same everywhere. */
type Ready = {
  /** In rising order. */
  readonly hashes: Uint32Array
  readonly tells: Uint8Array
  /** The cells of feature i are those from starts[i] to starts[i + 1]. */
  readonly starts: Uint32Array
  readonly cells: Uint8Array
  readonly weights: Int8Array
}

const readyOf = onceFor((model: LearnedModel): Ready => {
  const counts = bytesOf(model.counts)
  const starts = new Uint32Array(counts.length + 1)
  for (const [at, count] of counts.entries()) starts[at + 1] = (starts[at] ?? 0) + count
  return {
    hashes: wordsOf32(model.hashes),
    tells: bytesOf(model.tells),
    starts,
    cells: bytesOf(model.cells),
    weights: new Int8Array(bytesOf(model.weights).buffer),
  }
})

/** Takes features; gives the score of each label in thousandths: above nothing the text is like its examples. */
export function scoresOf(model: LearnedModel, { hashes }: Features): Int32Array {
  const ready = readyOf(model)
  const sums = new Float64Array(model.labels.length)
  let length = 0
  for (const hash of hashes) {
    const at = placeOf(ready.hashes, hash)
    if (at < 0) continue
    const tells = ready.tells[at] ?? 0
    length += tells * tells
    const end = ready.starts[at + 1] ?? 0
    for (let cell = ready.starts[at] ?? 0; cell < end; cell++) {
      const label = ready.cells[cell] ?? 0
      sums[label] = (sums[label] ?? 0) + tells * (ready.weights[cell] ?? 0)
    }
  }
  const size = 1000 * Math.sqrt(Math.max(length, 1))
  return Int32Array.from(sums, (sum, label) =>
    Math.round(((model.scales[label] ?? 0) * sum) / size + (model.biases[label] ?? 0)),
  )
}

/** Takes features and a label; gives what each word adds to its score, a feature's part shared among its words. */
export function partsOf(
  model: LearnedModel,
  label: number,
  { hashes, firsts, lasts, words }: Features,
): Float64Array {
  const ready = readyOf(model)
  const parts = new Float64Array(words.length)
  for (const [i, hash] of hashes.entries()) {
    const at = placeOf(ready.hashes, hash)
    if (at < 0) continue
    const end = ready.starts[at + 1] ?? 0
    for (let cell = ready.starts[at] ?? 0; cell < end; cell++) {
      if (ready.cells[cell] !== label) continue
      const first = firsts[i] ?? 0
      const last = lasts[i] ?? first
      const part = ((ready.tells[at] ?? 0) * (ready.weights[cell] ?? 0)) / (last - first + 1)
      for (let word = first; word <= last; word++) parts[word] = (parts[word] ?? 0) + part
    }
  }
  return parts
}

function placeOf(hashes: Uint32Array, hash: number): number {
  let low = 0
  let high = hashes.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = hashes[middle] ?? 0
    if (found === hash) return middle
    if (found < hash) low = middle + 1
    else high = middle - 1
  }
  return -1
}
