import type { State } from '../case/case-state.ts'
import { evidenceIn, sharesIn } from '../diagnosis/belief.ts'
import type { Diagnosis } from '../diagnosis/diagnose.ts'
import { type Likelihoods, likelihoodsOf } from '../diagnosis/likelihood-tables.ts'
import type { Knowledge } from '../knowledge.ts'
import type { Step } from './next-step.ts'

/** The whole computation of a diagnosis, as data. Weights are thousandths of a decade: 100 are one decibel. */
export type Explanation = {
  readonly causes: readonly ExplainedCause[]
  /** Why the first rather than the strongest rival of another family; null where there is none. */
  readonly contrast: Contrast | null
  readonly step: Step
  /** How much of the belief is behind what the step cures, for a remedy. */
  readonly cures: number | null
}
type ExplainedCause = {
  readonly id: string
  readonly probability: number
  /** What the symptom's share weighs. */
  readonly share: number
  readonly evidence: readonly Weighed[]
  /** Share and evidence together; the probability is its antilogarithm, normalised. */
  readonly sum: number
}
export type Weighed = {
  readonly kind: 'share' | 'fact' | 'failed'
  readonly id: string
  readonly value: string
  readonly weight: number
}
export type Contrast = {
  readonly first: string
  readonly rival: string
  readonly probability: number
  readonly rivalProbability: number
  /** At most two that speak for the first and one that speaks for the rival, by how much. */
  readonly because: readonly Weighed[]
  readonly although: readonly Weighed[]
}

// Less than half a decibel is not worth a word.
const WORTH_SAYING = 50

/** Takes a diagnosis, what is known and the step; gives every number behind them, the likeliest cause first. */
export function explainPlan(
  knowledge: Knowledge,
  state: State,
  { symptom, belief }: Diagnosis,
  step: Step,
): Explanation {
  if (!symptom) return { causes: [], contrast: null, step, cures: null }
  const tables = likelihoodsOf(knowledge, symptom)
  const shares = sharesIn(tables, symptom)
  const pieces = evidenceIn(tables, state)
  const causes = tables.causes
    .map((id, at): ExplainedCause => {
      const share = shares[at] ?? 0
      const evidence = pieces.map(({ weights, ...piece }) => ({
        ...piece,
        weight: weights[at] ?? 0,
      }))
      const sum = evidence.reduce((all, { weight }) => all + weight, share)
      return { id, probability: belief.get(id) ?? 0, share, evidence, sum }
    })
    .sort((a, b) => b.sum - a.sum || (a.id < b.id ? -1 : 1))
  const cured = step.kind === 'remedy' ? tables.cures.get(step.id) : undefined
  return {
    causes,
    contrast: contrastOf(tables, causes),
    step,
    cures: cured
      ? tables.causes.reduce((sum, id, at) => sum + (cured[at] ?? 0) * (belief.get(id) ?? 0), 0)
      : null,
  }
}

function contrastOf(tables: Likelihoods, causes: readonly ExplainedCause[]): Contrast | null {
  const familyOf = (id: string) => tables.families[tables.causes.indexOf(id)]
  const [first] = causes
  const rival = causes.find(({ id }) => familyOf(id) !== familyOf(first?.id ?? '')) ?? causes[1]
  if (!first || !rival) return null
  const weighed = [withShare(first), withShare(rival)] as const
  const differences = weighed[0]
    .map((one, at) => ({ ...one, weight: one.weight - (weighed[1][at]?.weight ?? 0) }))
    .filter(({ weight }) => Math.abs(weight) >= WORTH_SAYING)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.id < b.id ? -1 : 1))
  return {
    first: first.id,
    rival: rival.id,
    probability: first.probability,
    rivalProbability: rival.probability,
    because: differences.filter(({ weight }) => weight > 0).slice(0, 2),
    although: differences.filter(({ weight }) => weight < 0).slice(0, 1),
  }
}

function withShare({ share, evidence }: ExplainedCause): readonly Weighed[] {
  return [{ kind: 'share', id: 'share', value: '', weight: share }, ...evidence]
}
