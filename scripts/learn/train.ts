/** Texts as rows: the features of each, and what they weigh in it; the squares of a row sum to one. */
export type Row = { readonly features: Int32Array; readonly values: Float64Array }

const ENOUGH = 0.01

/**
 * Learns one linear model: which rows belong (targets +1) and which do not (−1), by dual coordinate descent on the
 * squared hinge (Hsieh et al., "A dual coordinate descent method for large-scale linear SVM", 2008). `costs` says what
 * being wrong about a row costs. The last weight is the bias. Same input, same weights.
 */
export function train(
  rows: readonly Row[],
  features: number,
  targets: Int8Array,
  costs: Float64Array,
  epochs: number,
): Float64Array {
  const weights = new Float64Array(features + 1)
  const alphas = new Float64Array(rows.length)
  const order = Int32Array.from(rows, (_, at) => at)
  const next = random(1)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, next)
    let moved = 0
    for (const at of order) {
      const row = rows[at]
      const cost = costs[at] ?? 0
      if (!row || cost === 0) continue
      const target = targets[at] ?? -1
      const slack = 1 / (2 * cost)
      const alpha = alphas[at] ?? 0
      const gradient = target * dot(weights, row) - 1 + alpha * slack
      const updated = Math.max(0, alpha - gradient / (2 + slack))
      const step = (updated - alpha) * target
      if (step === 0) continue
      moved = Math.max(moved, Math.abs(step))
      alphas[at] = updated
      add(weights, row, step)
    }
    if (moved < ENOUGH) break
  }
  return weights
}

function dot(weights: Float64Array, { features, values }: Row): number {
  let sum = weights[weights.length - 1] ?? 0
  for (let at = 0; at < features.length; at++)
    sum += (weights[features[at] ?? 0] ?? 0) * (values[at] ?? 0)
  return sum
}

function add(weights: Float64Array, { features, values }: Row, step: number): void {
  weights[weights.length - 1] = (weights[weights.length - 1] ?? 0) + step
  for (let at = 0; at < features.length; at++) {
    const feature = features[at] ?? 0
    weights[feature] = (weights[feature] ?? 0) + step * (values[at] ?? 0)
  }
}

/** Takes a seed; gives numbers from 0 to 1, the same each time (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function shuffle(order: Int32Array, next: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1))
    const one = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = one
  }
}
