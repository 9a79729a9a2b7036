import { likeliest, promising, sum } from './candidates.ts'
import type { Left, Offer } from './options.ts'
import { outcomeCosts } from './outcome-costs.ts'
import { pathWith } from './outcome-path.ts'

export type Choice = {
  readonly kind: 'repair' | 'ask' | 'look' | 'hand-over'
  /** Where in the list of its kind. */
  readonly at: number
  /** Expected seconds to the end. */
  readonly total: number
  /** The same without asking or looking any more: the greedy run of remedies. */
  readonly unaided: number
  /** Runs of remedies that were worked out for it. */
  readonly evaluations: number
}

/** How wide the look-ahead is. Bounds count, they never look at a clock: the same case gives the same step everywhere. */
export type Bounds = {
  readonly depth: number
  readonly asks: number
  readonly repairs: number
  /** How many questions are tried out alone, by how much they tell for their price. */
  readonly promising: number
  /** How many questions may follow a first step. */
  readonly pool: number
  /** Runs of remedies that are worked out at most; past it, the one-step values decide. */
  readonly evaluations: number
  /** A look is worked out value by value, down to outcomes that are this rare. */
  readonly rare: number
  readonly rareLater: number
}
export const BOUNDS: Bounds = {
  // Three steps on a narrow beam come closer to the optimum than two on a wide one, and cost no more.
  depth: 3,
  asks: 2,
  repairs: 2,
  promising: 12,
  pool: 4,
  evaluations: 1500,
  rare: 0.01,
  rareLater: 0.2,
}
/** Totals closer than this are the same, so that the order of sums decides nothing. */
const CLOSE = 1e-9

/**
 * Takes what can be done, what of it is left and a belief; gives what takes the least expected time to the fix.
 * Some steps are looked ahead on a beam of the questions that are best alone and the remedies with the best chance
 * for their price; behind every outcome stands the greedy run of remedies with a hand-over at its end.
 */
export function choose(offer: Offer, left: Left, belief: Float64Array, bounds = BOUNDS): Choice {
  const { repairs, run, causes, marks } = offer
  const out = Uint8Array.from(left.out)
  const used = Uint8Array.from(left.used)
  const costs = outcomeCosts(offer, { ...left, out }, belief)
  const { leaf } = costs
  const looks = left.looks.map((_, at) => at)
  let pool: readonly number[] = []

  /** The least that is expected when `depth` steps are weighed before the rest is remedies only. */
  function ahead(weights: Float64Array, path: number, depth: number, looking: boolean): number {
    const base = leaf(weights, path)
    if (depth === 0) return base
    let least = base
    if (depth > 1) {
      for (const { total } of weighed(weights, path, base, depth, looking))
        least = Math.min(least, total)
      return least
    }
    const from = { weights, path, base }
    const buffer = offer.steps(depth)
    for (const at of pool) {
      if (used[at] === 0) least = Math.min(least, costs.ask(from, at, least, buffer, leaf))
    }
    for (let at = 0; at < looks.length && looking; at++) {
      least = Math.min(least, costs.look(from, at, least, bounds.rareLater))
    }
    return least
  }

  /** Every first step that is worth weighing, each followed by the best of `depth - 1` more; costs times mass. */
  function weighed(
    weights: Float64Array,
    path: number,
    base: number,
    depth: number,
    looking: boolean,
  ) {
    const options: Option[] = []
    const buffer = offer.steps(depth)
    const from = { weights, path, base }
    const first = depth === bounds.depth
    const most = (wide: number) => (first ? wide : Math.ceil(wide / 2))
    const alone = best(
      first
        ? promising(offer, used, weights, bounds.promising)
        : pool.filter((at) => used[at] === 0),
      first ? bounds.pool : most(bounds.asks),
      (at, cut) => costs.ask(from, at, cut, buffer, leaf),
    )
    if (first) pool = alone.map(({ at }) => at)
    for (const at of looking ? looks : []) {
      const total = costs.look(from, at, base, first ? bounds.rare : bounds.rareLater)
      options.push({ kind: 'look', at, total })
    }
    const mass = sum(weights)
    for (const at of likeliest(offer, weights, { out, needs: left.needs }, most(bounds.repairs))) {
      const repair = repairs[at]
      if (!repair || costs.evaluations() > bounds.evaluations) break
      for (let cause = 0; cause < causes; cause++) {
        buffer[cause] = (weights[cause] ?? 0) * (1 - (repair.cures[cause] ?? 0))
      }
      out[at] = 1
      const after = ahead(buffer, pathWith(path, 1 + at, marks), depth - 1, looking)
      out[at] = 0
      options.push({ kind: 'repair', at, total: mass * repair.price + after })
    }
    for (const { at, cost } of alone.slice(0, most(bounds.asks))) {
      if (costs.evaluations() > bounds.evaluations) {
        options.push({ kind: 'ask', at, total: cost })
        continue
      }
      used[at] = 1
      const cut = options.reduce((least, { total }) => Math.min(least, total), base)
      const later = (outcome: Float64Array, outcomePath: number) =>
        ahead(outcome, outcomePath, depth - 1, false)
      const total = costs.ask(from, at, cut, buffer, later, () => later(weights, path))
      used[at] = 0
      options.push({ kind: 'ask', at, total })
    }
    return options
  }

  const mass = sum(belief)
  const base = leaf(belief, 0)
  const first = run.first()
  const options: readonly Option[] = [
    { kind: first < 0 ? 'hand-over' : 'repair', at: first, total: base },
    ...weighed(belief, 0, base, bounds.depth, true),
  ]
  const { kind, at, total } = options.reduce((least, one) =>
    one.total < least.total * (1 - CLOSE) ? one : least,
  )
  const evaluations = costs.evaluations()
  return { kind, at, total: total / mass, unaided: base / mass, evaluations }
}

type Option = Pick<Choice, 'kind' | 'at' | 'total'>
type Priced = { readonly at: number; readonly cost: number }

/** The cheapest of some, in order; what cannot be among them need not be worked out to its end. */
function best(
  ats: readonly number[],
  most: number,
  costOf: (at: number, cut: number) => number,
): readonly Priced[] {
  const found: Priced[] = []
  for (const at of ats) {
    const last = found[most - 1]
    const cost = costOf(at, last ? last.cost * (1 + CLOSE) : Number.POSITIVE_INFINITY)
    const before = found.findIndex((one) => cost < one.cost || (cost === one.cost && at < one.at))
    found.splice(before < 0 ? found.length : before, 0, { at, cost })
    if (found.length > most) found.pop()
  }
  return found
}
