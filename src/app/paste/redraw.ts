import type { ThreadRef } from '../../core/case/case.ts'
import type { AppDeps } from '../ports/app-deps.ts'
import type { Answer } from '../reply/answer.ts'
import { redrawThread } from '../thread/compose-thread.ts'

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
