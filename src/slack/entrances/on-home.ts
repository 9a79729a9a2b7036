import type { App as Bolt } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { refusalReply } from '../../app/accounts/wording/refusal-reply.ts'
import type { LinkedContext } from '../accounts/link-buttons.ts'
import { resolvePerson } from '../accounts/link-context.ts'
import type { ListenerContext } from '../answer/listener-context.ts'
import { ADMINS_ONLY, OUTSIDER } from '../draw/notices.ts'
import { renderBlocks } from '../draw/render.ts'
import { pasteView, replyView } from '../draw/views.ts'
import { OWN } from '../protocol/action-ids.ts'
import { isOutsider, selfOf } from '../protocol/identity.ts'
import { why } from '../protocol/log.ts'
import type { ChannelRules } from '../receive/channel-rules.ts'
import { readPress } from '../receive/read-press.ts'
import { drawHome } from './draw-home.ts'
import { openForm, openSettings } from './open-form.ts'

/** Wires the page that everybody has in the app's Home tab, and what can be set there. */
export function onHome(
  bolt: Bolt,
  parts: ListenerContext,
  rules: ChannelRules,
  linked: LinkedContext | undefined,
): void {
  const { app, log } = parts
  const { workspace: board } = app
  const publish = async (client: WebClient, workspace: string, user: string): Promise<void> => {
    try {
      const home = await board.home({ workspace, user })
      const accounts = await accountsOf(client, workspace, user)
      await client.views.publish({ user_id: user, view: drawHome(home, accounts) })
    } catch (error) {
      log.warn(why(error), 'a home page could not be shown')
    }
  }

  const acts = (team: string, user: string, outsider: boolean) => ({
    team,
    user,
    channel: undefined,
    outsider,
  })
  /** What the page says of linked accounts; nothing when that cannot be known now, so that the rest is shown. */
  const accountsOf = async (client: WebClient, team: string, user: string) => {
    if (!linked || linked.linking.missing !== undefined) return undefined
    try {
      const person = await resolvePerson({ ...linked, client }, acts(team, user, false))
      const found = await linked.linking.list(person)
      return found.kind === 'listed' && found.admin ? found : undefined
    } catch (error) {
      log.warn(why(error), 'linked accounts could not be listed')
      return undefined
    }
  }

  bolt.action(OWN.checks, async ({ ack, body, context }) => {
    const { client } = parts
    await ack()
    const pressed = readPress(body)
    if (pressed === undefined || !linked) return
    const { user, trigger, action } = pressed
    const { team } = selfOf(context)
    try {
      const outsider = isOutsider(body, team)
      const person = await resolvePerson({ ...linked, client }, acts(team, user, outsider))
      const refused = await linked.linking.stop(person, action.value === 'stop')
      if (refused && trigger !== undefined) await refuse(client, trigger, refusalReply(refused))
    } catch (error) {
      log.warn(why(error), 'checks could not be stopped or let go on')
    }
    await publish(client, team, user)
  })

  bolt.event('app_home_opened', async ({ event, context }) => {
    if (event.tab === 'home') await publish(parts.client, selfOf(context).team, event.user)
  })

  bolt.action(OWN.form, async ({ ack, body }) => {
    const { client } = parts
    await ack()
    const trigger = readPress(body)?.trigger
    if (trigger === undefined) return
    await openForm({ client, trigger, log, late: () => Promise.resolve() }, (file) =>
      pasteView({}, { file }),
    )
  })

  bolt.action(OWN.room, async ({ ack, body, context }) => {
    const { client } = parts
    await ack()
    const pressed = readPress(body)
    if (pressed?.trigger === undefined || pressed.action.value === '') return
    const { trigger, user, action } = pressed
    const opened = { client, trigger, log, late: () => Promise.resolve() }
    const workspace = selfOf(context).team
    if (isOutsider(body, workspace)) return refuse(client, trigger, OUTSIDER)
    await openSettings(opened, { workspace, channel: action.value, user }, { board, rules })
  })

  for (const action of [OWN.learning, OWN.reset, OWN.kept])
    bolt.action(action, async ({ ack, body, context }) => {
      const { client } = parts
      await ack()
      const pressed = readPress(body)
      if (pressed === undefined) return
      const { user, trigger } = pressed
      const workspace = selfOf(context).team
      // The page may be older than the list of admins.
      if (!board.isAdmin(user) || isOutsider(body, workspace)) {
        if (trigger !== undefined) await refuse(client, trigger, ADMINS_ONLY)
        return
      }
      try {
        if (action === OWN.reset) await app.resetLearning(workspace)
        else if (action === OWN.kept) await board.keepFor(workspace, Number(pressed.action.value))
        else await app.setLearning(workspace, pressed.action.value === 'on')
      } catch (error) {
        log.warn(why(error), 'a setting could not be changed')
      }
      await publish(client, workspace, user)
    })

  const refuse = async (
    client: WebClient,
    trigger_id: string,
    reply: Parameters<typeof renderBlocks>[0],
  ): Promise<void> => {
    await client.views
      .open({ trigger_id, view: replyView('tfauth', renderBlocks(reply, { id: 'refused' })) })
      .catch((error: unknown) => log.warn(why(error), 'nobody could be told'))
  }
}
