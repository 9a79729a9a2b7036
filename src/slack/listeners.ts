import { App as Bolt, LogLevel, type ReceiverEvent } from '@slack/bolt'
import { makeKeptChecks } from './accounts/kept-checks.ts'
import { type LinkedContext, onLinkButtons } from './accounts/link-buttons.ts'
import { linkForms } from './accounts/link-forms.ts'
import { makePeople } from './accounts/people.ts'
import type { ListenerContext } from './answer/listener-context.ts'
import { routeDelivery } from './connect/route-workspace.ts'
import { onCommand } from './entrances/on-command.ts'
import { onForms } from './entrances/on-forms.ts'
import { onHome } from './entrances/on-home.ts'
import { isMessage, onMessage } from './entrances/on-message.ts'
import { onOpen } from './entrances/on-open-thread.ts'
import { onPress } from './entrances/on-press.ts'
import { onShortcut } from './entrances/on-shortcut.ts'
import { onStepCheck } from './entrances/on-step-check.ts'
import { DeliveryError } from './protocol/durable.ts'
import { boltLog, why } from './protocol/log.ts'
import { channelRulesOf } from './receive/channel-rules.ts'

/**
 * Bolt, wired: what a person said is durable before Slack hears that we have it, and is answered after.
 * Each delivery is taken as the app of its workspace, and carries who that is (`memberOf`).
 */
export function addListeners(parts: ListenerContext): Bolt {
  const { app, log } = parts
  const bolt = new Bolt({
    receiver: parts.receiver,
    // Bolt is given no token: everything is said through the client of the workspace, queued and counted.
    authorize: () => Promise.resolve({}),
    ignoreSelf: false,
    logger: boltLog(log),
    logLevel: LogLevel.INFO,
    convoStore: false,
    ...(parts.clientOptions === undefined ? {} : { clientOptions: parts.clientOptions }),
  })

  const rules = channelRulesOf(
    app.workspace,
    async ({ place }) => (await app.show(place)) !== undefined,
  )
  const { linking } = parts
  const linked: LinkedContext | undefined = linking && {
    linking,
    people: makePeople(app.workspace.isAdmin),
    kept: makeKeptChecks(),
    log,
  }
  onCommand(bolt, parts, rules, linked)
  onShortcut(bolt, parts)
  onForms(bolt, parts, rules)
  onHome(bolt, parts, rules, linked)
  onOpen(bolt, parts)
  onStepCheck(bolt, parts)
  onLinkButtons(bolt, parts, linked)
  linkForms(bolt, parts, linked)
  onPress(bolt, parts)

  // Rethrown, so that the receiver answers 500 and the person sees at once that the press did not arrive.
  bolt.error((error) => {
    const cause: unknown =
      error.code === 'slack_bolt_unknown_error' && 'original' in error ? error.original : error
    if (!(cause instanceof DeliveryError)) log.error(why(cause), 'a listener failed')
    return Promise.reject(new DeliveryError('not taken'))
  })

  const toListeners = bolt.processEvent.bind(bolt)
  const hear = onMessage(parts, rules)
  bolt.processEvent = (delivered: ReceiverEvent) =>
    routeDelivery(parts.route, delivered, async (event, member) => {
      if (event.body.type === 'app_rate_limited') {
        log.warn({}, 'Slack holds events back: this workspace is over its hourly limit')
        return event.ack()
      }
      return isMessage(event)
        ? hear(event, member)
        : toListeners({ ...event, customProperties: { member } })
    })
  return bolt
}
