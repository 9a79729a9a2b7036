import { onceFor } from '../once-for.ts'
import type { Left, Observation, Offer } from './options.ts'

/** Takes what is left and a belief; gives the remedies with the best chance for their price that may come. */
export function likeliest(
  { repairs, cure: countsAsCure }: Offer,
  belief: Float64Array,
  { out, needs }: Pick<Left, 'out' | 'needs'>,
  most: number,
): readonly number[] {
  const mass = sum(belief)
  const found: Rated[] = []
  for (const [at, { cures, price, gated }] of repairs.entries()) {
    if (out[at] !== 0) continue
    let gain = 0
    let behind = 0
    for (let cause = 0; cause < belief.length; cause++) {
      const held = belief[cause] ?? 0
      const cure = cures[cause] ?? 0
      gain += cure * held
      if (cure >= countsAsCure) behind += held
    }
    if (gain > 0 && !(gated && behind < needs * mass)) keep(found, { at, rate: gain / price }, most)
  }
  return found.map(({ at }) => at)
}

/** Takes what is left and a belief; gives the questions that tell most for their price. */
export function promising(
  { asks }: Offer,
  used: Uint8Array,
  belief: Float64Array,
  most: number,
): readonly number[] {
  const found: Rated[] = []
  for (const [at, { answers, price }] of asks.entries()) {
    if (used[at] !== 0) continue
    const rate = Math.round((1e9 * told(answers, belief)) / price)
    if (rate >= 0) keep(found, { at, rate }, most)
  }
  return found.map(({ at }) => at)
}

type Rated = { readonly at: number; readonly rate: number }

/** Adds one to the best of some, in order; of equal ones the first stays in front. */
function keep(found: Rated[], one: Rated, most: number): void {
  const last = found[most - 1]
  if (last && last.rate >= one.rate) return
  const before = found.findIndex(({ rate }) => rate < one.rate)
  found.splice(before < 0 ? found.length : before, 0, one)
  if (found.length > most) found.pop()
}

/** Takes facts and a belief; gives the facts by how much their value is expected to tell about the cause. */
export function mostTelling(
  facts: Observation['facts'],
  belief: Float64Array,
): Observation['facts'] {
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
    for (let cause = 0; cause < belief.length; cause++) {
      const held = belief[cause] ?? 0
      seen += held * (outcome[cause] ?? 0)
      total += held * (sure[cause] ?? 0)
    }
    if (seen > 0) total -= seen * Math.log(seen / mass)
  }
  return total
}

/** Takes P(outcome | cause); gives p log p of each, since logarithms are what this costs. */
const sureness = onceFor((outcome: Float64Array) =>
  outcome.map((p) => (p > 0 ? p * Math.log(p) : 0)),
)
