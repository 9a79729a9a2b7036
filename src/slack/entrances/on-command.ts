import type { App as Bolt } from '@slack/bolt'
import type { LinkedContext } from '../accounts/link-buttons.ts'
import { isLinkVerb, linkCommand } from '../accounts/link-command.ts'
import type { ListenerContext } from '../answer/listener-context.ts'
import { drawPrivate } from '../draw/draw-private.ts'
import { NOT_NOW, SAID_ALREADY } from '../draw/notices.ts'
import { renderBlocks } from '../draw/render.ts'
import { pasteView } from '../draw/views.ts'
import { durable } from '../protocol/durable.ts'
import { selfOf } from '../protocol/identity.ts'
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
  const { workspace: board } = app
  bolt.command(COMMAND, async ({ ack, command, context, respond }) => {
    const { client } = parts
    const { trigger_id: trigger, channel_id: channel, user_id: user } = command
    const workspace = selfOf(context).team
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
        : openSettings(opened, { workspace, channel, user }, { board, rules }))
      return
    }
    if (linked && asked.kind === 'look-up' && isLinkVerb(asked.verb)) {
      const { verb, words } = asked
      // Slack names the workspace of whoever types; in a shared channel it can be another one.
      const outsider = command.team_id !== workspace && command.is_enterprise_install !== 'true'
      const acting = { team: workspace, user, channel, outsider, trigger, respond }
      await linkCommand(
        { ...linked, client },
        {
          acting,
          verb,
          words,
          ack: async (said) => ack(said && { response_type: 'ephemeral', ...said }),
        },
      ).catch(async (error: unknown) => {
        log.warn(why(error), 'a command about accounts could not be answered')
        await late(NOT_NOW)
      })
      return
    }
    const drawn = async () => {
      if (asked.kind === 'look-up')
        return renderBlocks(await lookUpCommand({ library, board }, asked, { workspace, user }), {
          id: 'command',
        })
      const delivery = `slack:command:${trigger}`
      const verdict = await durable(
        () => board.privately({ delivery, workspace, asker: user, text: asked.text }),
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
