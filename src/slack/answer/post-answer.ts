import { setTimeout as wait } from 'node:timers/promises'
import { WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api'
import type { Answer } from '../../app/reply/answer.ts'
import { notInChannel } from '../../app/reply/notices.ts'
import type { Outgoing, Reply, Slot } from '../../app/reply/reply.ts'
import { renderBlocks } from '../draw/render.ts'
import { isDirect, type SlackThread } from '../protocol/thread-ref.ts'
import type { PostedSlots } from './posted-slots.ts'

/** What posting needs; `elsewhere` answers the asker when the thread is closed to us. */
type Poster = {
  readonly client: WebClient
  readonly remember: (caseId: string, slot: Slot, message: string) => Promise<string>
  readonly signal: AbortSignal
  readonly elsewhere?: (() => Promise<void>) | undefined
}

/** Slack says that these pass by themselves, or that someone must look at the token: the answer stays owed. */
const PASSING: readonly string[] = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'team_added_to_org',
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
]

/** The message to redraw is gone or closed to us: a new one takes its place. */
const GONE: readonly string[] = [
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'is_inactive',
]

// After this long a waiting answer is left to the sweep, before another replica would take it over.
const PATIENCE_MS = 12_000
/** What every post of ours says about links in it. */
export const NO_UNFURL = { unfurl_links: false, unfurl_media: false, parse: 'none' } as const

/**
 * Posts an answer in Slack: redraws the messages of its thread or posts them, then what only one person sees.
 * Throws when it is still owed; what Slack will never take (an archived channel) goes to the person instead.
 */
export async function postAnswer(
  poster: Poster,
  answer: Answer,
  thread: SlackThread,
  posted: PostedSlots,
): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  for (const outgoing of answer.outgoing)
    if (outgoing.to === 'thread')
      await postInThread(poster, answer, outgoing, thread, posted, until)
  for (const outgoing of answer.outgoing)
    if (outgoing.to === 'person') {
      const inThread = posted.size > 0 || Object.keys(answer.case.messages).length > 0
      await postToPerson(poster, outgoing.reply, thread, { user: answer.asker, inThread }, until)
    }
  for (const outgoing of answer.outgoing)
    if (outgoing.to === 'channel') await postInChannel(poster, answer, outgoing, thread, until)
}

/** Posts in a channel somebody chose; whoever did is told when we may not. */
async function postInChannel(
  poster: Poster,
  { asker }: Answer,
  { channel, reply }: Extract<Outgoing, { to: 'channel' }>,
  thread: SlackThread,
  until: number,
): Promise<void> {
  const { client, signal } = poster
  const message = { channel, ...NO_UNFURL, ...renderBlocks(reply, { id: 'shared' }) }
  try {
    await call(() => client.chat.postMessage(message), signal, until)
  } catch (error) {
    if (!refusedForGood(error)) throw error
    await postToPerson(poster, notInChannel(), thread, { user: asker, inThread: true }, until)
  }
}

/**
 * Posts something only `user` sees. Slack hides it in a thread without replies, so `inThread` tells
 * whether there is one.
 */
export async function postToPerson(
  { client, signal }: Pick<Poster, 'client' | 'signal'>,
  reply: Reply,
  { channel, ts }: SlackThread,
  { user, inThread }: { readonly user: string; readonly inThread: boolean },
  until = Date.now() + PATIENCE_MS,
): Promise<void> {
  const drawn = renderBlocks(reply, { id: 'person' })
  if (isDirect(channel)) {
    await call(
      () => client.chat.postMessage({ channel, thread_ts: ts, ...NO_UNFURL, ...drawn }),
      signal,
      until,
    )
    return
  }
  try {
    const place = inThread ? { channel, thread_ts: ts } : { channel }
    const { unfurl_links: _links, unfurl_media: _media, ...parse } = NO_UNFURL
    await call(
      () => client.chat.postEphemeral({ ...place, user, ...parse, ...drawn }),
      signal,
      until,
    )
  } catch (error) {
    if (!refusedForGood(error)) throw error
    await call(
      () => client.chat.postMessage({ channel: user, ...NO_UNFURL, ...drawn }),
      signal,
      until,
    )
  }
}

async function postInThread(
  poster: Poster,
  { case: found, asker }: Answer,
  { slot, reply }: Extract<Outgoing, { to: 'thread' }>,
  thread: SlackThread,
  posted: PostedSlots,
  until: number,
): Promise<void> {
  const { client, remember, signal } = poster
  const { channel, ts: thread_ts } = thread
  const last = posted.get(slot)
  // Two presses at once may be answered in either order; the older picture must not win.
  if (last !== undefined && last.revision > found.revision) return
  const known = last?.message ?? found.messages[slot]
  const id = `${slot}.${found.revision}`
  const done = (message: string): void => {
    posted.set(slot, { message, revision: found.revision })
  }

  if (known !== undefined && (await redraw(poster, reply, channel, known, id, until)))
    return done(known)
  const drawn = renderBlocks(reply, { id })
  let sent: string | undefined
  try {
    const message = { channel, thread_ts, ...NO_UNFURL, ...drawn }
    sent = (await call(() => client.chat.postMessage(message), signal, until)).ts
  } catch (error) {
    if (!refusedForGood(error) || isDirect(channel)) throw error
    // The channel is archived or closed to us: a verdict is worth a direct message, a step there would be lost.
    if (slot === 'verdict') {
      const told = await poster.elsewhere?.().then(
        () => true,
        () => false,
      )
      if (told) return
      const { text, blocks } = drawn
      const readOnly = { text, blocks: blocks.filter(({ type }) => type !== 'actions') }
      await call(
        () => client.chat.postMessage({ channel: asker, ...NO_UNFURL, ...readOnly }),
        signal,
        until,
      )
    }
    return
  }
  if (sent === undefined) return
  if (known !== undefined) return done(sent)
  const kept = await remember(found.id, slot, sent)
  done(kept)
  if (kept === sent) return
  // Someone else posted this slot in the same moment: theirs stays, ours goes.
  await redraw(poster, reply, channel, kept, id, until)
  await client.chat.delete({ channel, ts: sent }).catch(() => undefined)
}

/** Redraws a message of ours; false when there is none to redraw any more. */
async function redraw(
  { client, signal }: Poster,
  reply: Reply,
  channel: string,
  ts: string,
  id: string,
  until: number,
): Promise<boolean> {
  const update = (richHeadline: boolean) =>
    call(
      () =>
        client.chat.update({
          channel,
          ts,
          parse: 'none',
          ...renderBlocks(reply, { id, richHeadline }),
        }),
      signal,
      until,
    )
  try {
    await update(false)
    return true
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError)) throw error
    if (GONE.includes(error.data.error)) return false
    // A message that had a rich text block must keep one, even when this reply has no command to show.
    if (error.data.error !== 'block_mismatch') throw error
    await update(true)
    return true
  }
}

/** Whether Slack will say the same next time. */
export function refusedForGood(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && !PASSING.includes(error.data.error)
}

/** One call, waiting as long as Slack asks for a few times; only this answer waits. */
async function call<T>(request: () => Promise<T>, signal: AbortSignal, until: number): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await request()
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError)) throw error
      const pause = Math.max(error.retryAfter, 1) * 1_000
      if (tries > 3 || Date.now() + pause > until) throw error
      await wait(pause, undefined, { signal })
    }
  }
}
