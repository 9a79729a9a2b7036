import { type GreedyRun, greedyRun, knownCosts, type Repairs } from './greedy-run.ts'

/** A question: P(answer | cause) for each answer, together less than one by how often none comes. */
export type Ask = { readonly price: number; readonly answers: readonly Float64Array[] }

/** A command or check that settles several facts at once: P(value | cause) for each value of each. */
export type Look = {
  readonly price: number
  /** How often it is not done. */
  readonly refused: number
  readonly facts: readonly (readonly Float64Array[])[]
}

/** Everything that could ever be done about a symptom, prepared once. */
export type Offer = Repairs & {
  readonly run: GreedyRun
  /** What each cause costs when it is known. */
  readonly floor: Float64Array
  readonly asks: readonly (Ask & {
    /** P(any answer comes | cause). */
    readonly heard: Float64Array
  })[]
}

/** What of it is still to be had: the looks, and a mark for each remedy and question that is not. */
export type Left = {
  readonly out: Uint8Array
  readonly used: Uint8Array
  /** How much of the belief must be behind a gated remedy. */
  readonly needs: number
  readonly looks: readonly Look[]
}

/** Takes remedies and questions; gives them prepared. */
export function prepare(repairs: Repairs, asks: readonly Ask[]): Offer {
  return {
    ...repairs,
    run: greedyRun(repairs),
    floor: knownCosts(repairs),
    asks: asks.map((ask) => ({
      ...ask,
      heard: Float64Array.from({ length: repairs.causes }, (_, c) =>
        ask.answers.reduce((sum, answer) => sum + (answer[c] ?? 0), 0),
      ),
    })),
  }
}

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
  rare: 0.03,
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
  const { asks, repairs, run, floor, causes: n } = offer
  const { looks, needs } = left
  const out = Uint8Array.from(left.out)
  const used = Uint8Array.from(left.used)
  // What tells most comes first, so that it is split even in the rarer outcomes.
  const ordered = looks.map(({ facts }) => mostTelling(facts, belief))
  const depths = looks.map(({ facts }) => facts.map(() => new Float64Array(n)))
  const buffers = Array.from({ length: bounds.depth + 1 }, () => new Float64Array(n))
  let pool: readonly number[] = []
  let evaluations = 0

  const leaf = (w: Float64Array): number => {
    evaluations++
    return run.cost(w, out, needs)
  }

  /** What a question leads to; infinite as soon as it cannot be below `cut`. All costs are times the mass of `w`. */
  function askCost(
    w: Float64Array,
    at: number,
    base: number,
    cut: number,
    buffer: Float64Array,
    after: (w: Float64Array) => number,
    unheard?: () => number,
  ): number {
    const ask = asks[at]
    if (!ask) return Number.POSITIVE_INFINITY
    const share = ask.heard
    let mass = 0
    let silent = 0
    let total = 0
    for (let c = 0; c < n; c++) {
      const one = w[c] ?? 0
      const answered = one * (share[c] ?? 0)
      mass += one
      silent += one - answered
      total += answered * (floor[c] ?? 0)
    }
    // What every outcome costs at least is in the sum from the start, and exchanged for what it does cost.
    total += mass * ask.price + (base * silent) / mass
    if (total >= cut) return Number.POSITIVE_INFINITY
    if (unheard) total += ((unheard() - base) * silent) / mass
    for (const answer of ask.answers) {
      let least = 0
      for (let c = 0; c < n; c++) {
        const one = (w[c] ?? 0) * (answer[c] ?? 0)
        buffer[c] = one
        least += one * (floor[c] ?? 0)
      }
      total += after(buffer) - least
      if (total >= cut) return Number.POSITIVE_INFINITY
    }
    return total
  }

  /** What a look leads to: its facts one after the other, each outcome split until it is rare. */
  function lookCost(w: Float64Array, at: number, base: number, cut: number, rare: number): number {
    const look = looks[at]
    const facts = ordered[at]
    const splits = depths[at]
    if (!look || !facts || !splits) return Number.POSITIVE_INFINITY
    let mass = 0
    let known = 0
    for (let c = 0; c < n; c++) {
      mass += w[c] ?? 0
      known += (w[c] ?? 0) * (floor[c] ?? 0)
    }
    const before = mass * look.price + look.refused * base
    if (before + (1 - look.refused) * known >= cut) return Number.POSITIVE_INFINITY
    const split = (v: Float64Array, depth: number, left: number): number => {
      const fact = facts[depth]
      const buffer = splits[depth]
      if (!fact || !buffer || left < rare * mass) return leaf(v)
      let total = 0
      for (const value of fact) {
        let part = 0
        for (let c = 0; c < n; c++) {
          const one = (v[c] ?? 0) * (value[c] ?? 0)
          buffer[c] = one
          part += one
        }
        if (part > 0) total += split(buffer, depth + 1, part)
      }
      return total
    }
    return before + (1 - look.refused) * split(w, 0, mass)
  }

  /** The least that is expected when `depth` steps are weighed before the rest is remedies only. */
  function ahead(w: Float64Array, depth: number, looking: boolean): number {
    const base = leaf(w)
    if (depth === 0) return base
    let least = base
    if (depth > 1) {
      for (const { total } of weighed(w, base, depth, looking)) least = Math.min(least, total)
      return least
    }
    const buffer = buffers[depth]
    for (const at of pool) {
      if (used[at] === 0 && buffer) {
        least = Math.min(least, askCost(w, at, base, least, buffer, leaf))
      }
    }
    for (let at = 0; at < looks.length && looking; at++) {
      least = Math.min(least, lookCost(w, at, base, least, bounds.rareLater))
    }
    return least
  }

  /** Every first step that is worth weighing, each followed by the best of `depth - 1` more; costs times mass. */
  function weighed(w: Float64Array, base: number, depth: number, looking: boolean) {
    const options: Option[] = []
    const buffer = buffers[depth]
    if (!buffer) return options
    const mass = sum(w)
    const alone = (depth === bounds.depth ? promising(offer, used, w, bounds.promising) : pool)
      .filter((at) => used[at] === 0)
      .map((at) => ({ at, cost: askCost(w, at, base, Number.POSITIVE_INFINITY, buffer, leaf) }))
      .sort((a, b) => a.cost - b.cost || a.at - b.at)
    if (depth === bounds.depth) pool = alone.slice(0, bounds.pool).map(({ at }) => at)
    const rare = depth === bounds.depth ? bounds.rare : bounds.rareLater
    for (let at = 0; at < looks.length && looking; at++) {
      options.push({ kind: 'look', at, total: lookCost(w, at, base, base, rare) })
    }
    const narrow = depth === bounds.depth ? 1 : 0.5
    for (const at of likeliest(offer, w, { ...left, out }, Math.ceil(bounds.repairs * narrow))) {
      const repair = repairs[at]
      if (!repair || evaluations > bounds.evaluations) break
      for (let c = 0; c < n; c++) buffer[c] = (w[c] ?? 0) * (1 - (repair.cures[c] ?? 0))
      out[at] = 1
      const total = mass * repair.price + ahead(buffer, depth - 1, looking)
      out[at] = 0
      options.push({ kind: 'repair', at, total })
    }
    for (const { at, cost } of alone.slice(0, Math.ceil(bounds.asks * narrow))) {
      if (evaluations > bounds.evaluations) {
        options.push({ kind: 'ask', at, total: cost })
        continue
      }
      used[at] = 1
      const cut = options.reduce((least, { total }) => Math.min(least, total), base)
      const later = (v: Float64Array) => ahead(v, depth - 1, false)
      const total = askCost(w, at, base, cut, buffer, later, () => later(w))
      used[at] = 0
      options.push({ kind: 'ask', at, total })
    }
    return options
  }

  const mass = sum(belief)
  const base = leaf(belief)
  const first = run.first()
  const options: readonly Option[] = [
    { kind: first < 0 ? 'hand-over' : 'repair', at: first, total: base },
    ...weighed(belief, base, bounds.depth, true),
  ]
  const { kind, at, total } = options.reduce((least, one) =>
    one.total < least.total * (1 - CLOSE) ? one : least,
  )
  return { kind, at, total: total / mass, unaided: base / mass, evaluations }
}

