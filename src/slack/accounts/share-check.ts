import type { WebClient } from '@slack/web-api'
import { WebAPIPlatformError } from '@slack/web-api'
import { refusalReply } from '../../app/accounts/wording/refusal-reply.ts'
import type { Reply } from '../../app/reply/reply.ts'
import { NO_UNFURL, refusedForGood } from '../answer/post-answer.ts'
import { ASK_AGAIN, NOT_A_MEMBER, SHARED_CHANNEL, SHOWN, UNSEEN_CHANNEL } from '../draw/notices.ts'
import { renderBlocks } from '../draw/render.ts'
import { isDirect } from '../protocol/thread-ref.ts'
import { type LinkActor, type LinkContext, resolvePerson } from './link-context.ts'

/** Posts the masked form of an answer in the channel it was asked from; gives what its asker is told. */
export async function shareCheck(
  parts: LinkContext,
  acting: LinkActor,
  id: string,
): Promise<Reply> {
  const { kept, client } = parts
  const { team, user, channel } = acting
  const { home } = await resolvePerson(parts, acting)
  if (!home) return refusalReply({ kind: 'refused', because: 'not-home' })
  if (channel === undefined || isDirect(channel)) return NOT_A_MEMBER
  const shared = await isShared(client, channel)
  if (shared !== 'no') return shared === 'yes' ? SHARED_CHANNEL : UNSEEN_CHANNEL
  const masked = kept.take(id, { team, user })
  if (!masked) return ASK_AGAIN
  try {
    await client.chat.postMessage({
      channel,
      ...NO_UNFURL,
      ...renderBlocks(masked, { id: 'shown' }),
    })
    return SHOWN
  } catch (error) {
    if (!refusedForGood(error)) throw error
    return NOT_A_MEMBER
  }
}

/** Whether another organisation reads a channel; a scope we lack leaves that open. */
async function isShared(client: WebClient, channel: string): Promise<'yes' | 'no' | 'unseen'> {
  try {
    const { channel: found } = await client.conversations.info({ channel })
    if (found === undefined) return 'unseen'
    return found.is_ext_shared === true || found.is_pending_ext_shared === true ? 'yes' : 'no'
  } catch (error) {
    if (error instanceof WebAPIPlatformError && refusedForGood(error)) return 'unseen'
    if (error instanceof WebAPIPlatformError && error.data.error === 'missing_scope')
      return 'unseen'
    throw error
  }
}
