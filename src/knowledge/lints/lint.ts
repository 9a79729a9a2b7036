import type { Fault } from '../fault.ts'
import type { Pages } from '../read-pages.ts'

/** One thing a schema cannot say about the knowledge. */
export type Lint = {
  readonly name: string
  readonly check: (pages: Pages) => readonly Fault[]
}
