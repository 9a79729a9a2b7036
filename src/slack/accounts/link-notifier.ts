import type { LinkingDeps } from '../../app/accounts/link-deps.ts'
import { type NotifyDeps, notifier } from '../answer/notify-admins.ts'
import { why } from '../protocol/log.ts'
import { isDirect, slackThreadOf } from '../protocol/thread-ref.ts'
import { makePeople } from './people.ts'

/** What linking needs of Slack: it is made before Slack is opened, and tells people from then on. */
export type LinkNotifier = Pick<LinkingDeps, 'personAt' | 'notify' | 'channelAt'> & {
  /** Called once Slack is open. */
  connect(workspaces: NotifyDeps['workspaces']): void
}

/** Takes who is told of what happens to a link; gives what tells them, silent until it is connected. */
export function makeLinkNotifier({
  admins,
  log,
}: Pick<NotifyDeps, 'admins' | 'log'>): LinkNotifier {
  const people = makePeople((user) => admins.includes(user))
  let workspaces: NotifyDeps['workspaces'] = { member: () => Promise.resolve(undefined) }
  return {
    channelAt: slackThreadOf,
    notify: (notice) => notifier({ workspaces, admins, log })(notice),
    // Undefined where Slack does not let us see who somebody is.
    async personAt(team, user, channel) {
      try {
        const client = (await workspaces.member(team))?.client
        const place = isDirect(channel) ? null : channel
        return client && (await people.seen({ client, team, user, channel: place }))
      } catch (error) {
        log.warn(why(error), 'nobody could tell who acts in a thread')
        return undefined
      }
    },
    connect(given) {
      workspaces = given
    },
  }
}
