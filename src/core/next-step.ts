import { type Belief, causesOf, cureOf, learn } from './belief.ts'
import type { Diagnosis } from './diagnose.ts'
import type { Cause, FactKind, Knowledge, Remedy } from './knowledge.ts'
import type { State } from './state.ts'

/** What to do next: ask, look, propose, or give the case to a person. `seconds` is what it costs the asker. */
export type Step =
  | { readonly kind: 'probe'; readonly id: 'probe'; readonly seconds: number }
  | { readonly kind: 'question'; readonly id: string; readonly seconds: number }
  | { readonly kind: 'remedy'; readonly id: string; readonly seconds: number }
  | { readonly kind: 'hand-over'; readonly id: 'hand-over'; readonly seconds: number }

// Seconds. A message is read and answered, a remedy is checked by running plan again; a colleague takes ten minutes.
const MESSAGE = 20
const RETRY = 25
const HAND_OVER = 600
const RISK: Readonly<Record<Remedy['risk'], number>> = { low: 0, medium: 30, high: 180 }
const UNSURE = 0.1
/** People came for a fix: after three questions something is proposed. */
const MOST_QUESTIONS = 3
/** A remedy that breaks other people's work needs half of the belief behind it. */
const HIGH_RISK_NEEDS = 0.5
// Bounds the look-ahead by counts, never by a clock: the same case gives the same step everywhere.
const DEEPEST = 8
const MOST_PROBE_OUTCOMES = 32

type Scene = {
  readonly knowledge: Knowledge
  readonly causes: readonly Cause[]
  readonly remedies: readonly Candidate[]
}
type Candidate = {
  readonly remedy: Remedy
  readonly cost: number
  readonly cures: readonly number[]
}

/**
 * Takes a diagnosis and what is known; gives the step with the least expected time to the fix:
 * the price of the step, plus the cheapest run of remedies after each of its outcomes.
 */
export function nextStep(knowledge: Knowledge, state: State, diagnosis: Diagnosis): Step {
  const handOver: Step = { kind: 'hand-over', id: 'hand-over', seconds: HAND_OVER }
  if (!diagnosis.symptom) return handOver
  const causes = causesOf(knowledge, diagnosis.symptom)
  const scene = {
    knowledge,
    causes,
    remedies: candidates(knowledge, causes, state, diagnosis.belief),
  }
  const { belief } = diagnosis
  const plan = run(scene, belief)
  const options: { readonly step: Step; readonly total: number }[] = [
    {
      step: plan.first
        ? { kind: 'remedy', id: plan.first.remedy.id, seconds: plan.first.remedy.seconds }
        : handOver,
      total: plan.total,
    },
  ]
  const proposed =
    state.failed.length > 0 || [...state.skipped].some((step) => step.startsWith('remedy:'))
  if (plan.first && (proposed || state.asked < MOST_QUESTIONS)) {
    options.push(...questions(scene, state, belief, plan.total))
  }
  const probe = plan.first ? probeOption(scene, state, belief) : undefined
  if (probe) options.push(probe)
  return options.reduce((best, option) => (option.total < best.total * (1 - 1e-9) ? option : best))
    .step
}

function candidates(
  knowledge: Knowledge,
  causes: readonly Cause[],
  state: State,
  belief: Belief,
): readonly Candidate[] {
  const done = new Set(state.failed)
  return causes
    .flatMap(({ remedies }) => remedies)
    .filter(({ id }) => !done.has(id) && !state.skipped.has(`remedy:${id}`))
    .map((remedy) => ({
      remedy,
      cost: remedy.seconds + RISK[remedy.risk] + MESSAGE + RETRY,
      cures: causes.map(({ id }) => cureOf(knowledge, remedy.id, id)),
    }))
    .filter(({ remedy }) => {
      const behind = Object.keys(remedy.cures).reduce((sum, id) => sum + (belief.get(id) ?? 0), 0)
      return remedy.risk !== 'high' || behind >= HIGH_RISK_NEEDS
    })
}

