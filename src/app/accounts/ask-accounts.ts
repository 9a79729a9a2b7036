import type { ThreadRef } from '../../core/case/case.ts'
import type { LinkedRole } from '../checks/account/linked-role.ts'
import type { Checks } from '../checks/rate-limited-checks.ts'

/** The linked AWS accounts, as far as somebody at some place may ask about them. */
export type Accounts = {
  /** The active links this person may ask there; none where the place or the person is not on the link's allow list. */
  at(place: ThreadRef, by: string): Promise<readonly LinkedRole[]>
  /** Asks one thing through a link, for a case at a place; it goes on record. */
  check(asked: Parameters<Checks>[0], place: ThreadRef): ReturnType<Checks>
}

/** For where no account can be linked: nobody may ask anything. */
export const NO_ACCOUNTS: Accounts = {
  at: () => Promise.resolve([]),
  check: () => Promise.resolve({ kind: 'refused', because: 'workspace', inSeconds: 0 }),
}
