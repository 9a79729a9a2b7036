import type { ThreadRef } from '../../core/case/case.ts'

/** What the surfaces say of their threads: how a thread is named is theirs alone to know. */
export type Threads = {
  /** The workspace whose cases learn from one another. */
  workspaceOf(place: ThreadRef): string
  /** Whether nobody but its asker ever sees it. */
  isPrivate(place: ThreadRef): boolean
  /** Its address, where others may follow it. */
  urlOf(place: ThreadRef): string | undefined
  /** A place for what somebody asks for themselves alone; the delivery names it, so that no thread ever shows it. */
  privatePlace(asked: PrivatelyAsked): ThreadRef
}

type PrivatelyAsked = {
  readonly workspace: string
  readonly asker: string
  readonly delivery: string
}
