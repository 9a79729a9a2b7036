import type { ThreadRef } from '../../core/case/case.ts'
import type { Checks } from '../checks/rate-limited-checks.ts'
import type { LinkTemplates, Setup } from './link-setup.ts'
import type { Audit, LinkRecord, Links } from './link-store.ts'
import type { LinkProbes, Verification } from './verify-link.ts'

/** Who asks, as far as their surface knows them. */
export type Person = {
  readonly team: string
  readonly user: string
  /** A full member of the workspace: no guest, no bot, nobody who was deactivated, nobody of another workspace. */
  readonly home: boolean
  /** Owns or administers the workspace at their surface: counts as admin while nobody else was named. */
  readonly owner: boolean
  /** Where they ask; null in a direct message or on a page of their own. */
  readonly channel: string | null
  /** The user groups they are in, asked for only where a link allows one. */
  readonly groups: () => Promise<readonly string[]>
}

/** Why something was not done; nothing was changed and AWS was not asked. */
export type LinkRefusal = {
  readonly kind: 'refused'
  readonly because:
    | 'not-set-up'
    | 'not-home'
    | 'not-admin'
    | 'bad-account'
    | 'exists'
    | 'too-many'
    | 'too-often'
    | 'unknown-link'
    | 'not-allowed'
    | 'stopped'
}
export type StartedLink = {
  readonly kind: 'started'
  readonly link: LinkRecord
  readonly setup: Setup
}
export type VerifiedLink = {
  readonly kind: 'verified' | 'not-verified'
  readonly link: LinkRecord
  readonly verification: Verification
}
export type ListedLinks = {
  readonly kind: 'listed'
  readonly links: readonly LinkRecord[]
  readonly stopped: boolean
  /** Whether this person may change them. */
  readonly admin: boolean
}

/** What an admin is told when something happens to a link that they did not do themselves. */
export type Notice = {
  readonly team: string
  readonly what: 'linked' | 'suspended' | 'unlinked' | 'new-channel'
  readonly link: LinkRecord
  /** Who did it, the channel it was used in, or why it was suspended. */
  readonly by: string
}

export type LinkingDeps = {
  readonly links: Links
  readonly audit: Audit
  readonly aws: {
    readonly probes: LinkProbes
    /** Forgets the session of a link that was cut or suspended. */
    drop(link: Pick<LinkRecord, 'team' | 'id'>): void
  }
  readonly checks: Checks
  readonly admins: readonly string[]
  /** The external id nobody uses, for the probe that must be refused. */
  readonly otherId: () => string
  readonly notify: (notice: Notice) => Promise<void>
  /** Who somebody is at their surface, for checks asked inside a thread; undefined where that cannot be told. */
  readonly personAt: (team: string, user: string, channel: string) => Promise<Person | undefined>
  /** The channel a thread stands in; undefined where it is in none: then no account can be asked there. */
  readonly channelAt: (
    place: ThreadRef,
  ) => { readonly team: string; readonly channel: string } | undefined
  readonly missing: string | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly templates: LinkTemplates
}

/** Takes a person; tells whether they may make, change and cut links: named admins, else the workspace's own. */
export function isAdmin({ admins }: Pick<LinkingDeps, 'admins'>, person: Person): boolean {
  return person.home && (admins.length > 0 ? admins.includes(person.user) : person.owner)
}
