import { z } from 'zod'
import type { Paste } from '../../app/paste/paste.ts'
import { threadRefOf } from '../protocol/thread-ref.ts'
import type { SlackFile } from './download.ts'
import { fromCards, fromRichText, fromText } from './message-text.ts'

/** What people say: taken in front of Bolt, where nothing else listens to it. */
export const SAID: readonly string[] = ['message', 'app_mention']

/** The event types acted on, as Slack's manifest counts them; `message` comes in one flavour per kind of channel. */
export const EVENTS = [
  'app_home_opened',
  'app_mention',
  'message.channels',
  'message.groups',
  'message.im',
] as const

/** A thread reply that is also shown in the channel, and a message with a file, are messages of people like any other. */
const SUBTYPES: readonly string[] = ['file_share', 'thread_broadcast']

const text = z.string().min(1)

const envelope = z.looseObject({
  type: z.literal('event_callback'),
  team_id: text.optional().catch(undefined),
  context_team_id: text.optional().catch(undefined),
  authorizations: z
    .array(z.looseObject({ team_id: text.optional().catch(undefined) }))
    .optional()
    .catch(undefined),
  event: z.looseObject({
    type: z.enum(['message', 'app_mention']),
    channel: text,
    ts: text,
    user: text.optional().catch(undefined),
    thread_ts: text.optional().catch(undefined),
    channel_type: z.string().optional().catch(undefined),
    subtype: z.string().optional(),
    hidden: z.boolean().optional(),
    bot_id: z.string().nullish(),
    text: z.string().optional().catch(undefined),
    blocks: z.array(z.unknown()).optional().catch(undefined),
    attachments: z.array(z.unknown()).optional().catch(undefined),
    files: z
      .array(
        z.looseObject({
          preview: z.string().optional().catch(undefined),
          url_private_download: z.url().optional().catch(undefined),
          size: z.number().optional().catch(undefined),
          mimetype: z.string().optional().catch(undefined),
        }),
      )
      .optional()
      .catch(undefined),
  }),
})

/** A paste as Slack delivered it. */
export type Heard = Paste & {
  /** When it was said, in seconds. */
  readonly at: number
  /** Where it was said, the same for all messages of one conversation. */
  readonly conversation: string
  /** The first text file that came with it. */
  readonly file: SlackFile | undefined
  /** What was typed, without the first lines of the file. */
  readonly typed: string
  /** The message's own ts: another one than its place's in a thread. */
  readonly ts: string
  /** Said by another app, such as a CI system. */
  readonly bot: boolean
}

/** Our own ids, so that a mention of us is seen and our own words are not answered. */
type Self = { readonly botUserId: string; readonly botId: string }

/**
 * An event of Slack as a paste.
 * @returns `undefined` for everything that nobody said to us or in front of us.
 */
export function readPaste(body: unknown, self: Self): Heard | undefined {
  const read = envelope.safeParse(body).data
  if (read === undefined) return undefined
  const { event } = read
  const bot = event.bot_id ?? ''
  if (event.hidden === true || bot === self.botId || event.user === self.botUserId) return undefined
  if (
    event.subtype !== undefined &&
    ![...SUBTYPES, ...(bot ? ['bot_message'] : [])].includes(event.subtype)
  )
    return undefined
  const asker = bot === '' ? event.user : bot
  if (asker === undefined) return undefined
  // In a shared channel `team_id` may be the other workspace: the authorization names ours.
  const team = read.authorizations?.[0]?.team_id ?? read.context_team_id ?? read.team_id
  if (team === undefined) return undefined

  const rich = fromRichText(event.blocks ?? [])
  const flat = fromText(event.text ?? '')
  // Bots are only ever overheard: two that ask one another would never end.
  const direct =
    bot === '' &&
    (event.type === 'app_mention' ||
      event.channel_type === 'im' ||
      [...rich.mentions, ...flat.mentions].includes(self.botUserId))
  const own = rich.text === '' ? flat.text : rich.text
  const typed =
    bot === ''
      ? own
      : [own, fromCards(event.blocks ?? [], event.attachments ?? [])].filter(Boolean).join('\n')
  const attached = event.files?.find(({ mimetype = 'text/plain' }) =>
    /^text\/|json|yaml/.test(mimetype),
  )
  // Without the scope to download files, the first lines Slack shows of one are all there is.
  const said = [typed, attached?.preview ?? ''].filter(Boolean).join('\n')
  if (said === '' && !direct) return undefined

  return {
    // The same message arrives as `message` and as `app_mention`: one delivery, whichever comes first.
    delivery: `slack:${team}:${event.channel}:${event.ts}`,
    place: threadRefOf({ team, channel: event.channel, ts: event.thread_ts ?? event.ts }),
    asker,
    text: said,
    direct,
    at: Number(event.ts),
    conversation: `${team}/${event.channel}/${event.thread_ts ?? ''}`,
    typed,
    ts: event.ts,
    first: event.thread_ts === undefined || event.thread_ts === event.ts,
    bot: bot !== '',
    printed: bot !== '' || attached !== undefined,
    file:
      attached?.url_private_download === undefined
        ? undefined
        : { url: attached.url_private_download, size: attached.size },
  }
}

const shared = z.looseObject({
  trigger_id: text,
  response_url: text,
  user: z.looseObject({ id: text }),
  channel: z.looseObject({ id: text }),
  message: z.looseObject({ ts: text }),
})

/**
 * The message somebody used the shortcut on, as asked by them.
 * @returns 'own' for a message of ours, `undefined` for one without text.
 */
export function readShortcut(
  body: unknown,
  self: Self & { readonly team: string },
): Heard | 'own' | undefined {
  const read = shared.safeParse(body).data
  if (read === undefined) return undefined
  const { user, channel, message } = read
  if (message.bot_id === self.botId || message.user === self.botUserId) return 'own'
  const event = { ...message, type: 'message', channel: channel.id, hidden: false }
  const heard = readPaste(
    {
      type: 'event_callback',
      authorizations: [{ team_id: self.team }],
      // Whatever kind of message it is: somebody pointed at it.
      event: {
        ...event,
        subtype: message.bot_id ? 'bot_message' : undefined,
        user: message.user ?? user.id,
      },
    },
    self,
  )
  // Its thread may have a case of ours already.
  return heard?.text ? { ...heard, asker: user.id, direct: true, first: false } : undefined
}
