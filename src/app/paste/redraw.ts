import type { ThreadRef } from '../../core/case/case.ts'
import type { AppDeps } from '../ports/app-deps.ts'
import type { Answer, OwedAnswer } from '../reply/answer.ts'
import { redrawThread } from '../thread/compose-thread.ts'
import { owedAnswer } from '../thread/owed-answer.ts'

/** Takes a place; gives its thread redrawn from the case there, undefined when there is none. Changes nothing. */
export async function showCase(
  { knowledge, cases }: AppDeps,
  place: ThreadRef,
): Promise<Answer | undefined> {
  const found = await cases.at(place)
  if (!found) return undefined
  return {
    delivery: `show:${found.id}`,
    case: found,
    asker: found.asker,
    outgoing: redrawThread(knowledge, found),
  }
}

/** Takes over what was accepted longer ago and never answered; gives it composed anew from its cases. */
export async function unanswered(
  { knowledge, cases }: AppDeps,
  olderThanMs: number,
  limit: number,
): Promise<readonly OwedAnswer[]> {
  const taken = await cases.unanswered(olderThanMs, limit)
  return taken.map(({ delivery, case: found }) =>
    owedAnswer(knowledge, { delivery, case: found, asker: found.asker }),
  )
}
