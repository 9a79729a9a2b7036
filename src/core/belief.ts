import type { Fact, Source } from './fact.ts'
import { type Cause, type FactKind, type Knowledge, type Symptom, WORDS } from './knowledge.ts'
import type { State } from './state.ts'

/** How often a source gets a fact wrong: an exact quote hardly ever, a person answering one time in twenty. */
const RELIABILITY: Readonly<Record<Source, number>> = {
  paste: 0.002,
  probe: 0.01,
  check: 0.01,
  answer: 0.05,
}

/** A probability for each cause of a symptom, in the order of their ids; sums to one. */
export type Belief = ReadonlyMap<string, number>

/**
 * Takes what is known; gives the belief. Naive Bayes over one cause: shares of the symptom, times what each fact
 * says, times the remedies that did not help. Sums run over integers, so the order of answers cannot change it.
 */
export function beliefOf(knowledge: Knowledge, symptom: Symptom, state: State): Belief {
  const weights = new Map<string, number>()
  for (const cause of causesOf(knowledge, symptom)) {
    let weight = centibels(shareOf(symptom, cause.id))
    for (const kind of knowledge.facts) {
      const fact = state.facts.get(kind.id)
      if (fact) weight += centibels(likelihood(kind, cause, fact.value, RELIABILITY[fact.source]))
    }
    for (const remedy of state.failed) weight += centibels(1 - cureOf(knowledge, remedy, cause.id))
    weights.set(cause.id, weight)
  }
  return normalised(weights)
}

/** Takes a symptom; gives its causes in the order of their ids. */
export function causesOf(knowledge: Knowledge, symptom: Symptom): readonly Cause[] {
  return symptom.shares
    .flatMap(({ cause }) => knowledge.causes.find(({ id }) => id === cause) ?? [])
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

function shareOf(symptom: Symptom, cause: string): number {
  return symptom.shares.find((share) => share.cause === cause)?.count ?? 0.5
}

/** P(the fact has this value | this cause), softened by how often the source is wrong. Never zero. */
function likelihood(kind: FactKind, cause: Cause, value: string, wrong: number): number {
  const base = kind.values[value]
  if (base === undefined) return 1
  const line = cause.evidence.find(({ fact }) => fact === kind.id)
  if (!line) return base
  const named = line.is.reduce((sum, one) => sum + (kind.values[one] ?? 0), 0)
  const inside = line.is.includes(value)
  const share = inside ? base / named : named < 1 ? base / (1 - named) : 0
  const probability = (inside ? WORDS[line.how] : 1 - WORDS[line.how]) * share
  return (1 - wrong) * probability + wrong * base
}

/** How often a remedy ends a cause: 0 when it has nothing to do with it, never quite 1. */
export function cureOf(knowledge: Knowledge, remedy: string, cause: string): number {
  for (const { remedies } of knowledge.causes) {
    const word = remedies.find(({ id }) => id === remedy)?.cures[cause]
    // Even the right remedy is not always applied rightly.
    if (word) return Math.min(WORDS[word], 0.9)
  }
  return 0
}

/** Takes a belief and what one more fact would say; gives the belief after it, and how likely that fact is. */
export function learn(
  belief: Belief,
  causes: readonly Cause[],
  fact: { readonly kind: FactKind; readonly value: string; readonly source: Fact['source'] },
): { readonly belief: Belief; readonly probability: number } {
  const next = new Map<string, number>()
  let total = 0
  for (const cause of causes) {
    const joint =
      (belief.get(cause.id) ?? 0) *
      likelihood(fact.kind, cause, fact.value, RELIABILITY[fact.source])
    next.set(cause.id, joint)
    total += joint
  }
  if (total > 0) for (const [id, joint] of next) next.set(id, joint / total)
  return { belief: next, probability: total }
}

function centibels(probability: number): number {
  return Math.round(1000 * Math.log10(Math.max(probability, 1e-6)))
}

function normalised(weights: ReadonlyMap<string, number>): Belief {
  const top = Math.max(...weights.values())
  const raw = [...weights].map(([id, weight]) => [id, 10 ** ((weight - top) / 1000)] as const)
  const total = raw.reduce((sum, [, value]) => sum + value, 0)
  return new Map(raw.map(([id, value]) => [id, value / total]))
}
