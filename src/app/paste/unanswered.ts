import type { AppDeps } from '../ports/app-deps.ts'
import type { Answer } from '../reply/answer.ts'
import { lazyAnswer } from '../thread/lazy-answer.ts'

/** Takes over what was accepted longer ago and never answered; gives it composed anew from its cases. */
export async function unanswered(
  { knowledge, cases }: AppDeps,
  olderThanMs: number,
  limit: number,
): Promise<readonly Answer[]> {
  const taken = await cases.unanswered(olderThanMs, limit)
  return taken.map(({ delivery, case: found }) =>
    lazyAnswer(knowledge, { delivery, case: found, asker: found.asker }),
  )
}
