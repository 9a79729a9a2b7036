import type { Command, RunPlace } from '../core/knowledge.ts'
import { parse } from './arguments.ts'
import type { Cli } from './cli.ts'
import { PROBE } from './help/command-pages.ts'
import { UsageError } from './usage-error.ts'

/** What is asked for → the places whose forms are printed; any other word is a shell or a place itself. */
const FORMS: Readonly<Record<string, readonly RunPlace[]>> = {
  ci: ['github-actions', 'gitlab'],
  container: ['docker'],
}

/** What runs the form for bash. */
const ALSO_BASH: readonly string[] = ['sh', 'zsh', 'dash', 'ash', 'ksh']

/** `tfauth probe`: prints the probe's command for one shell, for a pipeline or for a container, ready to paste. */
export async function probeCommand(
  args: readonly string[],
  { knowledge, write }: Cli,
): Promise<number> {
  const { values } = parse(args, PROBE.options, 0)
  const asked = [values.shell, values.ci && 'ci', values.container && 'container'].filter(
    (one) => typeof one === 'string',
  )
  if (asked.length > 1) {
    throw new UsageError(`One form at a time, please: ${asked.join(' or ')}.`)
  }
  const form = ALSO_BASH.includes(asked[0] ?? 'sh') ? 'bash' : (asked[0] ?? '')
  const { commands } = knowledge().probe
  const found = commands.filter((command) => isForm(command, form))
  if (found.length === 0) {
    const how = form === 'fish' ? ' In fish, run: tfauth probe | bash' : ''
    throw new UsageError(
      `There is no probe for '${form}'. There is one for ${named(commands)}.${how}`,
    )
  }
  write(`${found.map(({ text }) => text.trimEnd()).join('\n\n')}\n`)
  return 0
}

function isForm({ shell, place }: Command, form: string): boolean {
  return place ? (FORMS[form] ?? [form]).includes(place) : shell === form
}

/** The shells first, then what runs elsewhere. */
function named(commands: readonly Command[]): string {
  const shells = commands.filter(({ place }) => !place).map(({ shell }) => shell)
  const places = commands.flatMap(({ place }) => place ?? [])
  return `${shells.join(' and ')}, and for ${[...Object.keys(FORMS), ...places].join(', ')}`
}
