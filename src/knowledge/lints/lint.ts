import type { Fault } from '../pages/fault.ts'
import type { Pages } from '../pages/read-pages.ts'

/** One thing a schema cannot say about the knowledge. */
export type Lint = {
  readonly name: string
  readonly check: (pages: Pages) => readonly Fault[]
}
