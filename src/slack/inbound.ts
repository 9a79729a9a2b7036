import { z } from 'zod'
import type { Paste } from '../app/answer-paste.ts'
import type { SlackFile } from './download.ts'
import { placeOf } from './place.ts'
import { fromRichText, fromText } from './plain-characters.ts'

/** The event types acted on, as Slack's manifest counts them; `message` comes in one flavour per kind of channel. */
export const EVENTS = ['app_mention', 'message.channels', 'message.groups', 'message.im'] as const

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
    user: text,
    thread_ts: text.optional().catch(undefined),
    channel_type: z.string().optional().catch(undefined),
    subtype: z.string().optional(),
    hidden: z.boolean().optional(),
    bot_id: z.string().nullish(),
    text: z.string().optional().catch(undefined),
    blocks: z.array(z.unknown()).optional().catch(undefined),
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
  readonly room: string
  /** The first text file that came with it. */
  readonly file: SlackFile | undefined
  /** What was typed, without the first lines of the file. */
  readonly typed: string
}

/**
 * An event of Slack as a paste.
 * @param bot our own user id, so that a mention of us is seen and our own words are not answered.
 * @returns `undefined` for everything that no person said to us or in front of us.
 */
export function readPaste(body: unknown, bot: string): Heard | undefined {
  const read = envelope.safeParse(body).data
  if (read === undefined) return undefined
  const { event } = read
  if (event.hidden === true || (event.bot_id ?? '') !== '' || event.user === bot) return undefined
  if (event.subtype !== undefined && !SUBTYPES.includes(event.subtype)) return undefined
  // In a shared channel `team_id` may be the other workspace: the authorization names ours.
  const team = read.authorizations?.[0]?.team_id ?? read.context_team_id ?? read.team_id
  if (team === undefined) return undefined

  const rich = fromRichText(event.blocks ?? [])
  const flat = fromText(event.text ?? '')
  const direct =
    event.type === 'app_mention' ||
    event.channel_type === 'im' ||
    [...rich.mentions, ...flat.mentions].includes(bot)
  const typed = rich.text === '' ? flat.text : rich.text
  const attached = event.files?.find(({ mimetype = 'text/plain' }) =>
    /^text\/|json|yaml/.test(mimetype),
  )
  // Without the scope to download files, the first lines Slack shows of one are all there is.
  const said = [typed, attached?.preview ?? ''].filter(Boolean).join('\n')
  if (said === '' && !direct) return undefined

  return {
    // The same message arrives as `message` and as `app_mention`: one delivery, whichever comes first.
    delivery: `slack:${team}:${event.channel}:${event.ts}`,
    place: placeOf({ team, channel: event.channel, ts: event.thread_ts ?? event.ts }),
    asker: event.user,
    text: said,
    direct,
    at: Number(event.ts),
    room: `${team}/${event.channel}/${event.thread_ts ?? ''}`,
    typed,
    file:
      attached?.url_private_download === undefined
        ? undefined
        : { url: attached.url_private_download, size: attached.size },
  }
}
