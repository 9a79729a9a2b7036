import type { Case } from '../../core/case/case.ts'
import type { AppDeps } from '../ports/app-deps.ts'
import type { Deed } from '../reply/reply.ts'
import { viewOf } from '../thread/case-view.ts'
import { eventOf } from './action-event.ts'
import { outcomeOf } from './case-outcome.ts'
import { linkedFor } from './refresh-linked.ts'

/** What someone did to a case, at which revision of it, and by which delivery we heard of it. */
export type Done = {
  readonly deed: Deed
  readonly revision: number
  readonly by: string
  readonly delivery: string
}

/**
 * Adds what someone did to the record, with the outcome it makes. 'unknown' when the knowledge does not have it (any
 * more); undefined when the case has moved on, or the delivery was heard before.
 */
export async function addDeed(
  deps: AppDeps,
  before: Case,
  { deed, revision, by, delivery }: Done,
): Promise<Case | 'unknown' | undefined> {
  const { knowledge, cases } = deps
  const view = viewOf(knowledge, before)
  const bare = eventOf(deed, knowledge, view)
  if (!bare) return 'unknown'
  const { linked } = view.state
  // Asked at the start, and of others who come in where nothing may be looked up yet: each asking costs time.
  const asks = deed.kind === 'start' || (linked.length === 0 && by !== before.asker)
  const event = { ...bare, by, ...(asks ? await linkedFor(deps, before, linked, by) : {}) }
  const after = viewOf(knowledge, { ...before, events: [...before.events, event] })
  const was = outcomeOf(knowledge, view)
  const is = outcomeOf(knowledge, after)
  // Of an outcome that stays as it is, nothing is written.
  const outcome = JSON.stringify(was) === JSON.stringify(is) ? undefined : is
  return cases.append(before.id, revision, event, delivery, outcome)
}