type Option = Pick<Choice, 'kind' | 'at' | 'total'>

/** The remedies with the best chance for their price that may come. */
function likeliest(
  { repairs, cure: aCure }: Offer,
  belief: Float64Array,
  { out, needs }: Left,
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

/** The questions that tell most for their price, of those that are left. */
function promising(
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

/** Facts by how much their value is expected to tell about the cause. */
function mostTelling(facts: Look['facts'], belief: Float64Array): Look['facts'] {
  return facts
    .map((fact, at) => ({ fact, at, worth: Math.round(1e9 * told(fact, belief)) }))
    .sort((a, b) => b.worth - a.worth || a.at - b.at)
    .map(({ fact }) => fact)
}

/** How much the outcome is expected to tell about the cause: mutual information, as far as an outcome is heard. */
function told(outcomes: readonly Float64Array[], belief: Float64Array): number {
  const mass = sum(belief)
  let total = 0
  for (const outcome of outcomes) {
    let seen = 0
    for (let c = 0; c < belief.length; c++) seen += (belief[c] ?? 0) * (outcome[c] ?? 0)
    for (let c = 0; c < belief.length && seen > 0; c++) {
      const joint = (belief[c] ?? 0) * (outcome[c] ?? 0)
      if (joint > 0) total += joint * Math.log(((outcome[c] ?? 0) * mass) / seen)
    }
  }
  return total
}

function sum(values: Float64Array): number {
  let total = 0
  for (let at = 0; at < values.length; at++) total += values[at] ?? 0
  return total
}
