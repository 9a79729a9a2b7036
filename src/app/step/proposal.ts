import type { Button, Details, Part } from '../reply/reply.ts'

/** One step of the guided order, before it is laid out under its verdict. */
export type Proposal = {
  /** What to do, in one line. */
  readonly lead: string
  /** More about it, in the order in which it is left out where there is no room. */
  readonly says: readonly Part[]
  /** What must stand before a command. */
  readonly warnings: readonly Part[]
  readonly commands: readonly Part[]
  readonly seconds: number
  readonly buttons: readonly Button[]
  /** What belongs to it and stands behind Details. */
  readonly left: readonly Part[]
  readonly more?: readonly Details[]
}
