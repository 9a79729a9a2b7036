import type { Part, Text } from '../reply/reply.ts'
import { flat } from '../reply/text.ts'

/** Takes parts of a reply; gives how many words a reader has before them, commands among them. */
export function countPartWords(parts: readonly Part[]): number {
  return parts.flatMap(textsOf).reduce((sum, one) => sum + countWords(one), 0)
}

/** Takes words; gives how many. */
export function countWords(words: string): number {
  return words.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}

function textsOf(part: Part): readonly string[] {
  const texts = (all: readonly Text[]) => all.map(flat)
  switch (part.kind) {
    case 'paragraph':
    case 'seen':
    case 'lead':
    case 'note':
    case 'warning':
      return [flat(part.text)]
    case 'facts':
      return part.rows.flatMap(({ label, value }) => [label, flat(value)])
    case 'list':
      return [part.title, ...texts(part.items)]
    case 'commands':
      return part.commands.slice(0, 1).map((command) => command.text)
    case 'links':
      return [part.title, ...part.links.map(({ title }) => title)]
    case 'pages':
      return [part.title, ...part.links.map(({ title }) => title)]
  }
}
