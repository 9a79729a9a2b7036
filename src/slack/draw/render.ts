import type { types } from '@slack/bolt'
import { SURE } from '../../app/reply/notices.ts'
import { oneShell } from '../../app/reply/one-shell.ts'
import { PLACE_NAMES } from '../../app/reply/place-names.ts'
import type { Button, Part, Reply, Text } from '../../app/reply/reply.ts'
import { wordsOfText } from '../../app/reply/text.ts'
import type { Command } from '../../core/knowledge.ts'
import { SLACK_LIMITS, sizeOf } from '../protocol/limits.ts'
import { cut, escapeMrkdwn, mrkdwn, plainText } from '../protocol/mrkdwn.ts'
import { encodeChoice, encodePress, encodeShare } from './press-codec.ts'

type KnownBlock = types.KnownBlock

export type DrawnMessage = { readonly text: string; readonly blocks: KnownBlock[] }

export type Canvas = {
  /** Stands before every block id; new at each revision, because Slack wants new ids at each update. */
  readonly id: string
  /** Draws the headline as rich text, for a message that must keep a rich text block. */
  readonly richHeadline?: boolean
}

// Space that headline, buttons and small print always find.
const RESERVED = 2_000
const SHELL_NAMES: Readonly<Record<Command['shell'], string>> = {
  bash: 'bash or zsh',
  powershell: 'PowerShell',
  cmd: 'Command Prompt',
  hcl: 'Terraform',
  yaml: 'YAML',
  ini: 'AWS config file',
  text: '',
}

/** Draws a reply in Slack's blocks, within Slack's limits whatever the reply holds. */
export function renderBlocks(reply: Reply, canvas: Canvas): DrawnMessage {
  const blocks: KnownBlock[] = [headline(reply.headline, canvas.richHeadline ?? false)]
  const small = trailingNotes(reply.parts)
  const body = reply.parts.slice(0, reply.parts.length - small.length)

  let space = SLACK_LIMITS.allBlocks - RESERVED - sizeOf(blocks)
  let left = SLACK_LIMITS.blocks - blocks.length - 1 - small.length
  for (const part of body) {
    for (const block of draw(part, Math.max(space, 0))) {
      if (left <= 0) break
      blocks.push(block)
      space -= sizeOf(block)
      left -= 1
    }
  }
  blocks.push(...actions(reply))
  for (const part of small) blocks.push(...draw(part, Math.floor(RESERVED / 2 / small.length)))

  const numbered = blocks.map((block, index) => ({ ...block, block_id: `${canvas.id}.${index}` }))
  return { text: fallback(reply), blocks: numbered }
}

/** What notifications and screen readers get in place of the blocks. */
function fallback(reply: Reply): string {
  const words = reply.fallback.trim() === '' ? plainText(reply.headline) : reply.fallback
  return mrkdwn([words], SLACK_LIMITS.text - 100)
}

function headline(text: Text, rich: boolean): KnownBlock {
  const line = text.map((span) =>
    typeof span === 'string'
      ? span.replace(/\s+/g, ' ')
      : 'code' in span
        ? { code: span.code }
        : wordsOfText(span),
  )
  if (!rich) return section(`*${mrkdwn(line, 600).trim() || ' '}*`)
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: line
          .map((span) =>
            typeof span === 'string'
              ? { text: span, code: false }
              : { text: span.code, code: true },
          )
          .filter(({ text }) => text !== '')
          .map(({ text, code }) => ({
            type: 'text' as const,
            text: cut(text, 600),
            style: { bold: true, code },
          })),
      },
    ],
  } satisfies KnownBlock
}

