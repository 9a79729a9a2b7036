import type { App as Bolt, ViewResponseAction } from '@slack/bolt'
import type { ListenerContext } from '../answer/listener-context.ts'
import { memberOf, type WorkspaceMember } from '../connect/workspace-clients.ts'
import { drawPrivate } from '../draw/draw-private.ts'
import { NOT_NOW, SAID_ALREADY, UNREAD_FILE } from '../draw/notices.ts'
import { renderBlocks } from '../draw/render.ts'
import { FIELDS, replyView, waitingView } from '../draw/views.ts'
import { FORMS } from '../protocol/action-ids.ts'
import { durable } from '../protocol/durable.ts'
import { guarded } from '../protocol/guarded.ts'
import { isOutsider } from '../protocol/identity.ts'
import { why } from '../protocol/log.ts'
import { threadRefOf } from '../protocol/thread-ref.ts'
import { submittedFile } from '../receive/attach-file.ts'
import type { ChannelRules } from '../receive/channel-rules.ts'
import { readSubmission, type Submission } from '../receive/read-submission.ts'
import { mayBots } from './open-form.ts'

const TITLE = 'Only you see this'
const EMPTY = 'Please paste what Terraform printed, or add a file.'
const UNREAD =
  'I could not read that file: it must be text of at most 10 MB. Please paste the error instead.'

type Submitted = {
  readonly ack: (said?: ViewResponseAction) => Promise<void>
  readonly member: WorkspaceMember
  readonly given: Submission
  /** Whether somebody of another workspace submitted it. */
  readonly outsider: boolean
}

/** Wires what people submit: the paste form, the one after a fix that did not help, and the settings. */
export function onForms(bolt: Bolt, parts: ListenerContext, rules: ChannelRules): void {
  const wire = (callback_id: string, take: (submitted: Submitted) => Promise<void>): void => {
    bolt.view({ callback_id, type: 'view_submission' }, async ({ ack, body, context }) => {
      const given = readSubmission(body)
      if (given === undefined) return void (await ack())
      const member = memberOf(context)
      await take({
        ack: async (said) => ack(said),
        member,
        given,
        outsider: isOutsider(body, member.team),
      })
    })
  }
  wire(FORMS.paste, (submitted) => takePaste(parts, submitted))
  wire(FORMS.stillFailing, (submitted) => takeNewError(parts, submitted))
  wire(FORMS.settings, (submitted) => takeSettings(parts, rules, submitted))
}

/** Answers what was pasted into the form in the form, for one person alone. */
async function takePaste(
  { app, log, clientOptions }: ListenerContext,
  { ack, member, given }: Submitted,
): Promise<void> {
  const { delivery, user, meta, view } = given
  const typed = typedIn(given)
  const attached = given.file(FIELDS.file)
  if (typed === '' && attached === undefined)
    return ack({ response_action: 'errors', errors: { [FIELDS.text]: EMPTY } })
  const answer = async (text: string) => {
    const asked = { delivery, workspace: member.team, asker: user, text }
    const verdict = await durable(() => app.workspace.privately(asked), { log, delivery })
    return verdict
      ? replyView(TITLE, drawPrivate(verdict, meta.channel), meta)
      : replyView(TITLE, renderBlocks(SAID_ALREADY, { id: 'form' }))
  }
  const drawn = async (text: string) =>
    answer(text).catch(() => replyView(TITLE, renderBlocks(NOT_NOW, { id: 'form' })))
  if (attached === undefined) return ack({ response_action: 'update', view: await drawn(typed) })
  // A log may take longer than Slack waits: the modal says so, and is filled in when it was read.
  await ack({ response_action: 'update', view: waitingView(TITLE) })
  const file = await submittedFile(attached, member, clientOptions?.slackApiUrl)
  const text = [typed, file ?? ''].filter(Boolean).join('\n')
  const next =
    text === '' ? replyView(TITLE, renderBlocks(UNREAD_FILE, { id: 'form' })) : await drawn(text)
  await guarded({ log, failed: 'an answer could not be shown in its form' }, () =>
    member.client.views.update({ view_id: view, view: next }),
  )
}

/** Takes the error that is still there after a fix as a paste in the thread of its case. */
async function takeNewError(
  { app, answers, log, clientOptions }: ListenerContext,
  { ack, member, given }: Submitted,
): Promise<void> {
  const { channel, ts } = given.meta
  if (channel === undefined || ts === undefined) return ack()
  const { delivery, user } = given
  const attached = given.file(FIELDS.file)
  const file = attached && (await submittedFile(attached, member, clientOptions?.slackApiUrl))
  const text = [typedIn(given), file ?? ''].filter(Boolean).join('\n')
  if (text === '')
    return ack({
      response_action: 'errors',
      errors: { [FIELDS.text]: attached ? UNREAD : EMPTY },
    })
  const place = threadRefOf({ team: member.team, channel, ts })
  const answer = await durable(
    () => app.paste({ delivery, place, asker: user, text, direct: true }),
    { log, delivery },
  )
  try {
    await ack()
  } finally {
    if (answer) answers.add(answer)
  }
}

/** Keeps how a channel is set. */
async function takeSettings(
  { app, log }: ListenerContext,
  rules: ChannelRules,
  { ack, member: { team }, given, outsider }: Submitted,
): Promise<void> {
  const { channel } = given.meta
  if (channel === undefined) return ack()
  const refuse = (words: string) =>
    ack({ response_action: 'errors', errors: { [FIELDS.listens]: words } })
  if (outsider) return refuse('Only members of this workspace can change this.')
  const { user } = given
  const chosen = given.chosen(FIELDS.listens)
  try {
    const before = await rules.settings(team, channel)
    await rules.setSettings(team, channel, {
      listens: chosen?.includes('listens') ?? before.listens,
      bots: (mayBots(app.workspace, user) ? chosen?.includes('bots') : undefined) ?? before.bots,
      quiet: quietOf(given) ?? before.quiet,
      by: user,
    })
    await ack()
  } catch (error) {
    log.warn(why(error), 'settings could not be kept')
    await refuse('I could not keep that. Please try again in a minute.')
  }
}

function typedIn({ word }: Submission): string {
  return [word(FIELDS.text), word(FIELDS.rest)].filter(Boolean).join('\n')
}

/** Only what the form offers: a signed request may still hold anything. */
function quietOf({ word }: Submission): number | undefined {
  const minutes = word(FIELDS.quiet) ?? ''
  return ['0', '10', '60', '1440'].includes(minutes) ? Number(minutes) : undefined
}
