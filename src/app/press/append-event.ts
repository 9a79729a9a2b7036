import type { Case, CaseEvent } from '../../core/case/case.ts'
import type { AppDeps } from '../ports/app-deps.ts'
import { type CaseView, caseView } from '../step/case-view.ts'
import { caseOutcome } from './case-outcome.ts'

/** By which delivery we heard of it, and how often to try anew when somebody else acted meanwhile. */
type Appending = { readonly delivery: string; readonly tries: number }

/**
 * Takes a case and what to add to it as it stands; adds that, with the outcome it makes. Undefined when there is nothing
 * to add (any more), or the delivery was heard before.
 */
export async function appendEvent(
  deps: AppDeps,
  before: Case,
  eventAt: (view: CaseView) => CaseEvent | undefined,
  { delivery, tries }: Appending,
): Promise<Case | undefined> {
  const { knowledge, cases } = deps
  let now = before
  for (let left = tries; left > 0; left--) {
    const view = caseView(knowledge, now)
    const event = eventAt(view)
    if (!event) return undefined
    const was = caseOutcome(deps, view)
    const is = caseOutcome(deps, caseView(knowledge, { ...now, events: [...now.events, event] }))
    // Of an outcome that stays as it is, nothing is written.
    const outcome = JSON.stringify(was) === JSON.stringify(is) ? undefined : is
    const after = await cases.append(now.id, now.revision, event, delivery, outcome)
    if (after || left === 1) return after
    const newer = await cases.load(now.id)
    if (!newer || newer.revision === now.revision) return undefined
    now = newer
  }
  return undefined
}
