import type { State } from '../case/case-state.ts'
import type { Knowledge, Symptom } from '../knowledge.ts'
import { type Likelihoods, likelihoodsOf, milli } from './likelihood-tables.ts'

export { causesOf } from './likelihood-tables.ts'

/** A probability for each cause of a symptom, in the order of their ids; sums to one. */
export type Belief = ReadonlyMap<string, number>

type Known = Pick<State, 'facts' | 'failed'>

/**
 * Takes what is known; gives the belief. Naive Bayes over one cause: shares of the symptom, times what each fact
 * says, times the remedies that did not help. Sums run over integers, so the order of answers cannot change it.
 */
export function beliefOf(knowledge: Knowledge, symptom: Symptom, state: Known): Belief {
  const tables = likelihoodsOf(knowledge, symptom)
  const belief = beliefIn(tables, sharesIn(tables, symptom), state)
  return new Map(tables.causes.map((id, at) => [id, belief[at] ?? 0]))
}

/** Takes a symptom; gives the share of each of its causes in thousandths of a decade. */
export function sharesIn({ causes }: Likelihoods, { shares }: Symptom): Int32Array {
  return Int32Array.from(causes, (id) =>
    milli(shares.find(({ cause }) => cause === id)?.count ?? 0.5),
  )
}

/** Takes tables, shares and what is known; gives the probability of each cause. */
export function beliefIn(tables: Likelihoods, shares: Int32Array, known: Known): Float64Array {
  const weights = Int32Array.from(shares)
  for (const piece of evidenceIn(tables, known)) {
    for (const [c, weight] of piece.weights.entries()) weights[c] = (weights[c] ?? 0) + weight
  }
  const top = Math.max(...weights)
  const belief = Float64Array.from(weights, (weight) => 10 ** ((weight - top) / 1000))
  const total = belief.reduce((sum, one) => sum + one, 0)
  return belief.map((one) => one / total)
}

/** One thing that is known, and what it weighs for each cause in thousandths of a decade. */
export type Piece = {
  readonly kind: 'fact' | 'failed'
  /** A kind of fact, or a remedy. */
  readonly id: string
  readonly value: string
  readonly weights: Int32Array
}

/** Takes what is known; gives each piece of evidence with its weights, facts of one group only once. */
export function evidenceIn(tables: Likelihoods, { facts, failed }: Known): readonly Piece[] {
  const pieces: Piece[] = []
  const strongest = new Map<string, { readonly at: number; readonly spread: number }>()
  for (const table of tables.facts.values()) {
    const fact = facts.get(table.kind)
    const at = fact ? table.values.indexOf(fact.value) : -1
    if (!fact || at < 0) continue
    const n = tables.causes.length
    const weights = table.weights[fact.source].subarray(at * n, at * n + n)
    const piece: Piece = { kind: 'fact', id: table.kind, value: fact.value, weights }
    if (table.group === null) {
      pieces.push(piece)
      continue
    }
    const spread = Math.max(...weights) - Math.min(...weights)
    const rival = strongest.get(table.group)
    if (!rival) pieces.push(piece)
    else if (spread > rival.spread) pieces[rival.at] = piece
    if (spread > (rival?.spread ?? -1)) {
      strongest.set(table.group, { at: rival?.at ?? pieces.length - 1, spread })
    }
  }
  for (const id of failed) {
    const cures = tables.cures.get(id)
    if (cures) {
      const weights = Int32Array.from(cures, (cure) => milli(1 - cure))
      pieces.push({ kind: 'failed', id, value: 'did not help', weights })
    }
  }
  return pieces
}
