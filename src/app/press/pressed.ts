import type { Case } from '../../core/case/case.ts'
import type { Press } from '../reply/reply.ts'

/** Someone's press, with the surface it came in at: a button of one surface is no button of another. */
export type Pressed = {
  readonly delivery: string
  readonly surface: Case['place']['surface']
  readonly press: Press
  readonly presser: string
}
