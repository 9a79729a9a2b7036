import type { WebClient } from '@slack/web-api'
import { WebAPIPlatformError } from '@slack/web-api'
import type { Reply } from '../app/reply.ts'
import { sayRefused } from '../app/say-refused.ts'
import { type Acting, type LinkParts, personOf } from './link-parts.ts'
import { ASK_AGAIN, SHARED_CHANNEL, SHOWN, UNSEEN_CHANNEL } from './link-sentences.ts'
import { isDirect } from './place.ts'
import { render } from './render.ts'
import { QUIET, refusedForGood } from './say.ts'
import { NOT_A_MEMBER } from './sentences.ts'

/** Posts the masked form of an answer in the channel it was asked from; gives what its asker is told. */
export async function showCheck(parts: LinkParts, acting: Acting, id: string): Promise<Reply> {
  const { kept, client } = parts
  const { team, user, channel } = acting
  const { home } = await personOf(parts, acting)
  if (!home) return sayRefused({ kind: 'refused', because: 'not-home' })
  if (channel === undefined || isDirect(channel)) return NOT_A_MEMBER
  const shared = await isShared(client, channel)
  if (shared !== 'no') return shared === 'yes' ? SHARED_CHANNEL : UNSEEN_CHANNEL
  const masked = kept.take(id, { team, user })
  if (!masked) return ASK_AGAIN
  try {
    await client.chat.postMessage({ channel, ...QUIET, ...render(masked, { id: 'shown' }) })
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
