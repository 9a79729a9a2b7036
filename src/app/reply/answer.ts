import type { Case } from '../../core/case/case.ts'
import type { Outgoing } from './reply.ts'

/** What a surface has to say about one delivery. Everything in it is durable already. */
export type Answer = {
  readonly delivery: string
  readonly case: Case
  readonly asker: string
  readonly outgoing: readonly Outgoing[]
}

/** An answer that is still to be composed: a surface may wait for what is durable, and not for its wording. */
export type OwedAnswer = Omit<Answer, 'outgoing'> & { compose(): Answer }
