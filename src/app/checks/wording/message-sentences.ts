import type { Text } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import type { Said } from './said.ts'

/** What STS can make of an encoded message. */
export type MessageFinding =
  | {
      readonly kind: 'message-decoded'
      readonly allowed: boolean | null
      readonly explicit: boolean | null
      readonly action: string | null
      readonly resource: string | null
      readonly principal: string | null
      /** The statements that decided, as ids. */
      readonly statements: readonly string[]
    }
  | { readonly kind: 'message-unreadable' }
  | { readonly kind: 'message-rejected' }

/** Takes what a message says; says it. */
export function messageSentences(finding: MessageFinding, { masks }: Said): readonly Text[] {
  if (finding.kind === 'message-rejected') {
    return [
      [
        'STS does not accept this as an encoded authorization message: it is cut off, changed or too old. Copy all of it, from the error itself.',
      ],
    ]
  }
  if (finding.kind === 'message-unreadable') {
    return [['STS decoded the message into something that I cannot read.']]
  }
  const { action, resource, principal, explicit, allowed, statements } = finding
  const shown = (words: string | null) => masks.words(words ?? 'not told')
  return [
    fillTemplate`${shown(principal)} asked for ${shown(action)} on ${shown(resource)}, and it was ${allowed ? 'allowed' : 'refused'}.`,
    explicit
      ? [
          'A policy denies it explicitly: granting more does not help until that statement is changed. The message does not say what kind of policy it is.',
        ]
      : ['No policy denies it explicitly: none that was asked allows it.'],
    ...(statements.length > 0
      ? [fillTemplate`Statements that decided: ${masks.words(statements.join(', '))}.`]
      : []),
  ]
}
