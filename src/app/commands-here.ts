import type { Command, Place } from '../core/knowledge.ts'
import type { State } from '../core/state.ts'
import type { Part } from './reply.ts'

const CI: Readonly<Record<string, Place>> = {
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
const WHERE: Readonly<Record<string, readonly Place[]>> = {
  local: ['local'],
  container: ['docker', 'compose', 'ecs', 'eks'],
}

/** Takes commands; gives them as a part, the ones for where this case is known to run first, the others behind. */
export function commandsHere(commands: readonly Command[], state: State): readonly Part[] {
  if (commands.length === 0) return []
  const here = placesOf(state)
  const rank = ({ place }: Command) =>
    place === undefined ? 1 : here.has(place) ? 0 : here.size > 0 ? 3 : 2
  const sorted = commands
    .map((command, at) => ({ command, at }))
    .sort((a, b) => rank(a.command) - rank(b.command) || a.at - b.at)
    .map(({ command }) => command)
  return [{ kind: 'commands', commands: sorted }]
}

/** Where a case runs, as far as its facts say. */
function placesOf({ facts }: State): ReadonlySet<Place> {
  const ci = CI[facts.get('ci-system')?.value.toLowerCase() ?? '']
  const tool = facts.get('tool')?.value.toLowerCase()
  return new Set([
    ...(ci ? [ci] : (WHERE[facts.get('where')?.value ?? ''] ?? [])),
    ...(tool === 'terragrunt' ? (['terragrunt'] as const) : []),
  ])
}
