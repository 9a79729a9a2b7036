import type { State } from '../case/case-state.ts'
import { type Cause, type Evidence, type Knowledge, type Symptom, WORDS } from '../knowledge.ts'
import { symptomOf } from '../signs/match-signs.ts'
import { type Belief, beliefOf, causesOf } from './belief.ts'
import { lookAlike } from './look-alike.ts'

export type Confidence = 'certain' | 'likely' | 'possible'

export type RankedCause = {
  readonly cause: Cause
  readonly confidence: Confidence
  readonly probability: number
  /** The evidence that speaks for and against it, from facts that are known. */
  readonly for: readonly Evidence[]
  readonly against: readonly Evidence[]
}

/** What is the matter, as far as it can be told. */
export type Diagnosis = {
  readonly outcome: 'found' | 'undecided' | 'unknown' | 'not-auth'
  readonly symptom: Symptom | null
  readonly causes: readonly RankedCause[]
  readonly belief: Belief
  /** Where no sign knows the error: the words by which it looks like what its causes print. */
  readonly looksLike: readonly string[]
}

const CERTAIN = 0.9
const LIKELY = 0.5
// Causes below this are not worth a reader's time.
const WORTH_NAMING = 0.02

/** Takes what is known of a case; gives the causes in order, with their evidence. Same input, same answer. */
export function diagnose(knowledge: Knowledge, state: State): Diagnosis {
  const nothing = { symptom: null, causes: [], belief: new Map<string, number>(), looksLike: [] }
  const error = state.errors[0]
  if (!state.auth || !error) return { outcome: 'not-auth', ...nothing }
  const seen = symptomOf(error, knowledge.symptoms) ?? knowledge.symptoms.find(({ open }) => open)
  if (!seen) return { outcome: 'unknown', ...nothing }
  const { symptom, words: looksLike } = seen.open
    ? lookAlike(seen, error, knowledge)
    : { symptom: seen, words: [] }
  const belief = beliefOf(knowledge, symptom, state)
  const causes = causesOf(knowledge, symptom)
    .map((cause) => ({ cause, probability: belief.get(cause.id) ?? 0 }))
    .sort((a, b) => b.probability - a.probability || (a.cause.id < b.cause.id ? -1 : 1))
    .filter(({ probability }, at) => at === 0 || probability >= WORTH_NAMING)
    .map(({ cause, probability }) => rank(cause, probability, state, knowledge))
  // What lies behind words nobody has seen is not known, however likely one cause is in general.
  if (symptom.open) return { outcome: 'unknown', symptom, causes, belief, looksLike }
  const outcome = (causes[0]?.probability ?? 0) >= LIKELY ? 'found' : 'undecided'
  return { outcome, symptom, causes, belief, looksLike }
}

function rank(cause: Cause, probability: number, state: State, knowledge: Knowledge): RankedCause {
  const confidence =
    probability >= CERTAIN ? 'certain' : probability >= LIKELY ? 'likely' : 'possible'
  const known = cause.evidence.filter((line) => state.facts.has(line.fact))
  const speaksFor = (line: Evidence) => {
    const fact = state.facts.get(line.fact)
    return fact !== undefined && line.is.includes(fact.value) === lift(knowledge, line) > 1
  }
  return {
    cause,
    confidence,
    probability,
    for: known.filter(speaksFor),
    against: known.filter((line) => !speaksFor(line)),
  }
}

/** How many times likelier the cause makes these values than they are in general; below one, rarer. */
export function lift({ facts }: Knowledge, { fact, is, how }: Evidence): number {
  const values = facts.find(({ id }) => id === fact)?.values ?? {}
  return WORDS[how] / is.reduce((sum, value) => sum + (values[value] ?? 0), 0)
}
