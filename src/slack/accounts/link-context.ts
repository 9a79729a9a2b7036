import type { WebClient } from '@slack/web-api'
import type { LinkRefusal, Person } from '../../app/accounts/link-deps.ts'
import type { AccountLinks } from '../../app/accounts/linking.ts'
import { refusalReply } from '../../app/accounts/wording/refusal-reply.ts'
import type { Reply } from '../../app/reply/reply.ts'
import type { DrawnMessage } from '../draw/render.ts'
import type { Log } from '../protocol/log.ts'
import { isDirect } from '../protocol/thread-ref.ts'
import type { KeptChecks } from './kept-checks.ts'
import type { People } from './people.ts'

/** What everything about linked accounts works with. */
export type LinkContext = {
  readonly linking: AccountLinks
  readonly people: People
  readonly kept: KeptChecks
  readonly log: Log
  /** Of the workspace the delivery came through. */
  readonly client: WebClient
}

/** A word in private to whoever acts, where Slack gave us an address for it. */
export type Respond = (
  said: DrawnMessage & { readonly response_type: 'ephemeral'; readonly replace_original: false },
) => Promise<unknown>

/** One person doing something, somewhere. */
export type LinkActor = {
  readonly team: string
  readonly user: string
  readonly channel: string | undefined
  readonly outsider: boolean
  readonly trigger: string | undefined
  readonly respond: Respond
}

/** Takes a delivery's actor; gives who they are. A direct message is no channel that a link could allow. */
export function resolvePerson(
  { people, client }: Pick<LinkContext, 'people' | 'client'>,
  { team, user, channel, outsider }: Pick<LinkActor, 'team' | 'user' | 'channel' | 'outsider'>,
): Promise<Person> {
  const place = channel === undefined || isDirect(channel) ? null : channel
  return people.person({ client, team, user, channel: place, outsider })
}

/** Takes a refusal; says it, with what is missing where links cannot be made. */
export function linkRefusal({ missing }: AccountLinks, refused: LinkRefusal): Reply {
  const said = refusalReply(refused)
  return refused.because === 'not-set-up' && missing !== undefined
    ? { ...said, parts: [...said.parts, { kind: 'note', text: [missing] }] }
    : said
}
