import type { State } from '../case/case-state.ts'
import type { Diagnosis } from '../diagnosis/diagnose.ts'
import {
  A_CURE,
  type FactTable,
  type Likelihoods,
  likelihoodsOf,
  sourced,
} from '../diagnosis/likelihood-tables.ts'
import type { Source } from '../fact.ts'
import type { Knowledge } from '../knowledge.ts'
import { onceFor } from '../once-for.ts'
import { BOUNDS, type Bounds, type Choice, choose } from './look-ahead.ts'
import { type Observation, type Offer, prepare } from './options.ts'
import { type PlanRules, PRICES, type Prices, RULES } from './prices.ts'

/** What to do next: look, ask, propose, or give the case to a person. `seconds` is what it costs the asker. */
export type Step = {
  readonly id: string
  readonly seconds: number
} & (
  | { readonly kind: 'probe'; readonly id: 'probe' }
  | { readonly kind: 'question' }
  | { readonly kind: 'check' }
  | { readonly kind: 'remedy' }
  | { readonly kind: 'hand-over'; readonly id: 'hand-over' }
)

/** A look that needs nobody's answer, and the kinds of fact it can settle. */
export type CheckOption = {
  readonly id: string
  readonly settles: readonly string[]
  readonly seconds: number
}

export type Options = {
  readonly checks?: readonly CheckOption[]
  readonly prices?: Prices
  readonly rules?: PlanRules
  readonly bounds?: Bounds
}

type Seen = Pick<State, 'facts' | 'unsure' | 'failed' | 'skipped' | 'asked'>

/**
 * Takes a diagnosis, what is known and which checks can be run; gives the step with the least expected time to the
 * fix. Same input, same step.
 */
export function nextStep(
  knowledge: Knowledge,
  state: State,
  diagnosis: Diagnosis,
  options: Options = {},
): Step {
  const { symptom, belief } = diagnosis
  if (!symptom) return handOver(options.prices ?? PRICES)
  const tables = likelihoodsOf(knowledge, symptom)
  const chances = Float64Array.from(tables.causes, (id) => belief.get(id) ?? 0)
  return stepIn(tables, state, chances, options).step
}

/** Takes tables, what is known and the belief; gives the next step, with what it is expected to take to the end. */
export function stepIn(
  tables: Likelihoods,
  state: Seen,
  belief: Float64Array,
  options: Options = {},
): Omit<Choice, 'kind' | 'at'> & { readonly step: Step } {
  const { prices = PRICES, rules = RULES, bounds = BOUNDS } = options
  const levels = openLevels(tables, belief, rules)
  const offer = everything(tables, prices)
  // A risky remedy is still better than a colleague's hour, once nothing else is left.
  const tries = levels.map((level) => ({ level, needs: rules.highRiskNeeds }))
  for (const { level, needs } of [...tries, { level: LEVELS, needs: 0 }]) {
    const left = { ...leftOf(tables, state, options, level), needs }
    const choice = choose(offer, left, belief, bounds)
    // What the open levels cannot end is not over: the next level may.
    if (choice.kind !== 'hand-over') {
      return { ...choice, step: named(tables, left.steps, choice, prices) }
    }
  }
  const total = prices.handOver
  return { step: handOver(prices), total, unaided: total, evaluations: 0 }
}

const LEVELS = 3

/** The levels to try, in order: those whose causes hold enough of the belief. */
function openLevels(
  { levels }: Likelihoods,
  belief: Float64Array,
  { levelOpens }: PlanRules,
): readonly number[] {
  return [1, 2, 3].filter((level) => {
    const held = belief.reduce(
      (sum, one, cause) => ((levels[cause] ?? 1) <= level ? sum + one : sum),
      0,
    )
    return level === LEVELS || (levelOpens > 0 && held >= levelOpens)
  })
}

type Prepared = { readonly offer: Offer; readonly prices: Prices }
const prepared = new WeakMap<Likelihoods, Prepared>()

