import type { Command, RunPlace } from '../core/knowledge.ts'
import { parse } from './arguments.ts'
import type { Cli } from './cli.ts'
import { UsageError } from './usage-error.ts'

/** What is asked for → the places whose forms are printed; any other word is a shell or a place itself. */
const FORMS: Readonly<Record<string, readonly RunPlace[]>> = {
  ci: ['github-actions', 'gitlab'],
  container: ['docker'],
}

/** `tfauth probe`: prints the probe's command for one shell, for a pipeline or for a container, ready to paste. */
export async function probeCommand(
  args: readonly string[],
  { knowledge, write }: Cli,
): Promise<number> {
  const { values } = parse(
    args,
    { shell: { type: 'string' }, ci: { type: 'boolean' }, container: { type: 'boolean' } },
    0,
  )
  const asked = [values.shell, values.ci && 'ci', values.container && 'container'].filter(
    (one) => typeof one === 'string',
  )
  if (asked.length > 1) {
    throw new UsageError(`One form at a time, please: ${asked.join(' or ')}.`)
  }
  const form = asked[0] ?? 'bash'
  const { commands } = knowledge().probe
  const found = commands.filter((command) => isForm(command, form))
  if (found.length === 0) {
    throw new UsageError(`There is no probe for '${form}'. There is one for ${named(commands)}.`)
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
