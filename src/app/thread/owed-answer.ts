import type { Knowledge } from '../../core/knowledge.ts'
import type { Answer, OwedAnswer } from '../reply/answer.ts'
import { composeThread } from './compose-thread.ts'

/** Takes a delivery and its case as it is kept; gives the answer, to be composed when its surface has time for it. */
export function owedAnswer(knowledge: Knowledge, about: Omit<Answer, 'outgoing'>): OwedAnswer {
  return { ...about, compose: () => ({ ...about, outgoing: composeThread(knowledge, about.case) }) }
}
