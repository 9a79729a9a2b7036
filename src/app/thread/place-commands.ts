import type { State } from '../../core/case/case-state.ts'
import type { Command, RunPlace } from '../../core/knowledge.ts'
import type { PageLink } from '../reply/page-name.ts'
import { PLACE_NAMES } from '../reply/place-names.ts'
import type { Part } from '../reply/reply.ts'
import { text } from '../reply/text.ts'

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
  state: Pick<State, 'facts'>,
  cause?: PageLink,
): readonly Part[] {
  if (commands.length === 0) return []
  const here = placesOf(state)
  const shown = shownHere(commands, here)
  const left = new Set(
    commands.filter((one) => !shown.includes(one)).flatMap(({ place }) => place ?? []),
  )
  return [
    ...risksOf(shown),
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

/** Those for here, with the general ones where they only add to them; else the general ones, else all. */
function shownHere(commands: readonly Command[], here: ReadonlySet<RunPlace>): readonly Command[] {
  const own = commands.filter(({ place }) => place !== undefined && here.has(place))
  const anywhere = commands.filter(({ place }) => place === undefined)
  if (own.some(({ beside }) => !beside)) return own
  if (anywhere.length === 0) return own.length > 0 ? own : commands
  return commands.filter((one) => anywhere.includes(one) || own.includes(one))
}

/** Takes commands that are shown together; gives what each restarts, replaces or opens, once. */
export function risksOf(commands: readonly Command[]): readonly Part[] {
  const risks = commands.flatMap(({ place, risk_says }) =>
    risk_says ? [place ? `${PLACE_NAMES[place]}: ${risk_says}` : risk_says] : [],
  )
  return [...new Set(risks)].map((risk) => ({ kind: 'warning', text: text(risk) }))
}

/** Where a case runs, as far as its facts say. */
function placesOf({ facts }: Pick<State, 'facts'>): ReadonlySet<RunPlace> {
  const ci = CI[facts.get('ci-system')?.value.toLowerCase() ?? '']
  const tool = facts.get('tool')?.value.toLowerCase()
  return new Set([
    ...(ci ? [ci] : (WHERE[facts.get('where')?.value ?? ''] ?? [])),
    ...(tool === 'terragrunt' ? (['terragrunt'] as const) : []),
  ])
}
