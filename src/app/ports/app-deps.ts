import type { ThreadRef } from '../../core/case/case.ts'
import type { Knowledge } from '../../core/knowledge.ts'
import type { Accounts } from '../accounts/ask-accounts.ts'
import type { Cases, Reader, Workspaces } from './case-store.ts'
import type { CaseHistory, ChannelStore, Retention } from './channel-store.ts'

export type AppDeps = {
  readonly knowledge: Knowledge
  readonly cases: Cases
  /** Without it every paste is read in place. */
  readonly read?: Reader | undefined
  /** Without it nothing is learnt, and no cases are tied. */
  readonly workspaces?: Workspaces | undefined
  /** A keyed hash of a text, for what must never be kept as it is. */
  readonly fingerprint?: ((text: string) => string) | undefined
  /** The address of a thread, where its surface has one that others may follow. */
  readonly threadUrl?: ((place: ThreadRef) => string | undefined) | undefined
  /** Without them there are no cases to show together, and every channel is as usual. */
  readonly history?: CaseHistory | undefined
  readonly channels?: ChannelStore | undefined
  /** Without it cases are kept for the usual time. */
  readonly retention?: Retention | undefined
  /** Without them no AWS account is ever asked. */
  readonly accounts?: Accounts | undefined
  /** Who may change what concerns a whole workspace, by the surface's own ids. */
  readonly admins?: readonly string[] | undefined
}
