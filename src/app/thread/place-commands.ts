import type { State } from '../../core/case/case-state.ts'
import type { Command, RunPlace } from '../../core/knowledge.ts'
import type { PageLink } from '../reply/page-name.ts'
import { PLACE_NAMES } from '../reply/place-names.ts'
import type { Part } from '../reply/reply.ts'

const CI: Readonly<Record<string, RunPlace>> = {
  github: 'github-actions',
  'github-actions': 'github-actions',
  gitlab: 'gitlab',
  'gitlab-ci': 'gitlab',
  'hcp-terraform': 'hcp-terraform',
  'terraform-cloud': 'hcp-terraform',
  jenkins: 'jenkins',
  circleci: 'circleci',
  atlantis: 'atlantis',
}
const WHERE: Readonly<Record<string, readonly RunPlace[]>> = {
  local: ['local'],
  container: ['docker', 'compose', 'ecs', 'eks'],
}

/**
 * Takes a remedy's commands; gives those for where this case is known to run, or else those for any place. What there is
 * for other places is named, and stands on the cause's page.
 */
export function placeCommands(
  commands: readonly Command[],
  state: State,
  cause?: PageLink,
): readonly Part[] {
  if (commands.length === 0) return []
  const here = placesOf(state)
  const own = commands.filter(({ place }) => place !== undefined && here.has(place))
  const anywhere = commands.filter(({ place }) => place === undefined)
  const shown = own.length > 0 ? own : anywhere.length > 0 ? anywhere : commands
  const left = new Set(
    commands.filter((one) => !shown.includes(one)).flatMap(({ place }) => place ?? []),
  )
  return [
    { kind: 'commands', commands: shown },
    ...(left.size > 0 && cause
      ? [
          {
            kind: 'pages',
            title: `The same for ${[...left].map((place) => PLACE_NAMES[place]).join(', ')}`,
            links: [cause],
          } as const,
        ]
      : []),
  ]
}

/** Where a case runs, as far as its facts say. */
function placesOf({ facts }: State): ReadonlySet<RunPlace> {
  const ci = CI[facts.get('ci-system')?.value.toLowerCase() ?? '']
  const tool = facts.get('tool')?.value.toLowerCase()
  return new Set([
    ...(ci ? [ci] : (WHERE[facts.get('where')?.value ?? ''] ?? [])),
    ...(tool === 'terragrunt' ? (['terragrunt'] as const) : []),
  ])
}
