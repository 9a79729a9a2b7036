import type { Case } from '../../core/case/case.ts'

/** How tfauth behaves in one channel. */
export type ChannelSettings = {
  /** Whether it speaks up by itself when somebody pastes an error. */
  readonly listens: boolean
  /** Whether it reads what bots post, such as a CI system. */
  readonly bots: boolean
  /** For how many minutes the same error of the same person opens no second thread; 0 is never. */
  readonly quiet: number
  /** Who set it so; null while nobody has. */
  readonly by: string | null
}

/** How it is in a channel where nobody has changed anything. */
export const USUAL_SETTINGS: ChannelSettings = { listens: true, bots: false, quiet: 10, by: null }

/** What the app needs of a store to know its channels. */
export type ChannelStore = {
  settings(workspace: string, channel: string): Promise<ChannelSettings>
  /** Every channel where somebody changed something. */
  list(workspace: string): Promise<readonly (ChannelSettings & { readonly channel: string })[]>
  setSettings(workspace: string, channel: string, room: ChannelSettings): Promise<void>
}

/** For how many days a case is kept after anything last happened to it, where nobody chose otherwise; never longer. */
export const KEPT_DAYS = 30

/** What an admin may choose. */
export const DAYS_TO_KEEP: readonly number[] = [1, 7, 14, KEPT_DAYS]

/** How long the cases of a workspace are kept. */
export type Retention = {
  keptDays(workspace: string): Promise<number>
  keepFor(workspace: string, days: number): Promise<void>
}

/** A case with when anything last happened to it, in ISO form. */
export type DatedCase = { readonly case: Case; readonly at: string }

/** What the app needs of a store to show the cases of a workspace together. */
export type CaseHistory = {
  /** Cases that anything happened to within the window, the newest first. */
  recent(workspace: string, windowMs: number, limit: number): Promise<readonly DatedCase[]>
  /** Cases opened within the window by one person in one channel, the newest first. */
  openedBy(
    at: { readonly workspace: string; readonly channel: string; readonly asker: string },
    windowMs: number,
  ): Promise<readonly DatedCase[]>
  /** This calendar month (UTC): how many cases were opened, how many ended well, and what was confirmed. */
  month(workspace: string): Promise<Month>
}

type Month = {
  readonly opened: number
  readonly fixed: number
  readonly confirmed: readonly { readonly cause: string; readonly times: number }[]
}
