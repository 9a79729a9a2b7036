import type { Case } from '../../core/case/case.ts'
import type { Outgoing } from './reply.ts'

/** What a surface has to say about one delivery. Everything in it is durable already. */
export type Answer = {
  readonly delivery: string
  readonly case: Case
  readonly asker: string
  readonly outgoing: readonly Outgoing[]
}
