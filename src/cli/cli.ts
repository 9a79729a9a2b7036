import type { AccountReads } from '../app/checks/account/account-reads.ts'
import type { LinkedRole } from '../app/checks/account/linked-role.ts'
import type { KnowledgeSearch } from '../app/ports/case-store.ts'
import type { Reply } from '../app/reply/reply.ts'
import type { Knowledge } from '../core/knowledge.ts'

export type Cli = {
  readonly version: string
  readonly knowledge: () => Knowledge
  readonly search: () => Promise<KnowledgeSearch>
  readonly look: OpenAws
  /** Looks at this machine; online also asks AWS who we are and what time it is. */
  readonly examine: (how: {
    readonly online: boolean
    readonly folder?: string
  }) => Promise<Examined>
  /** Serves the page, or Slack; returns once it does. */
  readonly serve: () => Promise<void>
  /** Moves what is stored out or in; gives the exit code. */
  readonly store: (args: readonly string[]) => Promise<number>
  readonly stdin: AsyncIterable<Uint8Array | string>
  /** Whether standard input is a terminal, where somebody types. */
  readonly isTyped: boolean
  /** How wide the terminal is; undefined where nobody looks at one. */
  readonly columns: number | undefined
  readonly write: (text: string) => void
  readonly writeError: (text: string) => void
}

/** A look at this machine: what it says to people, what it found, and the same as the probe prints it. */
type Examined = {
  readonly reply: Reply
  readonly findings: readonly {
    readonly id: string
    readonly weighs: 'stops' | 'may stop'
    readonly says: string
    readonly cause: string
  }[]
  readonly probe: string
}

/** One look into an account: with the credentials at hand, or through a link. */
export type OpenAws = (link: LinkedRole | undefined) => Promise<{
  readonly reads: AccountReads
  readonly close: () => void
}>
