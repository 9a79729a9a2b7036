import type { WebClient } from '@slack/web-api'
import type { Person, Refused } from '../../app/accounts/link-deps.ts'
import type { Linking } from '../../app/accounts/linking.ts'
import { sayRefused } from '../../app/accounts/wording/refusal-reply.ts'
import type { Reply } from '../../app/reply/reply.ts'
import type { Drawn } from '../draw/render.ts'
import type { Log } from '../protocol/log.ts'
import type { CheckKept } from './kept-checks.ts'
import type { People } from './people.ts'

/** What everything about linked accounts works with. */
export type LinkParts = {
  readonly linking: Linking
  readonly people: People
  readonly kept: CheckKept
  readonly log: Log
  /** Of the workspace the delivery came through. */
  readonly client: WebClient
}

/** A word in private to whoever acts, where Slack gave us an address for it. */
export type Respond = (
  said: Drawn & { readonly response_type: 'ephemeral'; readonly replace_original: false },
) => Promise<unknown>

/** One person doing something, somewhere. */
export type Acting = {
  readonly team: string
  readonly user: string
  readonly channel: string | undefined
  readonly outsider: boolean
  readonly trigger: string | undefined
  readonly respond: Respond
}

/** Takes a delivery's actor; gives who they are. A direct message is no channel that a link could allow. */
export function personOf(
  { people, client }: Pick<LinkParts, 'people' | 'client'>,
  { team, user, channel, outsider }: Pick<Acting, 'team' | 'user' | 'channel' | 'outsider'>,
): Promise<Person> {
  const place = channel === undefined || channel.startsWith('D') ? null : channel
  return people.person({ client, team, user, channel: place, outsider })
}

/** Takes a refusal; says it, with what is missing where links cannot be made. */
export function refusal({ missing }: Linking, refused: Refused): Reply {
  const said = sayRefused(refused)
  return refused.because === 'not-set-up' && missing !== undefined
    ? { ...said, parts: [...said.parts, { kind: 'note', text: [missing] }] }
    : said
}
