import type { Capability } from '../checks/account/capabilities.ts'
import type { LinkedRole } from '../checks/account/linked-role.ts'
import type { Verification } from './verify-link.ts'

/** A link with all that is on record of it. Times are ISO 8601. */
export type LinkRecord = LinkedRole & {
  /** Pending until its role proved itself, suspended when it no longer does. */
  readonly state: 'pending' | 'active' | 'suspended'
  readonly by: string
  readonly madeAt: string
  /** When a pending link ends of itself. */
  readonly endsAt: string | null
  readonly verifiedAt: string | null
  readonly usedAt: string | null
  readonly suspendedBecause: string | null
  /** What its session may read, as it was tried when it was verified. */
  readonly may: readonly Capability[]
  /** Who else the role's trust policy admits. */
  readonly others: readonly string[]
  readonly allowed: Allowed
}

/** Who may ask through a link besides the one who made it. */
export type Allowed = { readonly channels: readonly string[]; readonly groups: readonly string[] }

/** What the app needs of a store of links. Every call names the workspace, and no call sees another's. */
export type Links = {
  /** Begins a link that waits for its role; the external id is random. `too-many` are pending, or the account has one. */
  begin(team: string, account: string, by: string): Promise<LinkRecord | 'too-many' | 'exists'>
  find(team: string, id: string): Promise<LinkRecord | undefined>
  /** All that have not ended, the oldest first. */
  all(team: string): Promise<readonly LinkRecord[]>
  /** Counts a verification against the workspace's hour; false: ten were made. */
  mayVerify(team: string, link: string, by: string): Promise<boolean>
  /** Makes a link active, with its whole proof, in one transaction; undefined when it ended meanwhile. */
  activate(link: LinkRecord, verification: Verification): Promise<LinkRecord | undefined>
  /** False when it was not active. */
  suspend(team: string, id: string, because: string): Promise<boolean>
  allow(team: string, id: string, allowed: Allowed): Promise<boolean>
  /** Notes a use; tells whether it is the first from that channel. */
  used(team: string, id: string, channel: string | null): Promise<boolean>
  remove(team: string, id: string): Promise<boolean>
  /** Active links nobody verified for a day, taken for this replica alone for some minutes. */
  due(limit: number): Promise<readonly LinkRecord[]>
  /** Whether checks are stopped in a workspace. */
  stopped(team: string): Promise<boolean>
  stop(team: string, stopped: boolean, by: string): Promise<void>
}

/** One line of the record that is only ever added to; no secret and no whole id is in it. */
export type AuditRow = {
  readonly at: string
  readonly team: string
  readonly by: string
  readonly channel: string | null
  readonly did:
    | 'link-asked'
    | 'linked'
    | 'link-refused'
    | 'suspended'
    | 'unlinked'
    | 'allowed'
    | 'checked'
    | 'check-refused'
    | 'stopped'
    | 'resumed'
  readonly link: string | null
  readonly check: string | null
  /** What was asked, masked. */
  readonly about: string | null
  readonly result: string
  readonly requestId: string | null
}

export type Audit = {
  add(row: Omit<AuditRow, 'at'>): Promise<void>
  /** A workspace's rows, the newest first. */
  rows(team: string, limit: number): Promise<readonly AuditRow[]>
}
