import { z } from 'zod'

const body = z.looseObject({
  user: z
    .looseObject({ team_id: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
  is_enterprise_install: z.boolean().optional().catch(undefined),
})

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
