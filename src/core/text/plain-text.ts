import { joinHardWraps } from './hard-wraps.ts'
import { renderJsonLine } from './json-lines.ts'
import { stripPrefix } from './line-prefixes.ts'

// Anything longer is not a paste of an error but a whole log; the surfaces say so before they call us.
export const MAX_PASTE = 10 * 1024 * 1024

// Every run is bounded and none overlaps its neighbour, so each pattern is linear in the text.
const SLACK_LINK = /<((?:https?:\/\/|mailto:)[^<>|\s]{1,2000})(?:\|([^<>\n]{1,2000}))?>/g
const SLACK_MENTION = /<[@#!][A-Za-z0-9^|_.-]{1,120}>/g
const ENTITY = /&(amp|lt|gt|quot|#39|#34);/g
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#34': '"',
}
const ANSI =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals colour text with these.
  /\u001b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\u0007\u001b\n]{0,4096}(?:\u0007|\u001b\\)?|[@-Z\\^_-])/g
// Jenkins and copies from some terminals lose the ESC byte: "[31m", "[0;1m". An index such as "[0]" has no m.
const ANSI_WITHOUT_ESC = /\[(?:\d{1,3}(?:;\d{1,3}){0,4})?[mK]/g
// Zero-width characters, soft hyphen, byte order mark and directional marks that travel along with copied text.
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g
// UTF-8 box drawing read as Windows-1252, and the replacement characters of a lossy terminal at a line's start.
const MOJIBAKE_BOX = /â(?:•·|”‚|•µ|\u0094\u0082|\u0095\u00b7|\u0095\u00b5)/g
const LOST_BOX = /^[ \t]{0,40}\ufffd{1,3}(?=[ \t\n]|$)/gm
const BOX = /[╷│╵┃╎]/
const BREAK_BEFORE_CODE = /\\n[A-Z][A-Za-z]{8,60}: /

/**
 * Makes a paste plain: no markup of Slack, no terminal colours, no log prefixes, no box, JSON UI lines as text,
 * hard-wrapped summaries whole again. Takes the text as it arrived; gives its lines.
 */
export function plain(text: string): readonly string[] {
  const lines: string[] = []
  for (const raw of joinHardWraps(clean(text).split('\n'))) {
    const json = renderJsonLine(raw)
    if (json) {
      lines.push(...json)
      continue
    }
    const line = stripPrefix(raw)
    if (!BOX.test(line)) {
      lines.push(line.trimEnd())
      continue
    }
    // A box flattened into one line keeps its bars: each of them began a line.
    const parts = line.split(/[╷│┃╎]|(╵)/).filter((part) => part?.trim())
    lines.push(...(parts.length > 0 ? parts.map(bare) : ['']))
  }
  return lines
}

/** One space after the bar belongs to the box, the rest is Terraform's own indentation. */
function bare(part: string): string {
  return stripPrefix(part.startsWith(' ') ? part.slice(1).trimEnd() : part.trimEnd())
}

function clean(text: string): string {
  let out = text
  if (out.includes('\r')) out = out.replace(/\r{1,3}\n|\r/g, '\n')
  if (out.includes('<')) {
    out = out.replace(SLACK_LINK, (_, url: string, label?: string) =>
      label && url.endsWith(label) ? label : url,
    )
    out = out.replace(SLACK_MENTION, ' ')
  }
  if (out.includes('&')) out = out.replace(ENTITY, (all, name: string) => ENTITIES[name] ?? all)
  out = unescapeNewlines(out)
  if (out.includes('\u001b')) out = out.replace(ANSI, '').replaceAll('\u001b', '')
  if (out.includes('[')) out = out.replace(ANSI_WITHOUT_ESC, '')
  if (out.includes('â')) out = out.replace(MOJIBAKE_BOX, '│')
  if (out.includes('\ufffd')) out = out.replace(LOST_BOX, '│')
  return out
    .replace(INVISIBLE, '')
    .replace(/[“”„‟«»]/g, '"')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
}

/** Ansible, Concourse and JSON logs print line breaks as `\n`; three of them are no accident, nor is one before a code. */
function unescapeNewlines(text: string): string {
  if (text.startsWith('{"@level"') || text.includes('\n{"@level"')) return text
  const escaped = text.split('\\n', 4).length - 1
  if (escaped === 0) return text
  if (escaped < 3 && !text.includes('\\nError') && !BREAK_BEFORE_CODE.test(text)) return text
  return text
    .replace(/\\r\\n|\\n/g, '\n')
    .replace(/\\u00([0-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    )
    .replace(/\\t/g, '\t')
    .replace(/\\"/g, '"')
}