function draw(part: Part, space: number): KnownBlock[] {
  const most = Math.min(space, SLACK_LIMITS.sectionText)
  if (most < 20) return []
  switch (part.kind) {
    case 'paragraph':
      return filled(mrkdwn(part.text, most))
    case 'lead':
      return filled(`*${mrkdwn(part.text, most - 2)}*`)
    case 'seen':
      return small([part.sure ? `${SURE[part.sure]}: ` : '', ...part.text], most)
    case 'warning':
      return filled(`:warning: ${mrkdwn(part.text, most - 10)}`)
    case 'note':
      return small(part.text, most)
    case 'facts':
      return facts(part.rows, space)
    case 'list':
      return lines(
        part.title,
        part.items.map((item) => `•  ${mrkdwn(item, 700)}`),
        most,
      )
    case 'links':
      return lines(part.title, part.links.map(link), most)
    case 'pages':
      return lines(
        part.title,
        part.links.map(
          ({ id, title }) => `•  ${mrkdwn([title, ' ', { code: `/tfauth explain ${id}` }], 400)}`,
        ),
        most,
      )
    case 'commands':
      return commands(oneShell(part.commands, part.shell), space)
  }
}

/** Small grey print. */
function small(words: Text, most: number): KnownBlock[] {
  const text = mrkdwn(words, most)
  return text.trim() === ''
    ? []
    : [
        {
          type: 'context',
          elements: [{ type: 'mrkdwn', verbatim: true, text }],
        } satisfies KnownBlock,
      ]
}

function filled(text: string): KnownBlock[] {
  return text.trim() === '' ? [] : [section(text)]
}

function section(text: string): KnownBlock {
  return {
    type: 'section',
    text: { type: 'mrkdwn', verbatim: true, text },
    expand: true,
  } satisfies KnownBlock
}

function facts(rows: Extract<Part, { kind: 'facts' }>['rows'], space: number): KnownBlock[] {
  const blocks: KnownBlock[] = []
  let used = 0
  for (let at = 0; at < rows.length; at += SLACK_LIMITS.sectionFields) {
    const fields = []
    for (const row of rows.slice(at, at + SLACK_LIMITS.sectionFields)) {
      const text = `*${mrkdwn([row.label], 100)}*\n${mrkdwn(row.value, 600)}`
      if (used + text.length > space) break
      used += text.length
      fields.push({ type: 'mrkdwn' as const, verbatim: true, text })
    }
    if (fields.length > 0) blocks.push({ type: 'section', fields } satisfies KnownBlock)
  }
  return blocks
}

/** A titled list of ready lines; whole lines that do not fit are counted instead of cut. */
function lines(title: string, items: readonly string[], most: number): KnownBlock[] {
  if (items.length === 0) return []
  let text = title === '' ? '' : `*${mrkdwn([title], 200)}*`
  for (const [index, item] of items.entries()) {
    const more = `\n_… and ${items.length - index} more_`
    if (text.length + 1 + item.length + more.length > most) {
      text += more
      break
    }
    text += `${text === '' ? '' : '\n'}${item}`
  }
  return text.length > most ? [] : filled(text)
}

function link(target: { readonly title: string; readonly url: string }): string {
  const title = mrkdwn([target.title.replaceAll('|', '/')], 200)
  if (!/^https?:\/\//.test(target.url) || target.url.length > 1_000) return `•  ${title}`
  const url = target.url.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E')
  return `•  <${escapeMrkdwn(url)}|${title}>`
}

/** Commands as rich text, whose characters Slack takes as they are; never cut, since half a command is a trap. */
function commands(given: readonly Command[], space: number): KnownBlock[] {
  const elements: types.RichTextBlock['elements'] = []
  let used = 0
  for (const command of given) {
    const where = command.place ? PLACE_NAMES[command.place] : ''
    const shell = given.length > 1 ? SHELL_NAMES[command.shell] : ''
    const name = [where, shell].filter(Boolean).join(' · ')
    const text = command.text.replace(/\s+$/, '')
    if (text === '') continue
    if (name !== '')
      elements.push({
        type: 'rich_text_section',
        elements: [{ type: 'text', text: name, style: { bold: true } }],
      })
    const fits = used + name.length + text.length <= space
    elements.push(
      fits
        ? { type: 'rich_text_preformatted', border: 0, elements: [{ type: 'text', text }] }
        : {
            type: 'rich_text_section',
            elements: [{ type: 'text', text: 'Too long to show here.' }],
          },
    )
    used += fits ? name.length + text.length : 100
  }
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements } satisfies KnownBlock]
}

