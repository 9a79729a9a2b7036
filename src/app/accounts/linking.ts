import type { CheckRequest } from '../checks/all-checks.ts'
import type { Accounts } from './ask-accounts.ts'
import { audited, checkThroughLink, type LinkCheckResult } from './check-through-link.ts'
import type {
  LinkingDeps,
  LinkRefusal,
  ListedLinks,
  Person,
  StartedLink,
  VerifiedLink,
} from './link-deps.ts'
import type { Allowed, AuditRow, LinkRecord } from './link-store.ts'
import { linksInThread } from './links-for.ts'
import { allowLink, auditRows, listLinks, stopChecks, unlink } from './manage-links.ts'
import { startLink } from './start-link.ts'
import { verifyAsAdmin } from './verify-as-admin.ts'

/** What can be asked about the AWS accounts of a workspace. Admins are told by `notify`, whoever acts. */
export type AccountLinks = {
  /** Undefined where links can be made, else what is missing for them, in a sentence. */
  readonly missing: string | undefined
  start(person: Person, account: string): Promise<StartedLink | LinkRefusal>
  verify(person: Person, id: string): Promise<VerifiedLink | LinkRefusal>
  list(person: Person): Promise<ListedLinks | LinkRefusal>
  allow(person: Person, id: string, allowed: Allowed): Promise<LinkRecord | LinkRefusal>
  unlink(person: Person, id: string): Promise<LinkRecord | LinkRefusal>
  stop(person: Person, stopped: boolean): Promise<LinkRefusal | undefined>
  /** Asks through the link of the account that is meant; without an id through the only one they may ask. */
  check(person: Person, request: CheckRequest, id?: string): Promise<LinkCheckResult | LinkRefusal>
  /** The newest rows first, for admins. */
  audit(person: Person, limit: number): Promise<readonly AuditRow[] | LinkRefusal>
  readonly accounts: Accounts
}

/** Takes what linking needs; gives what can be asked. */
export function makeAccountLinks(deps: LinkingDeps): AccountLinks {
  const { missing } = deps
  const set =
    <Given extends readonly unknown[], Result>(work: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result | LinkRefusal> =>
      missing === undefined ? work(...given) : { kind: 'refused', because: 'not-set-up' }
  return {
    missing,
    start: set((person: Person, account: string) => startLink(deps, person, account)),
    verify: set((person: Person, id: string) => verifyAsAdmin(deps, person, id)),
    list: set((person: Person) => listLinks(deps, person)),
    allow: set((person: Person, id: string, allowed: Allowed) =>
      allowLink(deps, person, id, allowed),
    ),
    unlink: set((person: Person, id: string) => unlink(deps, person, id)),
    stop: set((person: Person, stopped: boolean) => stopChecks(deps, person, stopped)),
    check: set((person: Person, request: CheckRequest, id?: string) =>
      checkThroughLink(deps, person, request, id),
    ),
    audit: set((person: Person, limit: number) => auditRows(deps, person, limit)),
    accounts: {
      at: (place, by) => linksInThread(deps, place, by),
      check: (asked, place) =>
        audited(deps, {
          team: asked.link.team,
          channel: deps.channelAt(place)?.channel ?? null,
        })(asked),
    },
  }
}
