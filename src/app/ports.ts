import type { Case, CaseEvent, Place } from '../core/case.ts'

/** What the app needs of a store. Every write is durable when its promise resolves. */
export type Cases = {
  /**
   * Claims a delivery and writes the case it opens or continues, in one transaction.
   * `undefined` means that the delivery was claimed before: someone else answers it.
   * A new case is made when `place` has none; otherwise `event` is added to the one there.
   */
  accept(arrival: Arrival): Promise<Case | undefined>
  load(id: string): Promise<Case | undefined>
  at(place: Place): Promise<Case | undefined>
  /** Adds an event to the revision named; `undefined` when the case has moved on since. */
  append(
    id: string,
    revision: number,
    event: CaseEvent,
    delivery?: string,
  ): Promise<Case | undefined>
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
  readonly place: Place
  readonly asker: string
  readonly knowledge: string
  readonly event: CaseEvent
}
