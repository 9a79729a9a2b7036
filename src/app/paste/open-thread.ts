import type { Case, CaseEvent, ThreadRef } from '../../core/case/case.ts'
import type { AppDeps } from '../ports/app-deps.ts'
import type { Answer } from '../reply/answer.ts'
import { composeThread } from '../thread/compose-thread.ts'
import { findRelated } from './related-cases.ts'

/** A thread that somebody opens with what they had asked privately. */
export type Opening = {
  readonly case: string
  readonly by: string
  /** Where the thread is. */
  readonly place: ThreadRef
  readonly delivery: string
  /** Where it was asked to be, so that a second click opens no second thread. */
  readonly where: string
}

/**
 * Takes a case, who wants it opened and where; says whether it may be: only what one asked oneself, and once in a place.
 */
export async function mayOpen(
  { cases }: AppDeps,
  { case: id, by, where }: Pick<Opening, 'case' | 'by' | 'where'>,
): Promise<'yes' | 'already' | 'no'> {
  const found = await cases.load(id)
  if (found?.asker !== by || pasteOf(found) === undefined) return 'no'
  const there = found.events.some((event) => event.kind === 'shared' && event.channel === where)
  return there ? 'already' : 'yes'
}

/** Takes a thread that exists; gives what to say in it, once its case is durable. Nothing that was pasted is in it. */
export async function openThread(
  deps: AppDeps,
  { case: id, by, place, delivery, where }: Opening,
): Promise<Answer | undefined> {
  const { cases, knowledge, threads } = deps
  const before = await cases.load(id)
  const event = before && pasteOf(before)
  if (!before || !event || before.asker !== by) return undefined
  const { reading } = event
  const { learnt, tied, marks, symptom } = await findRelated(deps, { place, text: '' }, reading)
  const found = await cases.accept({
    delivery,
    place,
    workspace: threads.workspaceOf(place),
    asker: by,
    knowledge: knowledge.hash,
    event: { kind: 'pasted', reading, by, ...(learnt && { learnt }), ...(tied && { tied }) },
    marks,
    symptom,
  })
  if (!found) return undefined
  // Only a note against a second click: should somebody have been faster, theirs says the same.
  await cases.append(id, before.revision, { kind: 'shared', channel: where, by })
  const outgoing = composeThread(knowledge, found).filter(({ to }) => to === 'thread')
  return { delivery, case: found, asker: by, outgoing }
}

function pasteOf(found: Case): Extract<CaseEvent, { kind: 'pasted' }> | undefined {
  const event = found.events.findLast((one) => one.kind === 'pasted' && one.reading.auth)
  return event?.kind === 'pasted' ? event : undefined
}
