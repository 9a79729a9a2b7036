import { INCIDENT, type SharedWith } from '../../core/case/shared-marks.ts'
import type { Part, Text } from '../reply/reply.ts'
import { code, flat } from '../reply/text.ts'

const SAME: Readonly<Record<SharedWith['kind'], string>> = {
  key: 'the same access key',
  role: 'the same role',
  account: 'the same account and error',
  pipeline: 'the same pipeline and error',
}

/** Takes how a case is tied to others, or null; gives the line that says so, and the way to the first of them. */
export function incidentParts(tied: SharedWith | null): readonly Part[] {
  if (!tied) return []
  return [
    { kind: 'paragraph', text: sentence(tied) },
    ...(tied.link
      ? [
          {
            kind: 'links',
            title: 'Follow it there',
            links: [{ title: 'The thread of the first case', url: tied.link }],
          } as const,
        ]
      : []),
  ]
}

/** The same as plain words with a space behind, for fallbacks; empty when there is nothing to say. */
export function incidentWords(tied: SharedWith | null): string {
  return tied ? `${flat(sentence(tied))} ` : ''
}

/** Whether this is one incident of several cases, which one thread should follow. */
function isIncident(tied: SharedWith | null): boolean {
  return tied !== null && tied.others + 1 >= INCIDENT
}

function sentence(tied: SharedWith): Text {
  const { kind, shown, others, since } = tied
  const who = others === 1 ? 'One other case' : `${others} other cases`
  const what = isIncident(tied)
    ? ' This looks like one incident: fix it once, for all of them.'
    : ''
  return [
    `${who} here hit this since ${clockTime(since)}; ${SAME[kind]}, `,
    code(shown),
    `.${what}`,
  ]
}

/** Takes a time in ISO form; gives the time of day, in UTC since people sit in several zones. */
export function clockTime(iso: string): string {
  return `${iso.slice(11, 16)} UTC`
}
