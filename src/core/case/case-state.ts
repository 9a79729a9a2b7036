import type { Fact, ReadError, SecretCount } from '../fact.ts'
import type { Knowledge, PersonShell } from '../knowledge.ts'
import type { CaseEvent } from './case.ts'
import type { Learnt } from './learned-shares.ts'
import type { SharedWith } from './shared-marks.ts'

/** What is known of a case after everything that happened to it. Derived, never stored. */
export type State = {
  readonly auth: boolean
  /** Of the newest paste that held one; the first is the one to explain. */
  readonly errors: readonly ReadError[]
  /** One fact of each kind, the newest. */
  readonly facts: ReadonlyMap<string, Fact>
  readonly secrets: readonly SecretCount[]
  /** The shell that somebody chose, null while nobody did. */
  readonly shell: PersonShell | null
  /** Questions answered "not sure": spent, and no evidence. */
  readonly unsure: ReadonlySet<string>
  /** Remedies that did not help, in order. */
  readonly failed: readonly string[]
  /** Steps passed over, as `kind:id`. */
  readonly skipped: ReadonlySet<string>
  /** The accounts that can be asked, masked. */
  readonly linked: readonly string[]
  /** Checks that were run; one that could not tell is run no second time either. */
  readonly checked: ReadonlySet<string>
  /** Questions asked since the start, answered or not. */
  readonly asked: number
  /** Questions whose fact was known when they were answered: asked a second time, and never a third. */
  readonly askedAgain: ReadonlySet<string>
  readonly end: 'fixed' | 'stopped' | 'handed-over' | null
  readonly fixedBy: string | null
  /** Who said that it is fixed. */
  readonly fixer: string | null
  /** What it had been, when someone said so after the fix. */
  readonly was: string | null
  /** The node of the published tree that is being followed, null in the guided order. */
  readonly tree: string | null
  /** A code that changed after something was tried is news, not failure. */
  readonly news: { readonly from: string; readonly to: string } | null
  /** The newest thing anyone did with a step, and who. */
  readonly newest: CaseEvent | null
  readonly learnt: Learnt | null
  readonly tied: SharedWith | null
  /** False when there is nothing left to take back. */
  readonly canGoBack: boolean
}

/** What of the knowledge a state depends on: which fact a question asks for, and which facts a remedy changes. */
export type Asked = Pick<Knowledge, 'questions'> & Partial<Pick<Knowledge, 'causes'>>
