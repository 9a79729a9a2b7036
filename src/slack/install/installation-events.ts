import type { Installation } from '@slack/bolt'
import { z } from 'zod'
import { eventType } from '../protocol/durable.ts'

const text = z.string().min(1)

/** What is kept of an installation: no more than is needed to speak there. */
const kept = z.object({
  organisation: z.boolean(),
  id: text,
  name: z.string().optional(),
  bot: z.object({
    token: text,
    id: text,
    userId: text,
    scopes: z.array(z.string()),
    refreshToken: text.optional(),
    /** In seconds since 1970; absent for a token that does not run out. */
    expiresAt: z.number().optional(),
  }),
  installedBy: z.string(),
})

export type StoredInstallation = z.output<typeof kept>

/** The record of an installation cannot be read; another version of us may have written it. */
class RecordUnreadable extends Error {
  override readonly name = 'RecordUnreadable'
}

/** Takes what Slack gave at the end of an installation; gives what is kept, or undefined without a bot or a place. */
export function storedInstallation(installation: Installation): StoredInstallation | undefined {
  const { team, enterprise, bot, user } = installation
  const organisation = installation.isEnterpriseInstall === true
  const place = organisation ? enterprise : team
  if (!place || !bot?.id) return undefined
  const { token, id, userId, scopes, refreshToken, expiresAt } = bot
  return {
    organisation,
    id: place.id,
    ...(place.name === undefined ? {} : { name: place.name }),
    bot: {
      token,
      id,
      userId,
      scopes,
      ...(refreshToken === undefined ? {} : { refreshToken }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    },
    installedBy: user.id,
  }
}

/** Takes a record as it was kept; gives it back, or throws when it is none of ours. */
export function readInstallation(record: string): StoredInstallation {
  const read = kept.safeParse(JSON.parse(record)).data
  if (read === undefined) throw new RecordUnreadable('the record of an installation is unreadable')
  return read
}

/** Event types that end an installation, or take a workspace out of the one of its organisation. */
export const DEPARTURES = ['app_uninstalled', 'tokens_revoked', 'team_access_revoked'] as const

const event = z.looseObject({
  type: z.literal('event_callback'),
  team_id: text.nullish().catch(undefined),
  enterprise_id: text.nullish().catch(undefined),
  event_time: z.number().optional().catch(undefined),
  is_enterprise_install: z.boolean().optional().catch(undefined),
  authorizations: z
    .array(
      z.looseObject({
        enterprise_id: text.nullish().catch(undefined),
        is_enterprise_install: z.boolean().optional().catch(undefined),
      }),
    )
    .optional()
    .catch(undefined),
  event: z.looseObject({
    type: z.enum(DEPARTURES),
    team_ids: z.array(text).optional().catch(undefined),
    tokens: z
      .looseObject({ bot: z.array(z.string()).nullish() })
      .nullish()
      .catch(undefined),
  }),
})

export type Departure = {
  readonly id: string
  readonly at: Date | undefined
  /** Only these workspaces of the organisation have left. */
  readonly workspaces?: readonly string[]
}

/** Takes a delivery of Slack's; gives the installation that it says has ended, if that is what it says. */
export function departureOf(body: unknown): Departure | undefined {
  if (!DEPARTURES.some((type) => type === eventType(body))) return undefined
  const read = event.safeParse(body).data
  if (read === undefined) return undefined
  // People's own tokens are revoked too; we hold none of these.
  if (read.event.type === 'tokens_revoked' && !read.event.tokens?.bot?.length) return undefined
  // https://docs.slack.dev/reference/events/team_access_revoked: here `team_id` is null, or any workspace of theirs.
  if (read.event.type === 'team_access_revoked') {
    const of = read.enterprise_id ?? read.authorizations?.[0]?.enterprise_id
    return of ? { id: of, at: undefined, workspaces: read.event.team_ids ?? [] } : undefined
  }
  const organisation =
    read.authorizations?.[0]?.is_enterprise_install ?? read.is_enterprise_install ?? false
  const id = (organisation ? read.enterprise_id : read.team_id) ?? read.enterprise_id
  if (!id) return undefined
  // To the end of its second: Slack counts in seconds.
  const at = read.event_time === undefined ? undefined : new Date((read.event_time + 1) * 1_000)
  return { id, at }
}
