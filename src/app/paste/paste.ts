import type { ThreadRef } from '../../core/case/case.ts'

/** The text a person gave us, with who and where. Only what is read from it is kept. */
export type Paste = {
  readonly delivery: string
  readonly place: ThreadRef
  readonly asker: string
  readonly text: string
  /** Asked directly (a mention, a DM, the sandbox) rather than overheard in a channel. */
  readonly direct: boolean
  /** It begins a thread of its own, so that no case can be there yet. */
  readonly first?: boolean
  /** Known to be a program's output: a bot posted it, or it came as a file. */
  readonly printed?: boolean
}
