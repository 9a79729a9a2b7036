import type { Library } from '../app/library.ts'
import type { Reply } from '../app/reply.ts'
import { text } from '../app/text.ts'

export const COMMAND = '/tfauth'

/** Takes what stands behind `/tfauth`; gives the reply that only the asker sees. */
export function answerCommand(library: Library, words: string): Reply {
  const [verb = '', ...rest] = words.trim().split(/\s+/)
  switch (verb.toLowerCase()) {
    case '':
    case 'help':
      return HELP
    case 'explain':
      return library.lookUp(rest.join(' '))
    case 'tree':
      return library.tree()
    case 'probe':
      return library.probe()
    default:
      // Whoever leaves the verb away means to look something up.
      return library.lookUp(words)
  }
}

const HELP: Reply = {
  headline: text('What tfauth can do'),
  parts: [
    {
      kind: 'list',
      title: 'When Terraform cannot sign in to AWS',
      items: [
        'Paste the error in a channel I am in, mention me with it, or send it to me directly.',
      ].map(text),
    },
    {
      kind: 'list',
      title: 'Look something up',
      items: [
        '`/tfauth explain ExpiredToken` a code, a cause or a question',
        '`/tfauth tree` the published decision tree',
        '`/tfauth probe` one read-only command that prints no secret',
      ].map(text),
    },
  ],
  buttons: [],
  fallback: 'Paste the error in a channel I am in, or look it up: /tfauth explain ExpiredToken.',
}
