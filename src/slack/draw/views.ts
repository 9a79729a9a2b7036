import type { types } from '@slack/bolt'
import type { ChannelSettings } from '../../app/ports/channel-store.ts'
import { FORMS } from '../protocol/action-ids.ts'
import { SLACK_LIMITS } from '../protocol/limits.ts'
import { type ViewMetadata, writeMetadata } from '../protocol/view-metadata.ts'
import type { DrawnMessage } from './render.ts'

/** The fields of our forms: block id and action id are the same word. */
export const FIELDS = {
  text: 'paste',
  rest: 'rest',
  file: 'file',
  listens: 'listens',
  quiet: 'quiet',
} as const

const QUIETS = [
  [0, 'Never: every paste gets a thread'],
  [10, 'For 10 minutes'],
  [60, 'For an hour'],
  [1_440, 'For a day'],
] as const

/** The form for an error; `file` also asks for a log, which needs a scope that may have been declined. */
export function pasteView(
  meta: ViewMetadata,
  options: { readonly file: boolean },
): types.ModalView {
  return {
    ...form(FORMS.paste, 'Explain an error', 'Explain', meta),
    blocks: [
      input(
        FIELDS.text,
        'What Terraform printed, from “Error:” to the end',
        'Only you see the answer. The text is not kept; secrets in it are removed first.',
        options.file,
      ),
      ...more(options.file),
    ],
  }
}

/** The form for the error that is still there after a fix was tried. */
export function stillFailingView(
  meta: ViewMetadata,
  options: { readonly file: boolean },
): types.ModalView {
  return {
    ...form(FORMS.stillFailing, 'Still failing', 'Read it', meta),
    blocks: [
      {
        type: 'section',
        block_id: 'why',
        text: {
          type: 'mrkdwn',
          verbatim: true,
          text: 'I have noted that it still fails. *Has the error changed?* Paste the new one: another error is news. If it is word for word the same, just close this.',
        },
      },
      input(
        FIELDS.text,
        'The new error',
        'It is read into the thread’s case; its text is neither kept nor shown.',
        options.file,
      ),
      ...more(options.file),
    ],
  }
}

/** What stands in a modal until its content is there. */
export function waitingView(title: string): types.ModalView {
  return {
    type: 'modal',
    title: plain(title),
    close: plain('Close'),
    blocks: [
      {
        type: 'section',
        block_id: 'waiting',
        text: { type: 'mrkdwn', verbatim: true, text: 'One moment …' },
      },
    ],
  }
}

/** A reply in a modal. */
export function replyView(
  title: string,
  { blocks }: DrawnMessage,
  meta: ViewMetadata = {},
): types.ModalView {
  return {
    type: 'modal',
    title: plain(title),
    close: plain('Close'),
    private_metadata: writeMetadata(meta),
    blocks,
  }
}

/** The settings of one channel; `bots` says whether this person may decide about bots. */
export function settingsView(
  channel: string,
  settings: ChannelSettings,
  may: { readonly bots: boolean },
): types.ModalView {
  const listens = option('listens', 'Speak up when somebody pastes an error here')
  const bots = option('bots', 'Also read what bots post here, such as a CI system')
  const options = may.bots ? [listens, bots] : [listens]
  const initial = options.filter(({ value }) =>
    value === 'bots' ? settings.bots : settings.listens,
  )
  const quiets = QUIETS.map(([minutes, words]) => option(String(minutes), words))
  return {
    ...form(FORMS.settings, 'Settings', 'Save', { channel }),
    blocks: [
      {
        type: 'section',
        block_id: 'where',
        text: {
          type: 'mrkdwn',
          verbatim: true,
          text: `How I behave in <#${channel}>. Mentions, direct messages and \`/tfauth\` are always answered.`,
        },
      },
      {
        type: 'input',
        block_id: FIELDS.listens,
        optional: true,
        label: plain('In this channel'),
        element: {
          type: 'checkboxes',
          action_id: FIELDS.listens,
          options,
          ...(initial.length > 0 ? { initial_options: initial } : {}),
        },
      },
      {
        type: 'input',
        block_id: FIELDS.quiet,
        label: plain('The same error of the same person again stays without a thread'),
        element: {
          type: 'static_select',
          action_id: FIELDS.quiet,
          options: quiets,
          initial_option:
            quiets.find(({ value }) => value === String(settings.quiet)) ??
            option('10', 'For 10 minutes'),
        },
      },
      {
        type: 'context',
        block_id: 'by',
        elements: [
          {
            type: 'mrkdwn',
            verbatim: true,
            text: `${settings.by === null ? 'Nobody has changed this yet.' : `Last set by <@${settings.by}>.`}${may.bots ? '' : ' Whether I read bots is for the admins of tfauth.'}`,
          },
        ],
      },
    ],
  }
}

function form(
  callback_id: string,
  title: string,
  submit: string,
  meta: ViewMetadata,
): Omit<types.ModalView, 'blocks'> {
  return {
    type: 'modal',
    callback_id,
    title: plain(title),
    submit: plain(submit),
    close: plain('Close'),
    private_metadata: writeMetadata(meta),
  }
}

function input(id: string, label: string, hint: string, optional: boolean): types.InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: plain(label),
    hint: plain(hint),
    optional,
    element: {
      type: 'plain_text_input',
      action_id: id,
      multiline: true,
      max_length: SLACK_LIMITS.inputText,
    },
  }
}

/** Slack's text box ends at 3,000 characters: the rest goes into a second one, or a whole log into a file. */
function more(file: boolean): types.InputBlock[] {
  if (!file)
    return [
      input(
        FIELDS.rest,
        'The rest, if it did not fit',
        'Longer still? Send it to me as a file, in a direct message.',
        true,
      ),
    ]
  return [
    {
      type: 'input',
      block_id: FIELDS.file,
      optional: true,
      label: plain('Or a log file'),
      hint: plain('Up to 10 MB of text.'),
      element: {
        type: 'file_input',
        action_id: FIELDS.file,
        max_files: 1,
        filetypes: ['text', 'log', 'json', 'txt'],
      },
    },
  ]
}

function option(value: string, words: string): { text: types.PlainTextElement; value: string } {
  return { text: plain(words), value }
}

function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false }
}
