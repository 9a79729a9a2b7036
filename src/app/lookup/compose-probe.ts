import type { Knowledge, RunPlace } from '../../core/knowledge.ts'
import { PLACE_NAMES } from '../reply/place-names.ts'
import type { Reply } from '../reply/reply.ts'
import { code, text } from '../reply/text.ts'

/** What people call the places that have a form of their own; the first of each is offered. */
const CALLED: Readonly<Record<string, RunPlace>> = {
  'github-actions': 'github-actions',
  github: 'github-actions',
  ci: 'github-actions',
  gitlab: 'gitlab',
  container: 'docker',
  docker: 'docker',
  compose: 'compose',
  eks: 'eks',
  kubernetes: 'eks',
}
const OFFERED = ['github-actions', 'gitlab', 'container', 'compose', 'eks'] as const

/** Takes a word for where Terraform runs, or none; gives the read-only command as it is typed there. */
export function composeProbe({ probe }: Knowledge, where = ''): Reply {
  const place = CALLED[where.trim().toLowerCase()]
  const commands = probe.commands.filter((command) => command.place === place)
  const headline = place
    ? `The read-only command, for ${PLACE_NAMES[place]}`
    : 'One read-only command that answers most questions'
  return {
    headline: text(headline),
    parts: [
      { kind: 'paragraph', text: text(probe.says) },
      { kind: 'commands', commands },
      {
        kind: 'note',
        text: [
          'For a pipeline or a container: ',
          ...OFFERED.flatMap((one, at) => [at === 0 ? '' : ', ', code(`/tfauth probe ${one}`)]),
        ],
      },
    ],
    buttons: [],
    fallback: `${headline}. It prints no secret.`,
  }
}
