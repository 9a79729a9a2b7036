import type { Case, CaseEvent, ThreadRef } from '../../core/case/case.ts'
import type { Solved } from '../../core/case/learned-shares.ts'
import type { Mark, MarkedCase } from '../../core/case/shared-marks.ts'
import type { Reading } from '../../core/fact.ts'
import type { PageName } from '../reply/page-name.ts'

/** What the app needs of a store. Every write is durable when its promise resolves. */
export type Cases = {
  /**
   * Claims a delivery and writes the case it opens or continues, in one transaction.
   * `undefined` means that the delivery was claimed before: someone else answers it.
   * A new case is made when `place` has none; otherwise `event` is added to the one there.
   */
  accept(arrival: Arrival): Promise<Case | undefined>
  load(id: string): Promise<Case | undefined>
  at(place: ThreadRef): Promise<Case | undefined>
  /**
   * Adds an event to the revision named; `undefined` when the case has moved on since. With an outcome, it becomes the
   * case's in the same transaction; null takes the case's outcome back.
   */
  append(
    id: string,
    revision: number,
    event: CaseEvent,
    delivery?: string,
    outcome?: CaseOutcome | null,
  ): Promise<Case | undefined>
  /** Whether a delivery was claimed before: its repeat gets the same answer again. */
  claimed(delivery: string): Promise<boolean>
  /** Remembers which message shows a slot. Does not count as a revision. The first to remember wins; returns the id that is kept. */
  remember(id: string, slot: string, message: string): Promise<string>
  /** The delivery has been answered: nobody needs to answer it again. */
  answered(delivery: string): Promise<void>
  /** Takes over deliveries nobody answered or took over within `olderThanMs`; at most `limit`. */
  unanswered(
    olderThanMs: number,
    limit: number,
  ): Promise<readonly { readonly delivery: string; readonly case: Case }[]>
  close(): Promise<void>
}

/** One delivery of a paste, read and redacted: what `accept` makes durable. */
export type Arrival = {
  /** The surface's own id of the delivery, prefixed by the surface: repeats are harmless. */
  readonly delivery: string
  readonly place: ThreadRef
  /** Whose cases it may be tied to. */
  readonly workspace: string
  readonly asker: string
  readonly knowledge: string
  readonly event: CaseEvent
  /** What other cases may share with this one; kept with its symptom, so that they can be tied. */
  readonly marks?: readonly Mark[]
  readonly symptom?: string | null
}

/** How a case ended well: what is learnt from. */
export type CaseOutcome = {
  readonly workspace: string
  readonly symptom: string
  readonly remedy: string
  /** What someone said it had been; null while only the remedy is known. */
  readonly confirmed: string | null
  /** Each cause's part of this case; all of it for the one that was confirmed. */
  readonly credit: Readonly<Record<string, number>>
  /** Who said so: one person's part of what is learnt is bounded. */
  readonly asker: string
}

/** Whether a workspace learns, and since when. */
type Learning = { readonly on: boolean; readonly since: string | null }

/** What the app remembers across the cases of a workspace. */
export type Workspaces = {
  /** Solved cases since learning was last reset, the newest first; none while learning is off. */
  solved(workspace: string, limit: number): Promise<readonly Solved[]>
  learning(workspace: string): Promise<Learning>
  setLearning(workspace: string, on: boolean): Promise<void>
  /** Everything before now stops counting, and is deleted. */
  resetLearning(workspace: string): Promise<void>
  /** Marks of other cases within the window that have one of these hashes. */
  sharing(
    workspace: string,
    hashes: readonly string[],
    windowMs: number,
  ): Promise<readonly MarkedCase[]>
  /** Marks of all cases within the window. */
  marked(workspace: string, windowMs: number): Promise<readonly MarkedCase[]>
}

/** Takes what a person typed; gives the pages that fit, the best first. */
export type KnowledgeSearch = (words: string) => readonly PageName[]

/** Takes a paste; gives its reading without holding up anyone else. Undefined: it was too much to read. */
export type Reader = (text: string) => Promise<Reading | undefined>
