import type { types } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { WebAPIPlatformError } from '@slack/web-api'
import type { Reply } from '../../app/reply/reply.ts'
import type { WorkspaceView } from '../../app/workspace/workspace.ts'
import { FORM_LATE, NOT_NOW } from '../draw/notices.ts'
import { renderBlocks } from '../draw/render.ts'
import { replyView, settingsView, waitingView } from '../draw/views.ts'
import { guarded } from '../protocol/guarded.ts'
import type { Log } from '../protocol/log.ts'
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
  await guarded({ log, failed: 'a form could not be opened', tell: () => late(FORM_LATE) }, () =>
    open(true).catch((error: unknown) => {
      if (!(error instanceof WebAPIPlatformError) || /trigger/.test(error.data.error)) throw error
      return open(false)
    }),
  )
}

/** Opens the settings of a channel: at once, and filled in when they are known. */
export async function openSettings(
  { client, trigger, log, late }: OpenedForm,
  {
    workspace,
    channel,
    user,
  }: { readonly workspace: string; readonly channel: string; readonly user: string },
  parts: { readonly workspace: WorkspaceView; readonly rules: ChannelRules },
): Promise<void> {
  let id: string | undefined
  const tell = () => late(FORM_LATE)
  await guarded({ log, failed: 'the settings could not be opened', tell }, async () => {
    const waiting = { trigger_id: trigger, view: waitingView('Settings') }
    id = (await client.views.open(waiting)).view?.id
  })
  const view_id = id
  if (view_id === undefined) return
  const view = await parts.rules.settings(workspace, channel).then(
    (settings) => settingsView(channel, settings, { bots: mayBots(parts.workspace, user) }),
    () => replyView('Settings', renderBlocks(NOT_NOW, { id: 'settings' })),
  )
  await guarded({ log, failed: 'the settings could not be shown' }, () =>
    client.views.update({ view_id, view }),
  )
}

/** Reading bots is for admins, or for everybody while nobody is one: it concerns one channel only. */
export function mayBots(workspace: WorkspaceView, user: string): boolean {
  return workspace.isAdmin(user) || !workspace.hasAdmins
}
