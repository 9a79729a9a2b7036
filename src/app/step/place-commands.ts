import type { State } from '../../core/case/case-state.ts'
import { type Command, PERSON_SHELLS, type RunPlace } from '../../core/knowledge.ts'
import { oneShell } from '../reply/one-shell.ts'
import { PLACE_NAMES } from '../reply/place-names.ts'
import type { Part } from '../reply/reply.ts'
import { text } from '../reply/text.ts'
import { fillNames } from './fill-names.ts'
import { shellOf } from './shell-of.ts'

/** What fits on a phone beside the words. */
export const MOST_LINES = 8

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

/** Commands for where a case is known to run, and those that stand behind them. */
export type PlaceCommands = {
  /** What each of them restarts, replaces or opens. */
  readonly risks: readonly Part[]
  /** The blocks in their order, as far as they fit. */
  readonly shown: readonly Part[]
  /** What did not fit, or says it for anywhere. */
  readonly left: readonly Part[]
  /** Whether the first of those belong to the shown ones, and come after them. */
  readonly goesOn: boolean
  /** Other places that have forms of their own. */
  readonly elsewhere: readonly string[]
}

/** Takes commands; gives those for where this case runs, or else for any place, with the names that were read. */
export function placeCommands(
  commands: readonly Command[],
  state: Pick<State, 'facts' | 'shell'>,
): PlaceCommands {
  const here = placesOf(state)
  const filled = commands.map((command) => fillNames(command, state.facts))
  const pool = shownHere(filled, here)
  const shown = fitting(pool)
  const anywhere = filled.filter(({ place }) => place === undefined)
  const rest = pool.filter((one) => !shown.includes(one))
  const left = [...rest, ...anywhere.filter((one) => !pool.includes(one))]
  const other = filled.filter((one) => !pool.includes(one)).flatMap(({ place }) => place ?? [])
  const shell = shellOf(state)
  return {
    risks: risksOf(shown),
    shown: part(shown, shell),
    left: [...risksOf(left), ...part(left, shell)],
    goesOn: oneShell(rest, shell).length > 0,
    elsewhere: [...new Set(other)].map((place) => PLACE_NAMES[place]),
  }
}

/** Those for here, with the general ones where they only add to them; else the general ones, else those of one place. */
function shownHere(commands: readonly Command[], here: ReadonlySet<RunPlace>): readonly Command[] {
  const own = commands.filter(({ place }) => place !== undefined && here.has(place))
  const anywhere = commands.filter(({ place }) => place === undefined)
  if (own.some(({ beside }) => !beside)) return own
  if (anywhere.length > 0)
    return commands.filter((one) => anywhere.includes(one) || own.includes(one))
  return own.length > 0 ? own : commands.filter(({ place }) => place === commands[0]?.place)
}

function part(commands: readonly Command[], shell: ReturnType<typeof shellOf>): readonly Part[] {
  return commands.length === 0 ? [] : [{ kind: 'commands', commands, shell }]
}

/** For each shell its blocks from the first on, while they fit; what is written into a file counts for all. */
function fitting(pool: readonly Command[]): readonly Command[] {
  const shells = PERSON_SHELLS.filter((shell) => pool.some((one) => one.shell === shell))
  const fits = (shells.length > 0 ? shells : PERSON_SHELLS.slice(0, 1)).map((shell) => {
    const own = oneShell(pool, shell)
    const upTo = (at: number) => own.slice(0, at + 1).reduce((sum, one) => sum + linesOf(one), 0)
    return new Set(own.filter((_, at) => upTo(at) <= MOST_LINES))
  })
  return pool.filter((one) => fits.some((set) => set.has(one)))
}

/** Takes commands that are shown together; gives what each restarts, replaces or opens, once. */
export function risksOf(commands: readonly Command[]): readonly Part[] {
  const risks = commands.flatMap(({ place, risk_says }) =>
    risk_says ? [place ? `${PLACE_NAMES[place]}: ${risk_says}` : risk_says] : [],
  )
  return [...new Set(risks)].map((risk) => ({ kind: 'warning', text: text(risk) }))
}

/** Takes a command; gives how many lines it has. */
export function linesOf({ text: words }: Command): number {
  return words.trimEnd().split('\n').length
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
