import type { Knowledge } from '../../core/knowledge.ts'
import type { Accounts } from '../accounts/ask-accounts.ts'
import type { Cases, Reader, Workspaces } from './case-store.ts'
import type { CaseHistory, ChannelStore, Retention } from './channel-store.ts'
import type { Threads } from './threads.ts'

export type AppDeps = {
  readonly knowledge: Knowledge
  readonly cases: Cases
  readonly read: Reader
  readonly workspaces: Workspaces
  /** A keyed hash of a text, for what must never be kept as it is. */
  readonly fingerprint: (text: string) => string
  readonly threads: Threads
  readonly history: CaseHistory
  readonly channels: ChannelStore
  readonly retention: Retention
  /** The AWS accounts that can be asked; `NO_ACCOUNTS` where none ever is. */
  readonly accounts: Accounts
  /** Who may change what concerns a whole workspace, by the surface's own ids. */
  readonly admins: readonly string[]
}
