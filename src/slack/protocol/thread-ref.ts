import type { Threads } from '../../app/ports/threads.ts'
import type { ThreadRef } from '../../core/case/case.ts'

/** A thread in Slack: where a case lives, and where its replies go. */
export type SlackThread = { readonly team: string; readonly channel: string; readonly ts: string }

/** A thread as the app keeps it. */
export function threadRefOf({ team, channel, ts }: SlackThread): ThreadRef {
  return { surface: 'slack', thread: `${team}/${channel}/${ts}` }
}

/** Reads a place back; `undefined` for one of another surface. */
export function slackThreadOf(place: ThreadRef): SlackThread | undefined {
  const [team, channel, ts, ...rest] = place.thread.split('/')
  if (place.surface !== 'slack' || !team || !channel || !ts || rest.length > 0) return undefined
  return { team, channel, ts }
}

/** A conversation between the bot and one person: nobody else reads it. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D')
}

/** Takes a place; gives its thread's address, which Slack opens for those who may read it. None for a talk with one person. */
export function threadUrl(place: ThreadRef): string | undefined {
  const thread = slackThreadOf(place)
  if (!thread || isDirect(thread.channel)) return undefined
  // The web client's address of a thread: a permanent link would need the workspace's domain, which no event names.
  const { team, channel, ts } = thread
  return `https://app.slack.com/client/${team}/${channel}/thread/${channel}-${ts}`
}

/** What was asked privately has a place of four parts, so that it is never taken for a thread. */
const privatePlace: Threads['privatePlace'] = ({ workspace, asker, delivery }) => ({
  surface: 'slack',
  thread: `${workspace}/private/${asker}/${delivery}`,
})

/** What the app may know of the threads of this process: Slack's, and those of the page, which is one workspace. */
export const THREADS: Threads = {
  workspaceOf: ({ surface, thread }) =>
    surface === 'slack' ? (thread.split('/')[0] ?? '') : surface,
  isPrivate: ({ surface, thread }) => surface === 'slack' && thread.split('/').length > 3,
  urlOf: threadUrl,
  privatePlace,
}
