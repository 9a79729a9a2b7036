import type { Fact, Reading } from '../fact.ts'
import type { PersonShell } from '../knowledge.ts'
import type { Learnt } from './learned-shares.ts'
import type { SharedWith } from './shared-marks.ts'

/** What happened to a case, in order. The events are the record; everything shown is derived from them. */
export type CaseEvent = Happening & {
  /** Who did it, by the surface's own id; absent where nobody needs to know. */
  readonly by?: string
  /** The AWS accounts that could be asked from then on, masked; absent where nothing changed. */
  readonly linked?: readonly string[]
}

type Happening =
  | {
      readonly kind: 'pasted'
      readonly reading: Reading
      /** What had been learnt in this workspace by then, so that the case can be replayed as it was shown. */
      readonly learnt?: Learnt
      /** Other cases that had hit the same thing by then. */
      readonly tied?: SharedWith
    }
  /** Goes on after an end. */
  | { readonly kind: 'started' }
  | { readonly kind: 'answered'; readonly question: string; readonly answer: string }
  | { readonly kind: 'not-sure'; readonly question: string }
  | { readonly kind: 'tried'; readonly remedy: string; readonly worked: boolean }
  | { readonly kind: 'skipped'; readonly step: string }
  /** Somebody had AWS asked through a link: what that settled, and nothing else of the answer. */
  | {
      readonly kind: 'checked'
      readonly check: string
      readonly grade: 'shown' | 'consistent-with' | 'cannot-tell'
      readonly facts: readonly Fact[]
      /** Masked; null where no account had to be asked. */
      readonly account: string | null
      /** In ISO 8601. */
      readonly at: string
    }
  /** After the fix: what it had been. */
  | { readonly kind: 'was'; readonly cause: string }
  /** Follows the published tree from a node on, until `guided`. */
  | { readonly kind: 'tree'; readonly node: string }
  | { readonly kind: 'guided' }
  /** Commands are shown for this shell from then on. */
  | { readonly kind: 'shell'; readonly shell: PersonShell }
  /** The summary was posted elsewhere. */
  | { readonly kind: 'shared'; readonly channel: string }
  | { readonly kind: 'back' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'handed-over' }

/** Where a case lives, so that the same thread always finds the same case. */
export type ThreadRef = {
  readonly surface: 'slack' | 'sandbox'
  /** As its surface names it; only the surface reads it (`app/ports/threads.ts`). */
  readonly thread: string
}

/** One paste and everything that followed. */
export type Case = {
  readonly id: string
  /** Counts the writes: whoever writes must name the one they read. */
  readonly revision: number
  readonly place: ThreadRef
  readonly asker: string
  readonly knowledge: string
  readonly events: readonly CaseEvent[]
  /** slot → the surface's id of the message that shows it, so that any replica can redraw it. */
  readonly messages: Readonly<Record<string, string>>
}
