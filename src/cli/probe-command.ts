import { parse } from './arguments.ts'
import type { Cli } from './run-cli.ts'
import { UsageError } from './usage-error.ts'

/** `tfauth probe`: prints the probe's command for one shell, ready to paste. */
export async function probeCommand(
  args: readonly string[],
  { knowledge, write }: Cli,
): Promise<number> {
  const { values } = parse(args, { shell: { type: 'string', default: 'bash' } }, 0)
  const { commands } = knowledge().probe
  const command = commands.find(({ shell }) => shell === values.shell)
  if (!command) {
    throw new UsageError(
      `There is no probe for '${values.shell}'. There is one for ${commands.map(({ shell }) => shell).join(' and ')}.`,
    )
  }
  write(`${command.text.trimEnd()}\n`)
  return 0
}
