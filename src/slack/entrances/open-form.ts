import type { types } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { WebAPIPlatformError } from '@slack/web-api'
import type { Reply } from '../../app/reply/reply.ts'
import type { WorkspaceView } from '../../app/workspace/workspace.ts'
import { FORM_LATE, NOT_NOW } from '../draw/notices.ts'
import { renderBlocks } from '../draw/render.ts'
import { replyView, settingsView, waitingView } from '../draw/views.ts'
import { type Log, why } from '../protocol/log.ts'
import type { ChannelRules } from '../receive/channel-rules.ts'

export type OpenedForm = {
  readonly client: WebClient
  readonly trigger: string
  readonly log: Log
  /** Tells the person when no modal can be opened any more. */
  readonly late: (reply: Reply) => Promise<void>
}

/** Opens a form: with a place for a file where Slack lets us, without one where that scope was declined. */
export async function openForm(
  { client, trigger, log, late }: OpenedForm,
  view: (file: boolean) => types.ModalView,
): Promise<void> {
  const open = (file: boolean) => client.views.open({ trigger_id: trigger, view: view(file) })
  try {
    await open(true).catch((error: unknown) => {
      if (!(error instanceof WebAPIPlatformError) || /trigger/.test(error.data.error)) throw error
      return open(false)
    })
  } catch (error) {
    log.warn(why(error), 'a form could not be opened')
    await late(FORM_LATE).catch((again: unknown) => log.warn(why(again), 'nobody could be told'))
  }
}

/** Opens the settings of a channel: at once, and filled in when they are known. */
export async function openSettings(
  { client, trigger, log, late }: OpenedForm,
  {
    workspace,
    channel,
    user,
  }: { readonly workspace: string; readonly channel: string; readonly user: string },
  { board, rules }: { readonly board: WorkspaceView; readonly rules: ChannelRules },
): Promise<void> {
  let id: string | undefined
  try {
    id = (await client.views.open({ trigger_id: trigger, view: waitingView('Settings') })).view?.id
  } catch (error) {
    log.warn(why(error), 'the settings could not be opened')
    await late(FORM_LATE).catch((again: unknown) => log.warn(why(again), 'nobody could be told'))
    return
  }
  if (id === undefined) return
  const view = await rules.room(workspace, channel).then(
    (room) => settingsView(channel, room, { bots: mayBots(board, user) }),
    () => replyView('Settings', renderBlocks(NOT_NOW, { id: 'settings' })),
  )
  await client.views
    .update({ view_id: id, view })
    .catch((error: unknown) => log.warn(why(error), 'the settings could not be shown'))
}

/** Reading bots is for admins, or for everybody while nobody is one: it concerns one channel only. */
export function mayBots(board: WorkspaceView, user: string): boolean {
  return board.isAdmin(user) || !board.hasAdmins
}
