import type { App as Bolt } from '@slack/bolt'
import { linkReply } from '../../app/accounts/wording/link-notices.ts'
import { isCheck } from '../../app/checks/all-checks.ts'
import type { ListenerContext } from '../answer/listener-context.ts'
import { NO_UNFURL, refusedForGood } from '../answer/post-answer.ts'
import { memberOf } from '../connect/workspace-clients.ts'
import { NO_LINKS, NOT_NOW, SETUP_LOST, SETUP_SENT, SETUP_SHOWN } from '../draw/notices.ts'
import { type DrawnMessage, renderBlocks } from '../draw/render.ts'
import { replyView, waitingView } from '../draw/views.ts'
import { guarded } from '../protocol/guarded.ts'
import { isOutsider } from '../protocol/identity.ts'
import { LINK_FORMS } from '../protocol/link-action-ids.ts'
import { why } from '../protocol/log.ts'
import { isDirect } from '../protocol/thread-ref.ts'
import { readSubmission, type Submission } from '../receive/read-submission.ts'
import { askCheck } from './ask-check.ts'
import { readCheckForm } from './check-view.ts'
import { drawSetup } from './draw-links.ts'
import type { LinkedContext } from './link-buttons.ts'
import { type LinkActor, type LinkContext, linkRefusal, resolvePerson } from './link-context.ts'
import { LINK_FIELDS } from './link-views.ts'

const TWELVE = 'An AWS account id has twelve digits, such as 111122223333.'
const LATE = 'I could not keep that. Please try again in a minute.'

/** Wires the forms about linked accounts. What needs AWS is done after the acknowledgement, in the same modal. */
export function linkForms(
  bolt: Bolt,
  parts: ListenerContext,
  linked: LinkedContext | undefined,
): void {
  const { log } = parts
  const wire = (
    callback_id: string,
    title: string,
    take: (parts: LinkContext, acting: LinkActor, given: Submission) => Promise<Taken>,
  ) =>
    bolt.view({ callback_id, type: 'view_submission' }, async ({ ack, body, context }) => {
      const { client, team } = memberOf(context)
      const given = readSubmission(body)
      if (given === undefined) return void (await ack())
      const shown = (drawn: DrawnMessage) =>
        replyView(title, drawn, given.meta.channel ? { channel: given.meta.channel } : {})
      if (linked === undefined) {
        const view = shown(renderBlocks(NO_LINKS, { id: 'no-links' }))
        return void (await ack({ response_action: 'update', view }))
      }
      const acting: LinkActor = {
        team,
        user: given.user,
        channel: given.meta.channel,
        outsider: isOutsider(body, team),
        trigger: undefined,
        respond: () => Promise.resolve(),
      }
      const taken = await take({ ...linked, client }, acting, given).catch((error: unknown) => {
        log.warn(why(error), 'a form about accounts could not be taken')
        return { errors: { [given.field]: LATE } }
      })
      if ('errors' in taken)
        return void (await ack({ response_action: 'errors', errors: taken.errors }))
      if ('drawn' in taken)
        return void (await ack({ response_action: 'update', view: shown(taken.drawn) }))
      await ack({ response_action: 'update', view: waitingView(title) })
      const reply = async (drawn: DrawnMessage): Promise<void> => {
        await client.views.update({ view_id: given.view, view: shown(drawn) })
      }
      const failed = 'a form about accounts could not be answered'
      const late = () => reply(renderBlocks(NOT_NOW, { id: 'not-now' }))
      await guarded({ log, failed, tell: late }, () => taken.later(reply))
    })

  wire(LINK_FORMS.link, 'Link an AWS account', begin)
  wire(LINK_FORMS.who, 'Who may ask', allow)
  wire(LINK_FORMS.check, 'Check', check)
}

/** What comes of a form: faults under its fields, an answer, or one that takes longer than Slack waits. */
type Taken =
  | { readonly errors: Readonly<Record<string, string>> }
  | { readonly drawn: DrawnMessage }
  | { readonly later: (reply: (drawn: DrawnMessage) => Promise<void>) => Promise<void> }

async function begin(parts: LinkContext, acting: LinkActor, given: Submission): Promise<Taken> {
  const { linking } = parts
  const account = (given.word(LINK_FIELDS.account) ?? '').replace(/[\s-]/g, '')
  if (!/^\d{12}$/.test(account)) return { errors: { [LINK_FIELDS.account]: TWELVE } }
  return {
    later: async (reply) => {
      const started = await linking.start(await resolvePerson(parts, acting), account)
      const said =
        started.kind === 'refused'
          ? linkRefusal(linking, started)
          : await sendSetup(parts, acting, drawSetup(started))
      await reply(renderBlocks(said, { id: 'begun' }))
    },
  }
}

/** Sends what makes the role to one person: as a direct message, else as a word that only they see in the channel. */
async function sendSetup(
  { client, log }: LinkContext,
  { user, channel }: LinkActor,
  drawn: DrawnMessage,
) {
  try {
    await client.chat.postMessage({ channel: user, ...NO_UNFURL, ...drawn })
    return SETUP_SENT
  } catch (error) {
    if (!refusedForGood(error)) throw error
    log.warn(why(error), 'a person could not be written to directly')
  }
  if (channel === undefined || isDirect(channel)) return SETUP_LOST
  const { unfurl_links: _links, unfurl_media: _media, ...parse } = NO_UNFURL
  try {
    await client.chat.postEphemeral({ channel, user, ...parse, ...drawn })
    return SETUP_SHOWN
  } catch (error) {
    if (!refusedForGood(error)) throw error
    return SETUP_LOST
  }
}

async function allow(parts: LinkContext, acting: LinkActor, given: Submission): Promise<Taken> {
  const { linking } = parts
  const person = await resolvePerson(parts, acting)
  const id = given.meta.link ?? ''
  const found = await linking.list(person)
  const before = found.kind === 'listed' ? found.links.find((link) => link.id === id) : undefined
  const changed = await linking.allow(person, id, {
    channels: given.chosen(LINK_FIELDS.channels) ?? [],
    // Groups we may not see were not asked for: they stay.
    groups: given.chosen(LINK_FIELDS.groups) ?? before?.allowed.groups ?? [],
  })
  const said = 'kind' in changed ? linkRefusal(linking, changed) : linkReply(changed)
  return { drawn: renderBlocks(said, { id: 'allowed' }) }
}

async function check(parts: LinkContext, acting: LinkActor, given: Submission): Promise<Taken> {
  const { check: kind = '' } = given.meta
  if (!isCheck(kind)) return { drawn: renderBlocks(NOT_NOW, { id: 'not-now' }) }
  const read = readCheckForm(kind, given)
  if ('errors' in read) return read
  return { later: (reply) => askCheck(parts, acting, read, reply) }
}