/** The greedy run by chance over cost, ended by handing over: what the rest is expected to take, and its first remedy. */
function run(
  { causes, remedies }: Scene,
  belief: Belief,
): { readonly total: number; readonly first: Candidate | null } {
  const left = causes.map(({ id }) => belief.get(id) ?? 0)
  const open = new Set(remedies)
  let first: Candidate | null = null
  let total = 0
  for (let depth = 0; depth < DEEPEST; depth++) {
    let best: Candidate | null = null
    let rate = 1 / HAND_OVER
    const alive = left.reduce((sum, mass) => sum + mass, 0)
    if (alive < 1e-6) break
    for (const candidate of open) {
      const chance =
        candidate.cures.reduce((sum, cure, at) => sum + cure * (left[at] ?? 0), 0) / alive
      const worth = chance / candidate.cost
      if (worth > rate * (1 + 1e-9)) {
        best = candidate
        rate = worth
      }
    }
    if (!best) break
    first ??= best
    total += alive * best.cost
    open.delete(best)
    for (const [at, cure] of best.cures.entries()) left[at] = (left[at] ?? 0) * (1 - cure)
  }
  return { total: total + left.reduce((sum, mass) => sum + mass, 0) * HAND_OVER, first }
}

function questions(scene: Scene, state: State, belief: Belief, unaided: number) {
  return scene.knowledge.questions
    .filter((question) => !state.facts.has(question.fact) && !state.unsure.has(question.id))
    .filter((question) => !state.skipped.has(`question:${question.id}`))
    .flatMap((question) => {
      const kind = kindOf(scene.knowledge, question.fact)
      if (!kind || !tells(scene.causes, kind.id)) return []
      const step: Step = { kind: 'question', id: question.id, seconds: question.seconds }
      const informed = expected(scene, belief, [kind], 'answer')
      const total = MESSAGE + question.seconds + (1 - UNSURE) * informed + UNSURE * unaided
      return [{ step, total }]
    })
}

/** Worth asking about only where some cause has something to say. */
function tells(causes: readonly Cause[], fact: string): boolean {
  return causes.some(({ evidence }) => evidence.some((line) => line.fact === fact))
}

function probeOption(scene: Scene, state: State, belief: Belief) {
  const seen = [...state.facts.values()].some(({ source }) => source === 'probe')
  if (seen || state.skipped.has('probe:probe')) return undefined
  const { probe } = scene.knowledge
  const unknown = probe.settles
    .filter((fact) => !state.facts.has(fact) && tells(scene.causes, fact))
    .flatMap((fact) => kindOf(scene.knowledge, fact) ?? [])
    .map((kind) => ({ kind, worth: expected(scene, belief, [kind], 'probe') }))
    .sort((a, b) => a.worth - b.worth || (a.kind.id < b.kind.id ? -1 : 1))
  const kinds: FactKind[] = []
  let outcomes = 1
  for (const { kind } of unknown) {
    outcomes *= Object.keys(kind.values).length
    if (outcomes > MOST_PROBE_OUTCOMES) break
    kinds.push(kind)
  }
  if (kinds.length === 0) return undefined
  const step: Step = { kind: 'probe', id: 'probe', seconds: probe.seconds }
  return { step, total: MESSAGE + probe.seconds + expected(scene, belief, kinds, 'probe') }
}

/** What the rest is expected to take once these facts are known, over all their joint values. */
function expected(
  scene: Scene,
  belief: Belief,
  kinds: readonly FactKind[],
  source: 'answer' | 'probe',
): number {
  const [kind, ...others] = kinds
  if (!kind) return run(scene, belief).total
  let total = 0
  for (const value of Object.keys(kind.values)) {
    const after = learn(belief, scene.causes, { kind, value, source })
    if (after.probability > 1e-9)
      total += after.probability * expected(scene, after.belief, others, source)
  }
  return total
}

function kindOf(knowledge: Knowledge, id: string): FactKind | undefined {
  return knowledge.facts.find((kind) => kind.id === id)
}
