import type { types } from '@slack/bolt'
import type { ListedLinks } from '../../app/accounts/link-deps.ts'
import { DAYS_TO_KEEP } from '../../app/ports/channel-store.ts'
import { daysWords, type Home } from '../../app/workspace/home.ts'
import { homeAccounts } from '../accounts/draw-link-home.ts'
import { renderBlocks } from '../draw/render.ts'
import { OWN } from '../protocol/action-ids.ts'

/** Draws the page of one person: each part with its heading, the controls with the part they belong to. */
export function drawHome(
  { sections, admin, learning, keptDays }: Home,
  accounts?: ListedLinks,
): types.HomeView {
  const blocks = sections.flatMap((section, index): types.KnownBlock[] => {
    const [, ...body] = renderBlocks(section, { id: `home.${index}` }).blocks
    const words = section.headline.map((span) => (typeof span === 'string' ? span : '')).join('')
    return [
      ...(index === 0 ? [] : [{ type: 'divider', block_id: `home.${index}.line` } as const]),
      { type: 'header', block_id: `home.${index}.head`, text: plain(words.slice(0, 150)) },
      ...body,
      ...controls(index, admin, learning),
      ...(index === 2 && admin ? [keeping(keptDays)] : []),
    ]
  })
  return {
    type: 'home',
    callback_id: 'tfauth-home',
    blocks: [...blocks, ...(accounts ? homeAccounts(accounts) : [])],
  }
}

/** For how long cases are kept: a menu, since nobody should have to type a number. */
function keeping(days: number): types.KnownBlock {
  const option = (one: number) => ({ text: plain(daysWords(one)), value: String(one) })
  return {
    type: 'section',
    block_id: `home.kept.${days}`,
    text: plain('Keep cases for'),
    accessory: {
      type: 'static_select',
      action_id: OWN.kept,
      placeholder: plain('Choose for how long'),
      options: DAYS_TO_KEEP.map(option),
      ...(DAYS_TO_KEEP.includes(days) ? { initial_option: option(days) } : {}),
    },
  }
}

function controls(index: number, admin: boolean, learning: boolean): types.KnownBlock[] {
  if (index === 0)
    return [
      {
        type: 'actions',
        block_id: 'home.form',
        elements: [
          button(
            OWN.form,
            'open',
            'Explain an error',
            'Open a form to paste an error; only you see the answer',
          ),
        ],
      },
    ]
  if (index !== 2) return []
  return [
    {
      type: 'actions',
      block_id: 'home.settings',
      elements: [
        {
          type: 'conversations_select',
          action_id: OWN.channel,
          placeholder: plain('Set up a channel …'),
          filter: { include: ['public', 'private'], exclude_bot_users: true },
        },
        ...(admin
          ? [
              button(
                OWN.learning,
                learning ? 'off' : 'on',
                learning ? 'Switch learning off' : 'Switch learning on',
                learning
                  ? 'Stop learning from this workspace'
                  : 'Learn from what people confirm in this workspace',
              ),
              {
                ...button(
                  OWN.reset,
                  'reset',
                  'Forget what was learnt',
                  'Delete what was learnt in this workspace',
                ),
                style: 'danger' as const,
                confirm: {
                  title: plain('Forget what was learnt?'),
                  text: plain(
                    'The outcomes of this workspace’s cases are deleted. This cannot be taken back.',
                  ),
                  confirm: plain('Forget it'),
                  deny: plain('Keep it'),
                },
              },
            ]
          : []),
      ],
    },
  ]
}

function button(action_id: string, value: string, words: string, describes: string): types.Button {
  return {
    type: 'button',
    action_id,
    value,
    text: plain(words),
    accessibility_label: describes,
  }
}

function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false }
}
