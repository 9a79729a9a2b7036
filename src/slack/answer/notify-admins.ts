import type { Notice } from '../../app/accounts/link-deps.ts'
import { noticeReply } from '../../app/accounts/wording/link-notices.ts'
import type { WorkspaceClients } from '../connect/workspace-clients.ts'
import { renderBlocks } from '../draw/render.ts'
import { type Log, why } from '../protocol/log.ts'
import { NO_UNFURL } from './post-answer.ts'

export type NotifyDeps = {
  readonly workspaces: Pick<WorkspaceClients, 'member'>
  /** Who is told besides whoever made the link. */
  readonly admins: readonly string[]
  readonly log: Log
}

/**
 * Tells, in direct messages, what happened to a link. It never throws: nothing that happened to a link is undone
 * because somebody could not be told, and the record has it.
 */
export function notifier({
  workspaces,
  admins,
  log,
}: NotifyDeps): (notice: Notice) => Promise<void> {
  return async (notice) => {
    const { team, link } = notice
    const told = [...new Set([...admins, link.by])].filter((user) => /^[UW][A-Z0-9]+$/.test(user))
    const drawn = renderBlocks(noticeReply(notice), { id: `notice.${notice.what}` })
    try {
      const member = await workspaces.member(team)
      if (!member) return
      for (const channel of told)
        await member.client.chat
          .postMessage({ channel, ...NO_UNFURL, ...drawn })
          .catch((error: unknown) => log.warn(why(error), 'an admin could not be told of a link'))
    } catch (error) {
      log.warn(why(error), 'nobody could be told of a link')
    }
  }
}
