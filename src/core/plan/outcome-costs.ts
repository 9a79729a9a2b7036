import { mostTelling } from './candidates.ts'
import type { Left, Offer } from './options.ts'
import { pathWith } from './outcome-path.ts'

/** What steps lead to, from anywhere in one look-ahead. All costs are times the mass of the belief. */
export type OutcomeCosts = {
  /** The run of remedies from here on. */
  readonly leaf: (weights: Float64Array, path: number) => number
  /** How many runs were worked out so far. */
  readonly evaluations: () => number
  /** What a question leads to; infinite as soon as it cannot be below `cut`. */
  readonly ask: (
    from: From,
    at: number,
    cut: number,
    buffer: Float64Array,
    after: (weights: Float64Array, path: number) => number,
    unheard?: () => number,
  ) => number
  /** What a look leads to: its facts one after the other, each outcome split until it is rare. */
  readonly look: (from: From, at: number, cut: number, rare: number) => number
}

/** Where a step is taken: the belief, which outcomes led to it (`outcome-path.ts`), and the run of remedies from there on. */
type From = { readonly weights: Float64Array; readonly path: number; readonly base: number }

/** Takes what can be done, what of it is left and the first belief; `left` may change between the calls. */
export function outcomeCosts(offer: Offer, left: Left, belief: Float64Array): OutcomeCosts {
  const { asks, run, floor, causes, marks } = offer
  const { looks, needs, out } = left
  // What tells most comes first, so that it is split even in the rarer outcomes.
  const ordered = looks.map(({ facts }) => mostTelling(facts, belief))
  // The same outcomes in another order are the same belief, and leave the same remedies.
  const known = new Map<number, number>()
  let evaluations = 0

  const worked = (weights: Float64Array): number => {
    evaluations++
    return run.cost(weights, out, needs)
  }

  const leaf: OutcomeCosts['leaf'] = (weights, path) => {
    const before = known.get(path)
    if (before !== undefined) return before
    const cost = worked(weights)
    known.set(path, cost)
    return cost
  }

  const ask: OutcomeCosts['ask'] = ({ weights, path, base }, at, cut, buffer, after, unheard) => {
    const asked = asks[at]
    if (!asked) return Number.POSITIVE_INFINITY
    const { heard, answers, mark } = asked
    let mass = 0
    let silent = 0
    let total = 0
    for (let cause = 0; cause < causes; cause++) {
      const one = weights[cause] ?? 0
      const answered = one * (heard[cause] ?? 0)
      mass += one
      silent += one - answered
      total += answered * (floor[cause] ?? 0)
    }
    // What every outcome costs at least is in the sum from the start, and exchanged for what it does cost.
    total += mass * asked.price + (base * silent) / mass
    if (total >= cut) return Number.POSITIVE_INFINITY
    if (unheard) total += ((unheard() - base) * silent) / mass
    for (let which = 0; which < answers.length; which++) {
      const answer = answers[which]
      if (!answer) continue
      let least = 0
      for (let cause = 0; cause < causes; cause++) {
        const one = (weights[cause] ?? 0) * (answer[cause] ?? 0)
        buffer[cause] = one
        least += one * (floor[cause] ?? 0)
      }
      total += after(buffer, pathWith(path, mark + which, marks)) - least
      if (total >= cut) return Number.POSITIVE_INFINITY
    }
    return total
  }

  const look: OutcomeCosts['look'] = ({ weights, base }, at, cut, rare) => {
    const looked = looks[at]
    const facts = ordered[at]
    if (!looked || !facts) return Number.POSITIVE_INFINITY
    let mass = 0
    let least = 0
    for (let cause = 0; cause < causes; cause++) {
      mass += weights[cause] ?? 0
      least += (weights[cause] ?? 0) * (floor[cause] ?? 0)
    }
    const before = mass * looked.price + looked.refused * base
    if (before + (1 - looked.refused) * least >= cut) return Number.POSITIVE_INFINITY
    const split = (outcome: Float64Array, depth: number, part: number): number => {
      const fact = facts[depth]
      if (!fact || part < rare * mass) return worked(outcome)
      const buffer = offer.splits(depth)
      let total = 0
      for (const value of fact) {
        let seen = 0
        for (let cause = 0; cause < causes; cause++) {
          const one = (outcome[cause] ?? 0) * (value[cause] ?? 0)
          buffer[cause] = one
          seen += one
        }
        if (seen > 0) total += split(buffer, depth + 1, seen)
      }
      return total
    }
    return before + (1 - looked.refused) * split(weights, 0, mass)
  }

  return { leaf, ask, look, evaluations: () => evaluations }
}