/** All remedies and questions of the tables with their prices, prepared once. */
function everything(tables: Likelihoods, prices: Prices): Offer {
  const known = prepared.get(tables)
  if (known?.prices === prices) return known.offer
  const causes = tables.causes.length
  const repairs = tables.remedies.map(({ seconds, risk, cures }) => ({
    price: seconds + prices.risk[risk] + prices.message + prices.retry,
    gated: risk === 'high',
    cures,
  }))
  const asks = tables.questions.map(({ seconds, offered, fact }) => ({
    price: seconds + prices.message,
    answers: offered.map((value) =>
      fact.chances.answer
        .slice(value * causes, (value + 1) * causes)
        .map((one) => one * (1 - prices.unsure)),
    ),
  }))
  const offer = prepare({ causes, handOver: prices.handOver, cure: A_CURE, repairs }, asks)
  prepared.set(tables, { offer, prices })
  return offer
}

/** What of everything is still to be had on the open levels. */
function leftOf(tables: Likelihoods, state: Seen, options: Options, level: number) {
  const { prices = PRICES, rules = RULES, checks = [] } = options
  const gone = (step: string) => state.skipped.has(step)
  const failed = new Set(state.failed)
  const proposed =
    state.failed.length > 0 || [...state.skipped].some((step) => step.startsWith('remedy:'))
  const asking = proposed || state.asked < rules.mostQuestions
  const looks = [
    ...probes(tables, state, prices),
    ...checked(tables, state, checks, prices),
  ].filter(({ step, look }) => look.facts.length > 0 && !gone(`${step.kind}:${step.id}`))
  return {
    steps: looks.map(({ step }) => step),
    looks: looks.map(({ look }) => look),
    out: Uint8Array.from(tables.remedies, (one) =>
      one.level > level || failed.has(one.id) || gone(`remedy:${one.id}`) ? 1 : 0,
    ),
    used: Uint8Array.from(tables.questions, (one) =>
      !asking ||
      one.level > level ||
      state.facts.has(one.fact.kind) ||
      state.unsure.has(one.id) ||
      gone(`question:${one.id}`)
        ? 1
        : 0,
    ),
  }
}

type LookStep = { readonly step: Step; readonly look: Observation }

function probes(tables: Likelihoods, state: Seen, prices: Prices): readonly LookStep[] {
  if ([...state.facts.values()].some(({ source }) => source === 'probe')) return []
  const { seconds, settles } = tables.probe
  const look = lookAt(state, settles, 'probe', seconds + prices.message, prices.refused)
  return [{ step: { kind: 'probe', id: 'probe', seconds }, look }]
}

function checked(
  tables: Likelihoods,
  state: Seen,
  checks: readonly CheckOption[],
  prices: Prices,
): readonly LookStep[] {
  return checks
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, seconds, settles }) => {
      const facts = settles.toSorted().flatMap((kind) => tables.facts.get(kind) ?? [])
      const look = lookAt(state, facts, 'check', seconds + prices.message, 0)
      return { step: { kind: 'check', id, seconds }, look }
    })
}

function lookAt(
  state: Seen,
  settles: readonly FactTable[],
  source: Source,
  price: number,
  refused: number,
): Observation {
  const facts = settles
    .filter(({ kind }) => !state.facts.has(kind))
    .map((table) => rowsOf(table)[source])
  return { price, refused, facts }
}

/** P(value | cause) for each value, by source: views of the table, the same ones each time. */
const rowsOf = onceFor(({ values, chances }: FactTable) =>
  sourced((source) => {
    const causes = chances[source].length / values.length
    return values.map((_, value) => chances[source].subarray(value * causes, (value + 1) * causes))
  }),
)

function named(
  { remedies, questions }: Likelihoods,
  looks: readonly Step[],
  { kind, at }: Choice,
  prices: Prices,
): Step {
  const remedy = kind === 'repair' ? remedies[at] : undefined
  if (remedy) return { kind: 'remedy', id: remedy.id, seconds: remedy.seconds }
  const question = kind === 'ask' ? questions[at] : undefined
  if (question) return { kind: 'question', id: question.id, seconds: question.seconds }
  return (kind === 'look' ? looks[at] : undefined) ?? handOver(prices)
}

function handOver({ handOver: seconds }: Prices): Step {
  return { kind: 'hand-over', id: 'hand-over', seconds }
}
