import type { State } from '../case/case-state.ts'
import type { Fact } from '../fact.ts'
import type { Knowledge } from '../knowledge.ts'
import { evidenceIn, sharesIn } from './belief.ts'
import type { Diagnosis } from './diagnose.ts'
import {
  type FactTable,
  type Likelihoods,
  likelihoodsOf,
  milli,
  RELIABILITY,
} from './likelihood-tables.ts'

/** One known fact that does not fit the rest, and a sentence why. */
export type Contradiction = { readonly fact: string; readonly says: string }

/** Evidence that a case in a hundred shows at most, under its own best cause, is worth asking about again. */
const SURPRISING = 0.01
// Tail sums run over tenths of a decade: coarse enough to be quick, fine enough for one in a hundred.
const STEP = 100

/**
 * Takes a diagnosis and what is known; gives the single answer that, were it otherwise, would make the rest fit best,
 * or null where nothing is surprising. What a paste itself shows is never doubted.
 */
export function contradiction(
  knowledge: Knowledge,
  state: State,
  { symptom, belief }: Diagnosis,
): Contradiction | null {
  if (!symptom) return null
  const tables = likelihoodsOf(knowledge, symptom)
  const chances = tables.causes.map((id) => belief.get(id) ?? 0)
  const best = chances.indexOf(Math.max(...chances))
  if (tail(tables, state, best) > SURPRISING) return null
  const shares = sharesIn(tables, symptom)
  const before = weightOfBest(tables, shares, state)
  let most: { readonly fact: Fact; readonly gain: number; readonly value: string } | null = null
  for (const { kind, values } of tables.facts.values()) {
    const fact = state.facts.get(kind)
    if (!fact || fact.source === 'paste' || !values.includes(fact.value)) continue
    for (const value of values) {
      if (value === fact.value) continue
      const facts = new Map([...state.facts, [kind, { ...fact, value }]])
      const wrong = milli(RELIABILITY[fact.source])
      const gain = weightOfBest(tables, shares, { facts, failed: state.failed }) - before + wrong
      if (gain > (most?.gain ?? 0)) most = { fact, gain, value }
    }
  }
  return most && { fact: most.fact.kind, says: reason(knowledge, most.fact, most.value) }
}

/** How likely what is known is, under the cause it fits best, in thousandths of a decade. */
function weightOfBest(
  tables: Likelihoods,
  shares: Int32Array,
  known: Pick<State, 'facts' | 'failed'>,
): number {
  return Math.max(...weighed(tables, shares, known))
}

function weighed(
  tables: Likelihoods,
  shares: Int32Array,
  known: Pick<State, 'facts' | 'failed'>,
): Int32Array {
  const pieces = evidenceIn(tables, known)
  return shares.map((share, c) =>
    pieces.reduce((sum, { weights }) => sum + (weights[c] ?? 0), share),
  )
}

/** How often a case of this cause shows facts that are as unlikely as these, or more. */
function tail(tables: Likelihoods, state: State, cause: number): number {
  const n = tables.causes.length
  let seen = 0
  // Probability of each sum of surprises, in steps.
  let sums = new Map<number, number>([[0, 1]])
  for (const table of tables.facts.values()) {
    const fact = state.facts.get(table.kind)
    const at = fact ? table.values.indexOf(fact.value) : -1
    if (!fact || at < 0) continue
    const surprises = table.values.map((_, v) => surpriseOf(table, fact, v, n, cause))
    seen += surprises[at] ?? 0
    const next = new Map<number, number>()
    for (const [sum, chance] of sums) {
      for (const [v, surprise] of surprises.entries()) {
        const p = chance * (table.chances[fact.source][v * n + cause] ?? 0)
        next.set(sum + surprise, (next.get(sum + surprise) ?? 0) + p)
      }
    }
    sums = next
  }
  let rarer = 0
  for (const [sum, chance] of sums) if (sum >= seen) rarer += chance
  return rarer
}

function surpriseOf(
  table: FactTable,
  { source }: Fact,
  v: number,
  n: number,
  cause: number,
): number {
  return Math.round(-(table.weights[source][v * n + cause] ?? 0) / STEP)
}

/** What does not fit the rest, and what would. */
function reason({ facts }: Knowledge, fact: Fact, value: string): string {
  const kind = facts.find(({ id }) => id === fact.kind)
  return `${kind?.title ?? fact.kind}: ${fact.value} doesn't fit the rest, ${value} would.`
}