type Element = types.Button | types.StaticSelect | types.ConversationsSelect | types.Overflow

function actions(reply: Reply): KnownBlock[] {
  const elements: Element[] = []
  const shown = new Set<string>()
  for (const [index, button] of reply.buttons.entries()) {
    if (elements.length === SLACK_LIMITS.actionsElements) break
    if (button.more) continue
    if (button.menu !== undefined) {
      if (shown.has(button.menu)) continue
      const drawn = menu(button.menu, reply.buttons, index)
      if (drawn) {
        shown.add(button.menu)
        elements.push(drawn)
        continue
      }
    }
    const share = channelMenu(button, index)
    if (share) {
      elements.push(share)
      continue
    }
    const carried = encodePress(button.press, index)
    if (carried === undefined) continue
    elements.push({
      type: 'button',
      ...carried,
      text: { type: 'plain_text', text: cut(button.label, SLACK_LIMITS.buttonText), emoji: false },
      accessibility_label: cut(button.describes || button.label, SLACK_LIMITS.accessibilityLabel),
      ...(button.style === 'plain' ? {} : { style: button.style }),
    })
  }
  elements.push(...rarely(reply.buttons))
  return elements.length === 0 ? [] : [{ type: 'actions', elements } satisfies KnownBlock]
}

/** What is rarely taken, behind three dots, or in a menu where it is too much for them. */
function rarely(buttons: readonly Button[]): Element[] {
  const options = buttons
    .filter(({ more }) => more)
    .flatMap(({ label, press }) => {
      const value = encodeChoice(press)
      const text = cut(label, SLACK_LIMITS.optionText)
      return value === undefined
        ? []
        : [{ text: { type: 'plain_text' as const, text, emoji: false }, value }]
    })
  const action_id = `tfauth:menu:${buttons.length}`
  if (options.length === 0) return []
  return options.length <= SLACK_LIMITS.overflow
    ? [{ type: 'overflow', action_id, options }]
    : [
        {
          type: 'static_select',
          action_id,
          placeholder: { type: 'plain_text', text: 'More', emoji: false },
          options,
        },
      ]
}

/** Many answers as one menu; undefined when one of them cannot travel in it, so that they are drawn as buttons. */
function menu(
  name: string,
  buttons: readonly Button[],
  index: number,
): types.StaticSelect | undefined {
  const options = buttons
    .filter((button) => button.menu === name)
    .flatMap(({ label, press }) => {
      const value = encodeChoice(press)
      const text = cut(label, SLACK_LIMITS.optionText)
      return value === undefined
        ? []
        : [{ text: { type: 'plain_text' as const, text, emoji: false }, value }]
    })
  const all = buttons.filter((button) => button.menu === name).length
  if (options.length < all || all > SLACK_LIMITS.options) return undefined
  return {
    type: 'static_select',
    action_id: `tfauth:menu:${index}`,
    placeholder: { type: 'plain_text', text: cut(name, SLACK_LIMITS.placeholder), emoji: false },
    options,
  }
}

/** A choice of a channel: Slack offers those the person can see. */
function channelMenu(
  { press, label }: Button,
  index: number,
): types.ConversationsSelect | undefined {
  const action_id = encodeShare(press, index)
  if (action_id === undefined) return undefined
  return {
    type: 'conversations_select',
    action_id,
    placeholder: { type: 'plain_text', text: cut(label, SLACK_LIMITS.placeholder), emoji: false },
    filter: { include: ['public', 'private'], exclude_bot_users: true },
  }
}

/** Small print at the end of a reply goes below the buttons. */
function trailingNotes(parts: readonly Part[]): Part[] {
  const lastOther = parts.findLastIndex((part) => part.kind !== 'note')
  return parts.slice(lastOther + 1).slice(0, 5)
}
