import type { types } from '@slack/bolt'
import type { PrivateVerdict } from '../../app/paste/answer-privately.ts'
import { OWN } from '../protocol/action-ids.ts'
import { isDirect } from '../protocol/thread-ref.ts'
import { type DrawnMessage, renderBlocks } from './render.ts'

/** Draws a verdict for one person, with the ways to go on; `channel` is where it was asked. */
export function drawPrivate(verdict: PrivateVerdict, channel: string | undefined): DrawnMessage {
  const drawn = renderBlocks(verdict.reply, { id: 'private' })
  if (!verdict.opens) return drawn
  const here = channel !== undefined && !isDirect(channel)
  const elements = [
    button(OWN.openDirect, verdict.case, {
      text: 'Walk me through it privately',
      describes: 'Go on in a direct message that only you see',
      style: 'primary',
    }),
    ...(here
      ? [
          {
            ...button(OWN.openHere, verdict.case, {
              text: 'Share in this channel',
              describes: 'Open a thread in this channel, after a confirmation',
            }),
            confirm: CONFIRM,
          },
        ]
      : []),
  ]
  const actions: types.KnownBlock = { type: 'actions', block_id: 'private.open', elements }
  return { ...drawn, blocks: [...drawn.blocks, actions] }
}

const CONFIRM: types.ConfirmationDialog = {
  title: plain('Open a thread in this channel?'),
  text: plain(
    'Everyone in the channel will see the error code, where it happened and what it can be. What you pasted is not shown.',
  ),
  confirm: plain('Open it'),
  deny: plain('Keep it private'),
}

function button(
  action_id: string,
  value: string,
  says: { readonly text: string; readonly describes: string; readonly style?: 'primary' },
): types.Button {
  return {
    type: 'button',
    action_id,
    value,
    text: plain(says.text),
    accessibility_label: says.describes,
    ...(says.style ? { style: says.style } : {}),
  }
}

function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false }
}
