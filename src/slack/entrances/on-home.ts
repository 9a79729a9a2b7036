import type { App as Bolt } from '@slack/bolt'
import type { LinkRefusal } from '../../app/accounts/link-deps.ts'
import { refusalReply } from '../../app/accounts/wording/refusal-reply.ts'
import type { Reply } from '../../app/reply/reply.ts'
import type { LinkedContext } from '../accounts/link-buttons.ts'
import { resolvePerson } from '../accounts/link-context.ts'
import type { ListenerContext } from '../answer/listener-context.ts'
import { memberOf, type WorkspaceMember } from '../connect/workspace-clients.ts'
import { ADMINS_ONLY, OUTSIDER } from '../draw/notices.ts'
import { renderBlocks } from '../draw/render.ts'
import { pasteView, replyView } from '../draw/views.ts'
import { OWN } from '../protocol/action-ids.ts'
import { guarded } from '../protocol/guarded.ts'
import { isOutsider } from '../protocol/identity.ts'
import type { Log } from '../protocol/log.ts'
import { why } from '../protocol/log.ts'
import type { ChannelRules } from '../receive/channel-rules.ts'
import { readPress, type SlackPress } from '../receive/read-press.ts'
import { drawHome } from './draw-home.ts'
import { openForm, openSettings } from './open-form.ts'

/** A press on the page: who, and in which workspace. */
type HomePress = {
  readonly member: WorkspaceMember
  readonly pressed: SlackPress
  readonly outsider: boolean
}

/** Wires the page that everybody has in the app's Home tab, and what can be set there. */
export function onHome(
  bolt: Bolt,
  parts: ListenerContext,
  rules: ChannelRules,
  linked: LinkedContext | undefined,
): void {
  const wire = (action: string, take: (press: HomePress) => Promise<void>): void => {
    bolt.action(action, async ({ ack, body, context }) => {
      await ack()
      const member = memberOf(context)
      const pressed = readPress(body)
      if (pressed) await take({ member, pressed, outsider: isOutsider(body, member.team) })
    })
  }
  bolt.event('app_home_opened', async ({ event, context }) => {
    if (event.tab === 'home') await publish(parts, linked, memberOf(context), event.user)
  })
  wire(OWN.form, (press) => askForPaste(parts, press))
  wire(OWN.channel, (press) => askForSettings(parts, rules, press))
  wire(OWN.checks, (press) => switchChecks(parts, linked, press))
  for (const action of [OWN.learning, OWN.reset, OWN.kept])
    wire(action, (press) => changeWorkspace(parts, linked, press, action))
}

/** Shows somebody their page as it is now. */
async function publish(
  { app, log }: ListenerContext,
  linked: LinkedContext | undefined,
  member: WorkspaceMember,
  user: string,
): Promise<void> {
  await guarded({ log, failed: 'a home page could not be shown' }, async () => {
    const home = await app.workspace.home({ workspace: member.team, user })
    const accounts = await accountsOf(linked, member, user)
    await member.client.views.publish({ user_id: user, view: drawHome(home, accounts) })
  })
}

/** What the page says of linked accounts; nothing when that cannot be known now, so that the rest is shown. */
async function accountsOf(
  linked: LinkedContext | undefined,
  { client, team }: WorkspaceMember,
  user: string,
) {
  if (!linked || linked.linking.missing !== undefined) return undefined
  try {
    const who = { team, user, channel: undefined, outsider: false }
    const found = await linked.linking.list(await resolvePerson({ ...linked, client }, who))
    return found.kind === 'listed' && found.admin ? found : undefined
  } catch (error) {
    linked.log.warn(why(error), 'linked accounts could not be listed')
    return undefined
  }
}

/** Opens the form for an error. */
async function askForPaste(
  { log }: ListenerContext,
  { member: { client }, pressed: { trigger } }: HomePress,
): Promise<void> {
  if (trigger === undefined) return
  await openForm({ client, trigger, log, late: () => Promise.resolve() }, (file) =>
    pasteView({}, { file }),
  )
}

/** Opens the settings of the channel that somebody chose. */
async function askForSettings(
  { app, log }: ListenerContext,
  rules: ChannelRules,
  { member: { client, team: workspace }, pressed, outsider }: HomePress,
): Promise<void> {
  const { trigger, user, action } = pressed
  if (trigger === undefined || action.value === '') return
  if (outsider) return refuse(log, client, trigger, OUTSIDER)
  const opened = { client, trigger, log, late: () => Promise.resolve() }
  const channel = { workspace, channel: action.value, user }
  await openSettings(opened, channel, { workspace: app.workspace, rules })
}

/** Stops all checks of linked accounts, or lets them go on. */
async function switchChecks(
  parts: ListenerContext,
  linked: LinkedContext | undefined,
  { member, pressed, outsider }: HomePress,
): Promise<void> {
  if (!linked) return
  const { log } = parts
  const { client, team } = member
  const { user, trigger, action } = pressed
  await guarded({ log, failed: 'checks could not be stopped or let go on' }, async () => {
    const who = { team, user, channel: undefined, outsider }
    const person = await resolvePerson({ ...linked, client }, who)
    const refused: LinkRefusal | undefined = await linked.linking.stop(
      person,
      action.value === 'stop',
    )
    if (refused && trigger !== undefined) await refuse(log, client, trigger, refusalReply(refused))
  })
  await publish(parts, linked, member, user)
}

/** Changes what concerns the whole workspace, for its admins. */
async function changeWorkspace(
  parts: ListenerContext,
  linked: LinkedContext | undefined,
  { member, pressed, outsider }: HomePress,
  control: string,
): Promise<void> {
  const { app, log } = parts
  const { user, trigger, action } = pressed
  const { team, client } = member
  // The page may be older than the list of admins.
  if (!app.workspace.isAdmin(user) || outsider) {
    if (trigger !== undefined) await refuse(log, client, trigger, ADMINS_ONLY)
    return
  }
  await guarded({ log, failed: 'a setting could not be changed' }, async () => {
    if (control === OWN.reset) await app.resetLearning(team)
    else if (control === OWN.kept) await app.workspace.keepFor(team, Number(action.value))
    else await app.setLearning(team, action.value === 'on')
  })
  await publish(parts, linked, member, user)
}

async function refuse(
  log: Log,
  client: WorkspaceMember['client'],
  trigger_id: string,
  reply: Reply,
): Promise<void> {
  await guarded({ log, failed: 'nobody could be told' }, () =>
    client.views.open({
      trigger_id,
      view: replyView('tfauth', renderBlocks(reply, { id: 'refused' })),
    }),
  )
}
