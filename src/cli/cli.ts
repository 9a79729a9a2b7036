import type { AccountReads } from '../app/checks/account/account-reads.ts'
import type { LinkedRole } from '../app/checks/account/linked-role.ts'
import type { KnowledgeSearch } from '../app/ports/case-store.ts'
import type { Knowledge } from '../core/knowledge.ts'

export type Cli = {
  readonly version: string
  readonly knowledge: () => Knowledge
  readonly search: () => Promise<KnowledgeSearch>
  readonly look: OpenAws
  /** Serves the page, or Slack; returns once it does. */
  readonly serve: () => Promise<void>
  /** Moves what is stored out or in; gives the exit code. */
  readonly store: (args: readonly string[]) => Promise<number>
  readonly stdin: AsyncIterable<Uint8Array | string>
  /** Whether standard input is a terminal, where somebody types. */
  readonly isTyped: boolean
  readonly write: (text: string) => void
  readonly writeError: (text: string) => void
}

/** One look into an account: with the credentials at hand, or through a link. */
export type OpenAws = (link: LinkedRole | undefined) => Promise<{
  readonly reads: AccountReads
  readonly close: () => void
}>
