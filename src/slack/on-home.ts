import type { App as Bolt } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { BoltParts } from './bolt-app.ts'
import { drawHome } from './draw-home.ts'
import { openForm, openSettings } from './open-form.ts'
import { OWN } from './own-actions.ts'
import { readPress } from './press-body.ts'
import { render } from './render.ts'
import type { Rules } from './rules.ts'
import { ADMINS_ONLY, OUTSIDER } from './sentences.ts'
import { why } from './slack-log.ts'
import { isOutsider, selfOf } from './team.ts'
import { pasteView, replyView } from './views.ts'

/** Wires the page that everybody has in the app's Home tab, and what can be set there. */
export function onHome(bolt: Bolt, parts: BoltParts, rules: Rules): void {
  const { app, log } = parts
  const { board } = app
  const publish = async (client: WebClient, workspace: string, user: string): Promise<void> => {
    try {
      const home = await board.home({ workspace, user })
      await client.views.publish({ user_id: user, view: drawHome(home) })
    } catch (error) {
      log.warn(why(error), 'a home page could not be shown')
    }
  }

  bolt.event('app_home_opened', async ({ event, client, context }) => {
    if (event.tab === 'home') await publish(client, selfOf(context).team, event.user)
  })

  bolt.action(OWN.form, async ({ ack, body, client }) => {
    await ack()
    const trigger = readPress(body)?.trigger
    if (trigger === undefined) return
    await openForm({ client, trigger, log, late: () => Promise.resolve() }, (file) =>
      pasteView({}, { file }),
    )
  })

  bolt.action(OWN.room, async ({ ack, body, client, context }) => {
    await ack()
    const pressed = readPress(body)
    if (pressed?.trigger === undefined || pressed.action.value === '') return
    const { trigger, user, action } = pressed
    const opened = { client, trigger, log, late: () => Promise.resolve() }
    const workspace = selfOf(context).team
    if (isOutsider(body, workspace)) return refuse(client, trigger, OUTSIDER)
    await openSettings(opened, { workspace, channel: action.value, user }, { board, rules })
  })

  for (const action of [OWN.learning, OWN.reset])
    bolt.action(action, async ({ ack, body, client, context }) => {
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
        else await app.setLearning(workspace, pressed.action.value === 'on')
      } catch (error) {
        log.warn(why(error), 'learning could not be set')
      }
      await publish(client, workspace, user)
    })

  const refuse = async (
    client: WebClient,
    trigger_id: string,
    reply: Parameters<typeof render>[0],
  ): Promise<void> => {
    await client.views
      .open({ trigger_id, view: replyView('tfauth', render(reply, { id: 'refused' })) })
      .catch((error: unknown) => log.warn(why(error), 'nobody could be told'))
  }
}
