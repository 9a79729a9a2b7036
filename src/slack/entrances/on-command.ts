import type { App as Bolt } from '@slack/bolt'
import type { LinkedContext } from '../accounts/link-buttons.ts'
import { isLinkVerb, linkCommand } from '../accounts/link-command.ts'
import type { ListenerContext } from '../answer/listener-context.ts'
import { memberOf } from '../connect/workspace-clients.ts'
import { drawPrivate } from '../draw/draw-private.ts'
import { NOT_NOW, SAID_ALREADY } from '../draw/notices.ts'
import { type DrawnMessage, renderBlocks } from '../draw/render.ts'
import { pasteView } from '../draw/views.ts'
import { durable } from '../protocol/durable.ts'
import { guarded } from '../protocol/guarded.ts'
import { why } from '../protocol/log.ts'
import type { ChannelRules } from '../receive/channel-rules.ts'
import { COMMAND, lookUpCommand, readCommand } from '../receive/read-command.ts'
import { openForm, openSettings } from './open-form.ts'

/** Wires `/tfauth`: its answers travel inside the acknowledgement, so that nobody else sees them. */
export function onCommand(
  bolt: Bolt,
  parts: ListenerContext,
  rules: ChannelRules,
  linked: LinkedContext | undefined,
): void {
  const { app, library, log } = parts
  bolt.command(COMMAND, async ({ ack, command, context, respond }) => {
    const { client, team: workspace } = memberOf(context)
    const { trigger_id: trigger, channel_id: channel, user_id: user } = command
    const asked = readCommand(command.text ?? '')
    const late = async (reply: Parameters<typeof renderBlocks>[0]) => {
      await respond({
        response_type: 'ephemeral',
        replace_original: false,
        ...renderBlocks(reply, { id: 'late' }),
      })
    }
    if (asked.kind === 'form' || asked.kind === 'settings') {
      await ack()
      const opened = { client, trigger, log, late }
      await (asked.kind === 'form'
        ? openForm(opened, (file) => pasteView({ channel }, { file }))
        : openSettings(opened, { workspace, channel, user }, { workspace: app.workspace, rules }))
      return
    }
    if (linked && asked.kind === 'look-up' && isLinkVerb(asked.verb)) {
      const { verb, words } = asked
      // Slack names the workspace of whoever types; in a shared channel it can be another one.
      const outsider = command.team_id !== workspace && command.is_enterprise_install !== 'true'
      const acting = { team: workspace, user, channel, outsider, trigger, respond }
      const asking = {
        acting,
        verb,
        words,
        ack: async (said?: DrawnMessage) => ack(said && { response_type: 'ephemeral', ...said }),
      }
      const failed = 'a command about accounts could not be answered'
      return guarded({ log, failed, tell: () => late(NOT_NOW) }, () =>
        linkCommand({ ...linked, client }, asking),
      )
    }
    const drawn = async () => {
      if (asked.kind === 'look-up')
        return renderBlocks(
          await lookUpCommand({ library, view: app.workspace }, asked, { workspace, user }),
          {
            id: 'command',
          },
        )
      const delivery = `slack:command:${trigger}`
      const verdict = await durable(
        () => app.workspace.privately({ delivery, workspace, asker: user, text: asked.text }),
        { log, delivery },
      )
      return verdict ? drawPrivate(verdict, channel) : renderBlocks(SAID_ALREADY, { id: 'command' })
    }
    const reply = await drawn().catch((error: unknown) => {
      log.warn(why(error), 'a command could not be answered')
      return renderBlocks(NOT_NOW, { id: 'command' })
    })
    await ack({ response_type: 'ephemeral', ...reply })
  })
}
