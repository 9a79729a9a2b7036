import type { Case } from '../../core/case/case.ts'
import type { AppDeps } from '../ports/app-deps.ts'
import type { Action } from '../reply/reply.ts'
import { caseView } from '../step/case-view.ts'
import { actionEvent } from './action-event.ts'
import { appendEvent } from './append-event.ts'
import { refreshLinked } from './refresh-linked.ts'

/** What someone did to a case, at which revision of it, and by which delivery we heard of it. */
export type AppliedAction = {
  readonly action: Action
  readonly revision: number
  readonly by: string
  readonly delivery: string
}

/**
 * Adds what someone did to the record, with the outcome it makes. 'unknown' when the knowledge does not have it (any
 * more); undefined when the case has moved on, or the delivery was heard before.
 */
export async function applyAction(
  deps: AppDeps,
  before: Case,
  { action, revision, by, delivery }: AppliedAction,
): Promise<Case | 'unknown' | undefined> {
  const { knowledge } = deps
  const view = caseView(knowledge, before)
  const bare = actionEvent(action, knowledge, view)
  if (!bare) return 'unknown'
  if (before.revision !== revision) return undefined
  const { linked } = view.state
  // Asked with the paste, when somebody goes on, and of others who come in where nothing may be looked up yet: each
  // asking costs time.
  const asks = action.kind === 'start' || (linked.length === 0 && by !== before.asker)
  const event = { ...bare, by, ...(asks ? await refreshLinked(deps, before, linked, by) : {}) }
  return appendEvent(deps, before, () => event, { delivery, tries: 1 })
}
