import { SURE } from '../app/reply/notices.ts'
import type { Action, Button, Details, Part, Reply, Text } from '../app/reply/reply.ts'
import { escapeHtml } from './escape-html.ts'
import { renderCommands } from './render-commands.ts'

/**
 * Takes a reply and a name that no other message on the page has; gives the inside of its message as HTML.
 * Whatever stands in the reply is shown as text: the tags in the result are all from this file and its neighbour.
 */
export function renderHtml(reply: Reply, name: string): string {
  const parts = reply.parts.map((part, index) => renderPart(part, `${name}-${index}`))
  return [
    `<h2 id="${escapeHtml(name)}-headline">${spans(reply.headline)}</h2>`,
    ...parts,
    renderButtons(reply.buttons.filter(({ press }) => !FOLDED.has(press.do.kind))),
    ...(reply.details ?? []).map((one) => renderDetails(one, name)),
  ].join('')
}

/** The page folds these away and shows shells as tabs, so it needs no buttons for them. */
const FOLDED: ReadonlySet<Action['kind']> = new Set(['details', 'shell'])

function renderDetails({ id, title, parts }: Details, name: string): string {
  const inside = parts.map((part, index) => renderPart(part, `${name}-${id}-${index}`))
  return `<details class="more"><summary>${escapeHtml(title)}</summary>${inside.join('')}</details>`
}

function renderPart(part: Part, name: string): string {
  switch (part.kind) {
    case 'paragraph':
      return `<p>${spans(part.text)}</p>`
    case 'lead':
      return `<h3 class="lead">${spans(part.text)}</h3>`
    case 'seen':
      return `<p class="seen">${part.sure ? `<span class="sure ${part.sure}">${SURE[part.sure]}</span> ` : ''}${spans(part.text)}</p>`
    case 'facts':
      return `<dl class="facts">${part.rows.map(renderRow).join('')}</dl>`
    case 'list':
      return titled(part.title, renderItems(part.items))
    case 'commands':
      return renderCommands(part.commands, name)
    case 'links':
      return part.links.length === 0
        ? ''
        : titled(part.title, `<ul class="links">${part.links.map(renderLink).join('')}</ul>`)
    case 'pages':
      return titled(
        part.title,
        `<ul class="links">${part.links.map(({ id, title }) => `<li><button type="button" class="page" data-explain="${escapeHtml(id)}">${escapeHtml(title)}</button></li>`).join('')}</ul>`,
      )
    case 'note':
      return `<p class="note">${spans(part.text)}</p>`
    case 'warning':
      return `<p class="warning"><strong>Careful</strong> <span>${spans(part.text)}</span></p>`
  }
}

function renderRow({ label, value }: { readonly label: string; readonly value: Text }): string {
  // Names the row for the style sheet, which sets how sure we are in bold.
  const row = label.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return `<div data-row="${row}"><dt>${escapeHtml(label)}</dt><dd>${spans(value)}</dd></div>`
}

function renderItems(items: readonly Text[]): string {
  const [first] = items
  if (first && items.length === 1) return `<p>${spans(first)}</p>`
  return `<ul class="points">${items.map((item) => `<li>${spans(item)}</li>`).join('')}</ul>`
}

function titled(title: string, body: string): string {
  return `<section class="titled"><h3>${escapeHtml(title)}</h3>${body}</section>`
}

function renderLink({ title, url }: { readonly title: string; readonly url: string }): string {
  // Anything but https (javascript:, data:, a typing mistake) is shown and cannot be followed.
  if (!isHttps(url)) return `<li>${escapeHtml(title)}</li>`
  return `<li><a href="${escapeHtml(url)}" target="_blank" rel="noopener noreferrer">${escapeHtml(title)}<span class="unseen"> (opens in a new tab)</span></a></li>`
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:'
}

function renderButtons(buttons: readonly Button[]): string {
  return [
    renderGroup(
      'choices',
      'Your choices',
      buttons.filter(({ more }) => !more),
    ),
    renderGroup(
      'ways',
      'Ways out',
      buttons.filter(({ more }) => more),
    ),
  ].join('')
}

function renderGroup(kind: string, name: string, buttons: readonly Button[]): string {
  if (buttons.length === 0) return ''
  return `<div class="${kind}" role="group" aria-label="${name}">${buttons.map(renderButton).join('')}</div>`
}

function renderButton({ label, describes, style, press }: Button): string {
  // The spoken name holds the visible one, so that "click Not sure" works by voice.
  const spoken = describes.toLowerCase().includes(label.toLowerCase())
    ? describes
    : `${label}. ${describes}`
  return `<button type="button" class="button ${style}" data-press="${escapeHtml(JSON.stringify(press))}" aria-label="${escapeHtml(spoken)}">${escapeHtml(label)}</button>`
}

function spans(text: Text): string {
  return text
    .map((span) =>
      typeof span === 'string'
        ? escapeHtml(span)
        : 'code' in span
          ? `<code>${escapeHtml(span.code)}</code>`
          : // The page is for one person.
            'you',
    )
    .join('')
}
