import type { State } from '../../src/core/case/case-state.ts'
import { beliefIn } from '../../src/core/diagnosis/belief.ts'
import type { Likelihoods } from '../../src/core/diagnosis/likelihood-tables.ts'
import { type Options, stepIn } from '../../src/core/plan/next-step.ts'
import type { Model, OrderLine } from './model.ts'

/** What a policy sees: the part of a case's state that steps depend on. */
export type Seen = Pick<State, 'facts' | 'unsure' | 'failed' | 'skipped' | 'asked'>
export type Move = {
  readonly kind: 'probe' | 'question' | 'remedy' | 'hand-over'
  readonly id: string
  readonly free?: boolean
}
export type Policy = (seen: Seen) => Move
/** What a policy is made from: the product's tables of a model, the shares it believes in, and the product's options. */
export type Told = {
  readonly model: Model
  readonly tables: Likelihoods
  readonly shares: Int32Array
  readonly options: Options
}

const HAND_OVER: Move = { kind: 'hand-over', id: 'hand-over' }

/** The product itself: its belief and its next step. */
export function ours({ tables, shares, options }: Told): Policy {
  return (seen) => {
    const { step } = stepIn(tables, seen, beliefIn(tables, shares, seen), options)
    return step.kind === 'check' ? HAND_OVER : step
  }
}

/** The product's belief, remedies only: chance over price. */
export function chanceOverPrice(told: Told): Policy {
  const { tables } = told
  return ours({
    ...told,
    tables: { ...tables, questions: [], probe: { ...tables.probe, settles: [] } },
  })
}

/** The causes by their shares, each with its best remedy, whatever is answered. */
export function flatList({ model, tables, shares }: Told): Policy {
  const order = tables.causes.map((_, c) => c).sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0))
  const remedies = order.map((c) =>
    model.repairs.reduce<{ id: string; cure: number }>(
      (best, { id, cures }) => {
        const cure = cures[tables.causes[c] ?? ''] ?? 0
        return cure > best.cure ? { id, cure } : best
      },
      { id: '', cure: 0 },
    ),
  )
  return ({ failed }) => {
    const next = remedies.find(({ id, cure }) => cure > 0 && !failed.includes(id))
    return next ? { kind: 'remedy', id: next.id } : HAND_OVER
  }
}

/** The articles' checklist, then their tree, in order; who is not sure does what the line says. */
export function published({ model, tables }: Told): Policy {
  const questions = new Set(tables.questions.map(({ id }) => id))
  const repairs = new Set(tables.remedies.map(({ id }) => id))
  return (seen) => {
    const answer = (id: string) =>
      seen.unsure.has(id) ? 'unsure' : (seen.facts.get(id)?.value ?? 'open')
    const applies = ({ when = {}, unless = {} }: OrderLine) =>
      Object.entries(when).every(([id, value]) => answer(id) === value) &&
      Object.entries(unless).every(([id, value]) => answer(id) !== value)
    for (const line of model.order) {
      const { ask, repair, free = false } = line
      if (!applies(line)) continue
      if (ask !== undefined && questions.has(ask) && answer(ask) === 'open')
        return { kind: 'question', id: ask, free }
      if (repair !== undefined && repairs.has(repair) && !seen.failed.includes(repair))
        return { kind: 'remedy', id: repair }
    }
    return HAND_OVER
  }
}

/** The honest baseline: the published order, and at its end the repairs that the articles forgot. */
export function publishedThenRest(told: Told): Policy {
  const inOrder = published(told)
  const rest = chanceOverPrice(told)
  return (seen) => {
    const move = inOrder(seen)
    return move.kind === 'hand-over' ? rest(seen) : move
  }
}
