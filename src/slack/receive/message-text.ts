import { z } from 'zod'

/** The characters a person typed, and whom they mentioned. */
export type Typed = { readonly text: string; readonly mentions: readonly string[] }

const element = z.looseObject({
  type: z.string(),
  text: z.string().optional().catch(undefined),
  url: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  value: z.string().optional().catch(undefined),
  fallback: z.string().optional().catch(undefined),
  user_id: z.string().optional().catch(undefined),
  elements: z.array(z.unknown()).optional().catch(undefined),
})

/**
 * What stands in a message's `rich_text` blocks, character by character.
 * Slack's `text` beside them is escaped and auto-linked, so this is read first.
 */
export function fromRichText(blocks: readonly unknown[]): Typed {
  const mentions: string[] = []
  const lines = blocks
    .map((block) => element.safeParse(block).data)
    .filter((block) => block?.type === 'rich_text')
    .flatMap((block) => (block?.elements ?? []).map((part) => walk(part, mentions)))
  return { text: lines.join('\n').trim(), mentions }
}

function walk(part: unknown, mentions: string[]): string {
  const read = element.safeParse(part).data
  if (read === undefined) return ''
  switch (read.type) {
    case 'text':
      return read.text ?? ''
    case 'link':
      return link(read.url ?? '', read.text)
    case 'emoji':
      return `:${read.name ?? ''}:`
    case 'color':
      return read.value ?? ''
    case 'date':
      return read.fallback ?? ''
    case 'user':
      if (read.user_id !== undefined) mentions.push(read.user_id)
      return ''
    case 'rich_text_list':
      return (read.elements ?? []).map((item) => walk(item, mentions)).join('\n')
    case 'rich_text_section':
    case 'rich_text_preformatted':
    case 'rich_text_quote':
      return (read.elements ?? []).map((inner) => walk(inner, mentions)).join('')
    default:
      return ''
  }
}

const card = z.looseObject({
  pretext: z.string().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  text: z
    .union([z.string(), z.looseObject({ text: z.string() }).transform((inner) => inner.text)])
    .optional()
    .catch(undefined),
  fallback: z.string().optional().catch(undefined),
  blocks: z.array(z.unknown()).optional().catch(undefined),
  fields: z.array(z.unknown()).optional().catch(undefined),
  value: z.string().optional().catch(undefined),
})

/** What stands in the sections and attachments of a message, which is where programs write. */
export function fromCards(blocks: readonly unknown[], attachments: readonly unknown[]): string {
  const words = (part: unknown, depth: number): string[] => {
    const read = card.safeParse(part).data
    if (read === undefined || depth > 3) return []
    const inner = [...(read.fields ?? []), ...(read.blocks ?? [])].flatMap((one) =>
      words(one, depth + 1),
    )
    const own = [read.pretext, read.title, read.text, read.value].flatMap((one) =>
      one === undefined ? [] : fromText(one).text,
    )
    const all = [...own, ...inner, fromRichText(read.blocks ?? []).text].filter(Boolean)
    return all.length > 0 || read.fallback === undefined ? all : [fromText(read.fallback).text]
  }
  return [...blocks, ...attachments].flatMap((part) => words(part, 0)).join('\n')
}

/** What stands in a message's `text`, with Slack's links and escapes taken back. */
export function fromText(text: string): Typed {
  const mentions: string[] = []
  const plain = text.replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, target: string, label?: string) => {
    if (target.startsWith('@')) {
      mentions.push(target.slice(1))
      return ''
    }
    if (target.startsWith('#')) return ''
    if (target.startsWith('!')) return target.startsWith('!date') ? (label ?? '') : ''
    return link(target, label)
  })
  // `&amp;` comes last: `&amp;lt;` is how Slack writes a typed `&lt;`.
  const typed = plain.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  return { text: typed.trim(), mentions }
}

/** Slack makes links of typed host names and addresses; there the label is what was typed. */
function link(url: string, label: string | undefined): string {
  const typed =
    label !== undefined &&
    [label, `http://${label}`, `https://${label}`, `mailto:${label}`, `tel:${label}`].includes(url)
  return typed ? label : url.replace(/^(?:mailto|tel):/, '')
}
