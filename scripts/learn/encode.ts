import type { LearnedModel } from '../../src/core/knowledge.ts'
import type { Family } from '../../src/core/learned/features.ts'
import type { Vocabulary } from './vocabulary.ts'

// The largest weight of a label is this many units; those below the least tell nothing.
const MOST = 127
const LEAST = 4

/**
 * Takes what was learnt for each label (the last weight is the bias); gives it as it is kept: weights as bytes, each
 * label in units of its own, and only the features that still weigh something.
 */
export function encode(
  labels: readonly string[],
  families: readonly Family[],
  { hashes, tells }: Vocabulary,
  weights: readonly Float64Array[],
): LearnedModel {
  const units = weights.map(
    (one) => one.subarray(0, -1).reduce((most, w) => Math.max(most, Math.abs(w)), 1e-9) / MOST,
  )
  const kept: number[] = []
  const counts: number[] = []
  const cells: number[] = []
  const bytes: number[] = []
  for (let feature = 0; feature < hashes.length; feature++) {
    const before = cells.length
    for (const [label, one] of weights.entries()) {
      const weight = Math.round((one[feature] ?? 0) / (units[label] ?? 1))
      if (Math.abs(weight) < LEAST) continue
      cells.push(label)
      bytes.push(weight)
    }
    if (cells.length === before) continue
    kept.push(feature)
    counts.push(cells.length - before)
  }
  return {
    labels: [...labels],
    families: [...families],
    biases: weights.map((one) => Math.round(1000 * (one.at(-1) ?? 0))),
    // Integers, so that the file reads the same everywhere.
    scales: units.map((unit) => Math.round(1e6 * unit)),
    hashes: base64(Uint32Array.from(kept, (feature) => hashes[feature] ?? 0)),
    tells: base64(Uint8Array.from(kept, (feature) => tells[feature] ?? 0)),
    counts: base64(Uint8Array.from(counts)),
    cells: base64(Uint8Array.from(cells)),
    weights: base64(Int8Array.from(bytes)),
  }
}

function base64(array: Uint32Array | Uint8Array | Int8Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64')
}
