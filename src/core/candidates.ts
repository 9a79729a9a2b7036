import type { Left, Look, Offer } from './offer.ts'

/** Takes what is left and a belief; gives the remedies with the best chance for their price that may come. */
export function likeliest(
  { repairs, cure: aCure }: Offer,
  belief: Float64Array,
  { out, needs }: Pick<Left, 'out' | 'needs'>,
  most: number,
): readonly number[] {
  const mass = sum(belief)
  return repairs
    .map(({ cures, price, gated }, at) => {
      let gain = 0
      let behind = 0
      for (let c = 0; c < belief.length && out[at] === 0; c++) {
        const held = belief[c] ?? 0
        const cure = cures[c] ?? 0
        gain += cure * held
        if (cure >= aCure) behind += held
      }
      return { at, rate: gated && behind < needs * mass ? 0 : gain / price }
    })
    .filter(({ rate }) => rate > 0)
    .sort((a, b) => b.rate - a.rate || a.at - b.at)
    .slice(0, most)
    .map(({ at }) => at)
}

/** Takes what is left and a belief; gives the questions that tell most for their price. */
export function promising(
  { asks }: Offer,
  used: Uint8Array,
  belief: Float64Array,
  most: number,
): readonly number[] {
  return asks
    .map(({ answers, price }, at) => ({
      at,
      worth: used[at] === 0 ? Math.round((1e9 * told(answers, belief)) / price) : -1,
    }))
    .filter(({ worth }) => worth >= 0)
    .sort((a, b) => b.worth - a.worth || a.at - b.at)
    .slice(0, most)
    .map(({ at }) => at)
}

/** Takes facts and a belief; gives the facts by how much their value is expected to tell about the cause. */
export function mostTelling(facts: Look['facts'], belief: Float64Array): Look['facts'] {
  return facts
    .map((fact, at) => ({ fact, at, worth: Math.round(1e9 * told(fact, belief)) }))
    .sort((a, b) => b.worth - a.worth || a.at - b.at)
    .map(({ fact }) => fact)
}

/** Takes numbers; gives their sum. */
export function sum(values: Float64Array): number {
  let total = 0
  for (let at = 0; at < values.length; at++) total += values[at] ?? 0
  return total
}

/** How much the outcome is expected to tell about the cause: mutual information, as far as an outcome is heard. */
function told(outcomes: readonly Float64Array[], belief: Float64Array): number {
  const mass = sum(belief)
  let total = 0
  for (const outcome of outcomes) {
    const sure = sureness(outcome)
    let seen = 0
    for (let c = 0; c < belief.length; c++) {
      const held = belief[c] ?? 0
      seen += held * (outcome[c] ?? 0)
      total += held * (sure[c] ?? 0)
    }
    if (seen > 0) total -= seen * Math.log(seen / mass)
  }
  return total
}

const known = new WeakMap<Float64Array, Float64Array>()

/** Takes P(outcome | cause); gives p log p of each, worked out once: logarithms are what this costs. */
function sureness(outcome: Float64Array): Float64Array {
  const before = known.get(outcome)
  if (before) return before
  const sure = outcome.map((p) => (p > 0 ? p * Math.log(p) : 0))
  known.set(outcome, sure)
  return sure
}
