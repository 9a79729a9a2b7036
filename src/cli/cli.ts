import type { AccountReads } from '../app/checks/check-types.ts'
import type { Link } from '../app/checks/linked-role.ts'
import type { Search } from '../app/ports/case-store.ts'
import type { Knowledge } from '../core/knowledge.ts'

export type Cli = {
  readonly knowledge: () => Knowledge
  readonly search: () => Promise<Search>
  readonly look: LookInto
  readonly stdin: AsyncIterable<Uint8Array | string>
  readonly write: (text: string) => void
  readonly writeError: (text: string) => void
}

/** One look into an account: with the credentials at hand, or through a link. */
export type LookInto = (link: Link | undefined) => Promise<{
  readonly reads: AccountReads
  readonly close: () => void
}>
