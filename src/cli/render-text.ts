import { SURE } from '../app/reply/notices.ts'
import { oneShell } from '../app/reply/one-shell.ts'
import { PLACE_NAMES } from '../app/reply/place-names.ts'
import type { Part, Reply } from '../app/reply/reply.ts'
import { flat } from '../app/reply/text.ts'

/** The shell that people have where this runs. */
const HERE = process.platform === 'win32' ? 'powershell' : 'bash'

/** Takes a reply; gives it as plain text for a terminal. Buttons have no place there. */
export function renderText(reply: Reply, full = false): string {
  const folded = full
    ? (reply.details ?? []).flatMap(({ title, parts }) => [`${title}:`, ...parts.map(renderPart)])
    : []
  return `${[flat(reply.headline), ...reply.parts.map(renderPart), ...folded].filter(Boolean).join('\n\n')}\n`
}

function renderPart(part: Part): string {
  switch (part.kind) {
    case 'paragraph':
    case 'lead':
      return flat(part.text)
    case 'seen':
      return `${part.sure ? `${SURE[part.sure]}: ` : ''}${flat(part.text)}`
    case 'note':
      return flat(part.text)
    case 'warning':
      return `! ${flat(part.text)}`
    case 'facts': {
      const width = Math.max(...part.rows.map(({ label }) => label.length))
      return part.rows
        .map(({ label, value }) => `  ${label.padEnd(width)}  ${flat(value)}`)
        .join('\n')
    }
    case 'list':
      return [`${part.title}:`, ...part.items.map((item) => `  - ${flat(item)}`)].join('\n')
    case 'links':
      return [`${part.title}:`, ...part.links.map(({ title, url }) => `  ${title}\n  ${url}`)].join(
        '\n',
      )
    case 'pages':
      return [
        `${part.title}:`,
        ...part.links.map(({ id, title }) => `  ${title}\n    tfauth explain ${id}`),
      ].join('\n')
    case 'commands':
      return oneShell(part.commands, part.shell && HERE)
        .map(
          ({ shell, text, place }) =>
            `[${place ? `${PLACE_NAMES[place]}, ` : ''}${shell}]\n${text.trimEnd().replace(/^/gm, '    ')}`,
        )
        .join('\n\n')
  }
}
