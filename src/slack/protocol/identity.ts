import { z } from 'zod'

const body = z.looseObject({
  user: z
    .looseObject({ team_id: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
  is_enterprise_install: z.boolean().optional().catch(undefined),
})

const self = z.looseObject({
  team: z.string(),
  botUserId: z.string(),
  botId: z.string(),
  botToken: z.string(),
})

/** Who we are in the workspace of a delivery. */
export type BotSelf = BotIdentity & { readonly botToken: string }

/** Takes what Bolt knows of a delivery; gives who we are there, as `authorize` said. */
export function selfOf(context: unknown): BotSelf {
  const { team, botUserId, botId, botToken } = self.parse(context)
  return { team, botUserId, botId, botToken }
}

/**
 * Whether somebody of another workspace acts, in a channel shared with it: they may go on with the steps of a
 * thread, and may neither show a case elsewhere nor change what belongs to this workspace.
 */
export function isOutsider(given: unknown, team: string): boolean {
  const read = body.safeParse(given).data
  // Installed for a whole organisation: its workspaces are not strangers, and we cannot tell them from others.
  if (read === undefined || read.is_enterprise_install === true) return false
  return read.user?.team_id !== undefined && read.user.team_id !== team
}

/** Who the bot is, as Slack says. */
export type BotIdentity = {
  readonly botUserId: string
  readonly botId: string
  readonly team: string
}
