import type { App as Bolt } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { ListenerContext } from '../answer/listener-context.ts'
import { drawPrivate } from '../draw/draw-private.ts'
import { NOT_NOW, SAID_ALREADY } from '../draw/notices.ts'
import { renderBlocks } from '../draw/render.ts'
import { FIELDS, replyView, waitingView } from '../draw/views.ts'
import { FORMS } from '../protocol/action-ids.ts'
import { durable } from '../protocol/durable.ts'
import { type BotSelf, isOutsider, selfOf } from '../protocol/identity.ts'
import { why } from '../protocol/log.ts'
import { threadRefOf } from '../protocol/thread-ref.ts'
import type { ChannelRules } from '../receive/channel-rules.ts'
import { download, localHosts } from '../receive/download.ts'
import { readSubmission, type Submission } from '../receive/read-submission.ts'
import { mayBots } from './open-form.ts'

const TITLE = 'Only you see this'
const EMPTY = 'Please paste what Terraform printed, or add a file.'
const UNREAD =
  'I could not read that file: it must be text of at most 10 MB. Please paste the error instead.'

/** Wires what people submit: the paste form, the one after a fix that did not help, and the settings. */
export function onForms(bolt: Bolt, parts: ListenerContext, rules: ChannelRules): void {
  const { app, answering, log } = parts

  bolt.view(
    { callback_id: FORMS.paste, type: 'view_submission' },
    async ({ ack, body, context }) => {
      const { client } = parts
      const given = readSubmission(body)
      if (given === undefined) return void (await ack())
      const self = selfOf(context)
      const { delivery, user, meta, view } = given
      if (given.text === '' && given.file === undefined)
        return void (await ack({ response_action: 'errors', errors: { [FIELDS.text]: EMPTY } }))
      const answer = async (text: string) => {
        const asked = { delivery, workspace: self.team, asker: user, text }
        const verdict = await durable(() => app.workspace.privately(asked), { log, delivery })
        return verdict
          ? replyView(TITLE, drawPrivate(verdict, meta.channel), meta)
          : replyView(TITLE, renderBlocks(SAID_ALREADY, { id: 'form' }))
      }
      const drawn = async (text: string) =>
        answer(text).catch(() => replyView(TITLE, renderBlocks(NOT_NOW, { id: 'form' })))
      if (given.file === undefined)
        return void (await ack({ response_action: 'update', view: await drawn(given.text) }))
      // A log may take longer than Slack waits: the modal says so, and is filled in when it was read.
      await ack({ response_action: 'update', view: waitingView(TITLE) })
      const file = await fileOf(given, client, self, parts)
      const text = [given.text, file ?? ''].filter(Boolean).join('\n')
      const next =
        text === ''
          ? replyView(TITLE, renderBlocks(sentence(UNREAD), { id: 'form' }))
          : await drawn(text)
      await client.views
        .update({ view_id: view, view: next })
        .catch((error: unknown) => log.warn(why(error), 'an answer could not be shown in its form'))
    },
  )

  bolt.view(
    { callback_id: FORMS.stillFailing, type: 'view_submission' },
    async ({ ack, body, context }) => {
      const { client } = parts
      const given = readSubmission(body)
      const { channel, ts } = given?.meta ?? {}
      if (given === undefined || channel === undefined || ts === undefined)
        return void (await ack())
      const self = selfOf(context)
      const { delivery, user } = given
      const file = given.file && (await fileOf(given, client, self, parts))
      const text = [given.text, file ?? ''].filter(Boolean).join('\n')
      if (text === '') {
        const errors = { [FIELDS.text]: given.file ? UNREAD : EMPTY }
        return void (await ack({ response_action: 'errors', errors }))
      }
      const place = threadRefOf({ team: self.team, channel, ts })
      const answer = await durable(
        () => app.paste({ delivery, place, asker: user, text, direct: true }),
        { log, delivery },
      )
      try {
        await ack()
      } finally {
        if (answer) answering.answer(answer)
      }
    },
  )

  bolt.view(
    { callback_id: FORMS.settings, type: 'view_submission' },
    async ({ ack, body, context }) => {
      const given = readSubmission(body)
      const channel = given?.meta.channel
      if (given === undefined || channel === undefined) return void (await ack())
      const { team } = selfOf(context)
      if (isOutsider(body, team)) {
        const errors = { [FIELDS.listens]: 'Only members of this workspace can change this.' }
        return void (await ack({ response_action: 'errors', errors }))
      }
      const { user, chosen } = given
      try {
        const before = await rules.room(team, channel)
        await rules.setRoom(team, channel, {
          listens: chosen?.includes('listens') ?? before.listens,
          bots:
            (mayBots(app.workspace, user) ? chosen?.includes('bots') : undefined) ?? before.bots,
          quiet: quietOf(given) ?? before.quiet,
          by: user,
        })
        await ack()
      } catch (error) {
        log.warn(why(error), 'settings could not be kept')
        const errors = { [FIELDS.listens]: 'I could not keep that. Please try again in a minute.' }
        await ack({ response_action: 'errors', errors })
      }
    },
  )
}

/** Only what the form offers: a signed request may still hold anything. */
function quietOf({ option }: Submission): number | undefined {
  return ['0', '10', '60', '1440'].includes(option ?? '') ? Number(option) : undefined
}

async function fileOf(
  { file }: Submission,
  client: WebClient,
  { botToken }: BotSelf,
  parts: ListenerContext,
): Promise<string | undefined> {
  if (file === undefined) return undefined
  const found = file.url ? file : await described(file.id, client)
  return found?.url === undefined
    ? undefined
    : download(
        { url: found.url, size: found.size },
        botToken,
        localHosts(parts.clientOptions?.slackApiUrl),
      )
}

/** A form may bring no more than a file's id. */
async function described(
  id: string,
  client: WebClient,
): Promise<{ readonly url: string | undefined; readonly size: number | undefined } | undefined> {
  try {
    const { file } = await client.files.info({ file: id })
    return { url: file?.url_private_download, size: file?.size }
  } catch {
    return undefined
  }
}

function sentence(words: string) {
  return {
    headline: ['I could not read that file'],
    parts: [{ kind: 'paragraph', text: [words] } as const],
    buttons: [],
    fallback: words,
  }
}
