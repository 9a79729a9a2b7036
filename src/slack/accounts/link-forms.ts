import type { App as Bolt } from '@slack/bolt'
import { sayLink } from '../../app/accounts/wording/link-notices.ts'
import { isCheck } from '../../app/checks/read-request.ts'
import type { BoltParts } from '../answer/listener-context.ts'
import { QUIET, refusedForGood } from '../answer/post-answer.ts'
import { SETUP_LOST, SETUP_SENT, SETUP_SHOWN } from '../draw/link-sentences.ts'
import { NO_LINKS, NOT_NOW } from '../draw/notices.ts'
import { type Drawn, render } from '../draw/render.ts'
import { replyView, waitingView } from '../draw/views.ts'
import { isOutsider, selfOf } from '../protocol/identity.ts'
import { LINK_FORMS } from '../protocol/link-action-ids.ts'
import { why } from '../protocol/log.ts'
import { isDirect } from '../protocol/thread-ref.ts'
import { type LinkSubmission, readLinkSubmission } from '../receive/link-submission.ts'
import { askCheck } from './ask-check.ts'
import { readCheckForm } from './check-view.ts'
import { drawSetup } from './draw-links.ts'
import type { LinkedParts } from './link-buttons.ts'
import { type Acting, type LinkParts, personOf, refusal } from './link-context.ts'
import { LINK_FIELDS } from './link-views.ts'

const TWELVE = 'An AWS account id has twelve digits, such as 111122223333.'
const LATE = 'I could not keep that. Please try again in a minute.'

/** Wires the forms about linked accounts. What needs AWS is done after the acknowledgement, in the same modal. */
export function linkForms(bolt: Bolt, parts: BoltParts, linked: LinkedParts | undefined): void {
  const { log } = parts
  const wire = (
    callback_id: string,
    title: string,
    take: (parts: LinkParts, acting: Acting, given: LinkSubmission) => Promise<Taken>,
  ) =>
    bolt.view({ callback_id, type: 'view_submission' }, async ({ ack, body, context }) => {
      const { client } = parts
      const given = readLinkSubmission(body)
      if (given === undefined) return void (await ack())
      const shown = (drawn: Drawn) =>
        replyView(title, drawn, given.meta.channel ? { channel: given.meta.channel } : {})
      if (linked === undefined) {
        const view = shown(render(NO_LINKS, { id: 'no-links' }))
        return void (await ack({ response_action: 'update', view }))
      }
      const { team } = selfOf(context)
      const acting: Acting = {
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
      const tell = async (drawn: Drawn): Promise<void> => {
        await client.views.update({ view_id: given.view, view: shown(drawn) })
      }
      await taken
        .later(tell)
        .catch((error: unknown) => {
          log.warn(why(error), 'a form about accounts could not be answered')
          return tell(render(NOT_NOW, { id: 'not-now' }))
        })
        .catch((error: unknown) => log.warn(why(error), 'nobody could be told'))
    })

  wire(LINK_FORMS.link, 'Link an AWS account', begin)
  wire(LINK_FORMS.who, 'Who may ask', allow)
  wire(LINK_FORMS.check, 'Check', check)
}

/** What comes of a form: faults under its fields, an answer, or one that takes longer than Slack waits. */
type Taken =
  | { readonly errors: Readonly<Record<string, string>> }
  | { readonly drawn: Drawn }
  | { readonly later: (tell: (drawn: Drawn) => Promise<void>) => Promise<void> }

async function begin(parts: LinkParts, acting: Acting, given: LinkSubmission): Promise<Taken> {
  const { linking } = parts
  const account = (given.word(LINK_FIELDS.account) ?? '').replace(/[\s-]/g, '')
  if (!/^\d{12}$/.test(account)) return { errors: { [LINK_FIELDS.account]: TWELVE } }
  return {
    later: async (tell) => {
      const started = await linking.start(await personOf(parts, acting), account)
      const said =
        started.kind === 'refused'
          ? refusal(linking, started)
          : await sendSetup(parts, acting, drawSetup(started))
      await tell(render(said, { id: 'begun' }))
    },
  }
}

/** Sends what makes the role to one person: as a direct message, else as a word that only they see in the channel. */
async function sendSetup({ client, log }: LinkParts, { user, channel }: Acting, drawn: Drawn) {
  try {
    await client.chat.postMessage({ channel: user, ...QUIET, ...drawn })
    return SETUP_SENT
  } catch (error) {
    if (!refusedForGood(error)) throw error
    log.warn(why(error), 'a person could not be written to directly')
  }
  if (channel === undefined || isDirect(channel)) return SETUP_LOST
  const { unfurl_links: _links, unfurl_media: _media, ...parse } = QUIET
  try {
    await client.chat.postEphemeral({ channel, user, ...parse, ...drawn })
    return SETUP_SHOWN
  } catch (error) {
    if (!refusedForGood(error)) throw error
    return SETUP_LOST
  }
}

async function allow(parts: LinkParts, acting: Acting, given: LinkSubmission): Promise<Taken> {
  const { linking } = parts
  const person = await personOf(parts, acting)
  const id = given.meta.link ?? ''
  const found = await linking.list(person)
  const before = found.kind === 'listed' ? found.links.find((link) => link.id === id) : undefined
  const changed = await linking.allow(person, id, {
    channels: given.chosen(LINK_FIELDS.channels) ?? [],
    // Groups we may not see were not asked for: they stay.
    groups: given.chosen(LINK_FIELDS.groups) ?? before?.allowed.groups ?? [],
  })
  const said = 'kind' in changed ? refusal(linking, changed) : sayLink(changed)
  return { drawn: render(said, { id: 'allowed' }) }
}

async function check(parts: LinkParts, acting: Acting, given: LinkSubmission): Promise<Taken> {
  const { check: kind = '' } = given.meta
  if (!isCheck(kind)) return { drawn: render(NOT_NOW, { id: 'not-now' }) }
  const read = readCheckForm(kind, given)
  if ('errors' in read) return read
  return { later: (tell) => askCheck(parts, acting, read.request, read.link, tell) }
}
