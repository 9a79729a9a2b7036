import type { Case } from '../../core/case/case.ts'
import type { Knowledge } from '../../core/knowledge.ts'
import type { Answer } from '../reply/answer.ts'
import type { Outgoing } from '../reply/reply.ts'
import { composeThread } from './compose-thread.ts'

/**
 * Takes a delivery and its case as it is kept; gives the answer. It is composed when somebody looks at what it says:
 * Slack waits until a paste is durable, and not for that.
 */
export function lazyAnswer(
  knowledge: Knowledge,
  about: { readonly delivery: string; readonly case: Case; readonly asker: string },
): Answer {
  let composed: readonly Outgoing[] | undefined
  return {
    ...about,
    get outgoing() {
      composed ??= composeThread(knowledge, about.case)
      return composed
    },
  }
}
