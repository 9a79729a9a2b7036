import { setTimeout as wait } from 'node:timers/promises'
import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import type { Installations } from '../../app/ports/installation-store.ts'
import { boundedMap } from '../../core/bounded-map.ts'
import { readInstallation, type StoredInstallation } from '../install/installation-events.ts'
import type { Renewal } from '../install/token-renewal.ts'
import { type Log, why } from '../protocol/log.ts'
import {
  type ClientRefusal,
  NotKnown,
  type WorkspaceClients,
  type WorkspaceMember,
} from './workspace-clients.ts'

export type InstalledClients = {
  readonly installations: Installations
  /** Makes the client of a workspace. */
  readonly connect: (team: string, token: string) => WebClient
  /** Fetches a new pair of tokens for a refresh token. */
  readonly renewal: Renewal
  readonly log: Log
  readonly signal: AbortSignal
}

type Known = {
  readonly id: string
  readonly kept: StoredInstallation
  readonly member: WorkspaceMember
  readonly until: number
}

// Another replica may hear of an uninstall: this long at most we go on with what we knew.
const FRESH_MS = 30_000
// Tokens live for twelve hours; renewed this early, nobody ever waits for it, and Slack may be away for a while.
const EARLY_MS = 2 * 3_600_000
const EXPIRED_MS = 30_000
const KNOWN = 1_000
// Others mean our client id or its secret, which someone can put right.
const DEAD: readonly string[] = ['invalid_refresh_token', 'token_revoked', 'account_inactive']

/** Takes the installations; gives the workspaces they are in. A lookup is answered from memory for half a minute. */
export function installedClients(parts: InstalledClients): WorkspaceClients {
  const { installations, connect, renewal, log, signal } = parts
  const known = boundedMap<Known>(KNOWN)
  const asking = new Map<string, Promise<Known | undefined>>()
  const renewing = new Map<string, Promise<boolean>>()

  const find = async (team: string, organisation: string | undefined) => {
    const found = await installations.serving(team)
    if (found !== undefined || organisation === undefined) return found
    const record = await installations.find(organisation)
    if (record === undefined) return undefined
    await installations.joined(team, organisation)
    return { id: organisation, record }
  }

  const remember = (team: string, id: string, kept: StoredInstallation): Known => {
    const { token: botToken, id: botId, userId: botUserId } = kept.bot
    const before = known.get(team)?.member
    const client = before?.botToken === botToken ? before.client : connect(team, botToken)
    const member: WorkspaceMember = { team, botToken, botId, botUserId, client }
    const now = { id, kept, member, until: Date.now() + FRESH_MS }
    known.set(team, now)
    return now
  }

  /**
   * Renews an installation's token once, however many ask; whoever may use the old one does not wait.
   * False: Slack will never renew it again.
   */
  const renew = (id: string): Promise<boolean> => {
    const running = renewing.get(id)
    if (running) return running
    const now = renewOnce(id).finally(() => renewing.delete(id))
    renewing.set(id, now)
    return now
  }
  const renewOnce = async (id: string): Promise<boolean> => {
    try {
      await installations.renew(id, async (record) => {
        const kept = readInstallation(record)
        const { refreshToken } = kept.bot
        if (refreshToken === undefined || leftMs(kept) > EARLY_MS) return undefined
        const { token, refreshToken: next, expiresAt } = await renewal(refreshToken)
        return JSON.stringify({
          ...kept,
          bot: { ...kept.bot, token, refreshToken: next, expiresAt },
        })
      })
      for (const [team, entry] of known.entries())
        if (entry.id === id) known.set(team, { ...entry, until: 0 })
      return true
    } catch (error) {
      const about = { installation: id, ...why(error) }
      const dead = error instanceof WebAPIPlatformError && DEAD.includes(error.data.error)
      if (dead)
        log.error(about, 'Slack renews a token no more; the workspace must install the app again')
      else log.warn(about, 'the token of a workspace could not be renewed yet')
      return !dead
    }
  }

  const look = async (team: string, organisation?: string): Promise<Known | undefined> => {
    const found = await find(team, organisation)
    if (found === undefined) {
      known.delete(team)
      return undefined
    }
    const kept = readInstallation(found.record)
    const left = leftMs(kept)
    if (left > EARLY_MS) return remember(team, found.id, kept)
    const renewed = renew(found.id)
    if (left > EXPIRED_MS) return remember(team, found.id, kept)
    if (!(await renewed)) {
      await installations.remove(found.id)
      return undefined
    }
    // Another replica may be at it; what it fetches is in the store a moment later.
    for (let tries = 0; tries < 8; tries += 1) {
      const record = await installations.find(found.id)
      if (record === undefined) return undefined
      const now = readInstallation(record)
      if (leftMs(now) > EXPIRED_MS) return remember(team, found.id, now)
      await wait(150, undefined, { signal })
    }
    throw new NotKnown('the token of this workspace has run out and could not be renewed yet')
  }

  const member = async (team: string, organisation?: string): Promise<Known | undefined> => {
    const remembered = known.get(team)
    if (
      remembered !== undefined &&
      remembered.until > Date.now() &&
      leftMs(remembered.kept) > EXPIRED_MS
    )
      return remembered
    const running = asking.get(team)
    if (running) return running
    const now = look(team, organisation).finally(() => asking.delete(team))
    asking.set(team, now)
    return now
  }
  const forget = (id: string): void => {
    for (const [team, entry] of known.entries())
      if (entry.id === id || team === id) known.delete(team)
  }

  return {
    member: async (team, organisation) => (await member(team, organisation))?.member,

    async refused(team, token, code): Promise<ClientRefusal> {
      const id = known.get(team)?.id
      known.delete(team)
      const now = await member(team)
      if (now === undefined) return 'gone'
      if (now.member.botToken !== token) return 'again'
      // Only these say that the token is dead; the others may be an outage, or an address that is not allowed.
      if (code !== 'token_revoked' && code !== 'account_inactive') return 'owed'
      await installations.remove(now.id)
      forget(now.id)
      log.warn(
        { installation: id ?? now.id, error: code },
        'a workspace has revoked its token; it is left',
      )
      return 'gone'
    },

    async left(workspaces, organisation) {
      await installations.left(workspaces, organisation)
      for (const workspace of workspaces) known.delete(workspace)
      log.info(
        { installation: organisation, workspaces: workspaces.length },
        'the app was taken out of workspaces of an organisation',
      )
    },

    async leave(id, before) {
      if (await installations.remove(id, before))
        log.info({ installation: id }, 'the app was uninstalled')
      forget(id)
    },
  }
}

/** How long a token lives; for ever without an end. */
function leftMs({ bot: { expiresAt } }: StoredInstallation): number {
  return expiresAt === undefined ? Number.POSITIVE_INFINITY : expiresAt * 1_000 - Date.now()
}
