import { z } from 'zod'
import { readMetadata } from '../protocol/view-metadata.ts'

const id = z.string().min(1)
const actions = z.looseObject({
  trigger_id: id.optional().catch(undefined),
  user: z.looseObject({ id, team_id: id.optional().catch(undefined) }),
  channel: z.looseObject({ id }).optional().catch(undefined),
  view: z
    .looseObject({ id, type: z.string(), private_metadata: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
  container: z
    .looseObject({
      message_ts: id.optional().catch(undefined),
      thread_ts: id.optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  message: z
    .looseObject({ ts: id.optional().catch(undefined), thread_ts: id.optional().catch(undefined) })
    .optional()
    .catch(undefined),
  actions: z
    .array(
      z
        .looseObject({
          action_id: id,
          action_ts: id.optional().catch(undefined),
          value: z.string().optional().catch(undefined),
          selected_option: z.looseObject({ value: z.string() }).nullish().catch(undefined),
          selected_conversation: z.string().nullish().catch(undefined),
        })
        // A menu says what was chosen in a place of its own.
        .transform(({ selected_option, selected_conversation, ...action }) => ({
          ...action,
          value: action.value ?? selected_option?.value ?? selected_conversation ?? '',
        })),
    )
    .min(1),
})

/** Who pressed what, and where. */
export type SlackPress = {
  readonly delivery: string
  readonly user: string
  /** The presser's own workspace, where Slack says it. */
  readonly team: string | undefined
  readonly trigger: string | undefined
  readonly action: { readonly action_id: string; readonly value: string }
  /** The channel of the message, or the one that its modal was opened from. */
  readonly channel: string | undefined
  /** The modal it was pressed in. */
  readonly view: string | undefined
  readonly thread:
    | { readonly team: string; readonly channel: string; readonly ts: string }
    | undefined
}

/** Takes a body; gives the press in it. Slack does not repeat presses, yet a signed request can be replayed. */
export function readPress(body: unknown): SlackPress | undefined {
  const read = actions.safeParse(body).data
  const [action] = read?.actions ?? []
  if (read === undefined || action === undefined) return undefined
  const modal = read.view?.type === 'modal' ? read.view : undefined
  const channel = read.channel?.id
  const ts =
    read.message?.thread_ts ??
    read.container?.thread_ts ??
    read.message?.ts ??
    read.container?.message_ts
  return {
    delivery: `slack:press:${read.trigger_id ?? `${channel ?? ''}:${ts ?? ''}:${action.action_ts ?? ''}:${read.user.id}`}`,
    user: read.user.id,
    team: read.user.team_id,
    trigger: read.trigger_id,
    action,
    channel: channel ?? readMetadata(modal?.private_metadata).channel,
    view: modal?.id,
    thread: channel === undefined || ts === undefined ? undefined : { team: '', channel, ts },
  }
}
