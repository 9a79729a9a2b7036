import type { Part, Text } from '../reply/reply.ts'
import { text } from '../reply/text.ts'

/** Takes sentences; gives them as a list of one title, or nothing when there are none. */
export function list(title: string, items: readonly (string | Text)[]): readonly Part[] {
  return items.length === 0
    ? []
    : [
        {
          kind: 'list',
          title,
          items: items.map((item) => (typeof item === 'string' ? text(item) : item)),
        },
      ]
}
