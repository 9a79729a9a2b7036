import type { Likelihoods } from '../../src/core/diagnosis/likelihood-tables.ts'
import type { Fact } from '../../src/core/fact.ts'
import type { Model, Setting } from './model.ts'
import { pricesIn } from './play.ts'
import type { Policy } from './policies.ts'

const OUTCOMES = 4

/**
 * Takes a small model; gives the expected seconds of the best possible policy, by working backwards from every
 * state there is: each question open, yes, no or not sure, and each set of repairs tried. Costs are times the
 * probability of being there, so beliefs need no grid and outcomes simply add up.
 */
export function optimum(model: Model, tables: Likelihoods, setting: Setting): number {
  const price = pricesIn(model, setting)
  const n = tables.causes.length
  const questions = tables.questions.map(({ id, fact }) => ({
    price: price({ kind: 'question', id }),
    chances: answers(fact.chances.answer, n, model.noise.unsure),
  }))
  const repairs = tables.remedies.map(({ id, cures }) => ({
    price: price({ kind: 'remedy', id }),
    cures,
  }))
  const handOver = price({ kind: 'hand-over', id: 'hand-over' })
  const sets = 1 << repairs.length
  const powers = questions.map((_, at) => OUTCOMES ** at)
  const codes = OUTCOMES ** questions.length
  const costs = new Float32Array(codes * sets)
  // P(the fault is still there | cause, repairs tried)
  const alive = new Float64Array(sets * n).fill(1)
  for (let set = 1; set < sets; set++) {
    for (const [a, { cures }] of repairs.entries()) {
      if (!(set & (1 << a))) continue
      const before = (set ^ (1 << a)) * n
      for (let c = 0; c < n; c++) {
        alive[set * n + c] = (alive[before + c] ?? 0) * (1 - (cures[c] ?? 0))
      }
      break
    }
  }
  const shares = tables.causes.map((id) => model.causes.find((one) => one.id === id)?.share ?? 0)
  const repairPrices = Float64Array.from(repairs, (one) => one.price)
  const weights = new Float64Array(n)
  const steps = new Int32Array(questions.length)
  const stepPrices = new Float64Array(questions.length)
  for (let code = codes - 1; code >= 0; code--) {
    for (let c = 0; c < n; c++) weights[c] = shares[c] ?? 0
    let open = 0
    for (let q = 0, rest = code; q < questions.length; q++, rest = Math.floor(rest / OUTCOMES)) {
      const outcome = rest % OUTCOMES
      const chances = questions[q]?.chances[outcome - 1]
      if (chances) for (let c = 0; c < n; c++) weights[c] = (weights[c] ?? 0) * (chances[c] ?? 0)
      else {
        steps[open] = powers[q] ?? 0
        stepPrices[open++] = questions[q]?.price ?? 0
      }
    }
    const here = code * sets
    for (let set = sets - 1; set >= 0; set--) {
      let mass = 0
      for (let c = 0, at = set * n; c < n; c++, at++) mass += (weights[c] ?? 0) * (alive[at] ?? 0)
      let best = mass * handOver
      for (let a = 0; a < repairPrices.length; a++) {
        if (set & (1 << a)) continue
        const cost = mass * (repairPrices[a] ?? 0) + (costs[here + (set | (1 << a))] ?? 0)
        if (cost < best) best = cost
      }
      for (let j = 0; j < open; j++) {
        const step = (steps[j] ?? 0) * sets
        const at = here + set + step
        const cost =
          mass * (stepPrices[j] ?? 0) +
          (costs[at] ?? 0) +
          (costs[at + step] ?? 0) +
          (costs[at + 2 * step] ?? 0)
        if (cost < best) best = cost
      }
      costs[here + set] = best
    }
  }
  return costs[0] ?? 0
}

/** Takes a small model and a policy; gives its expected seconds exactly, over all outcomes that are not too rare. */
export function expectation(
  model: Model,
  tables: Likelihoods,
  setting: Setting,
  policy: Policy,
  rare = 1e-8,
): number {
  const price = pricesIn(model, setting)
  const n = tables.causes.length
  const shares = tables.causes.map((id) => model.causes.find((one) => one.id === id)?.share ?? 0)
  const handOver = price({ kind: 'hand-over', id: 'hand-over' })
  const follow = (
    facts: ReadonlyMap<string, Fact>,
    unsure: ReadonlySet<string>,
    failed: readonly string[],
    weights: Float64Array,
  ): number => {
    const mass = weights.reduce((sum, one) => sum + one, 0)
    if (mass < rare) return mass * handOver
    const asked = facts.size + unsure.size
    const move = policy({ facts, unsure, failed, skipped: new Set(), asked })
    const paid = mass * (move.free ? 0 : price(move))
    if (move.kind === 'hand-over') return paid
    if (move.kind === 'remedy') {
      const cures = tables.cures.get(move.id)
      return (
        paid +
        follow(
          facts,
          unsure,
          [...failed, move.id],
          weights.map((w, c) => w * (1 - (cures?.[c] ?? 0))),
        )
      )
    }
    const chances = answers(
      tables.facts.get(move.id)?.chances.answer ?? new Float64Array(2 * n),
      n,
      model.noise.unsure,
    )
    return ['yes', 'no', 'unsure'].reduce((sum, value, outcome) => {
      const after = weights.map((w, c) => w * (chances[outcome]?.[c] ?? 0))
      const fact: Fact = { kind: move.id, value, quote: '', source: 'answer' }
      return value === 'unsure'
        ? sum + follow(facts, new Set([...unsure, move.id]), failed, after)
        : sum + follow(new Map([...facts, [move.id, fact]]), unsure, failed, after)
    }, paid)
  }
  return follow(new Map(), new Set(), [], Float64Array.from(shares))
}

/** P(yes), P(no) and P(not sure) for each cause. */
function answers(table: Float64Array, n: number, unsure: number): readonly Float64Array[] {
  const heard = table.map((one) => one * (1 - unsure))
  return [heard.slice(0, n), heard.slice(n), new Float64Array(n).fill(unsure)]
}
