import { nearestWord } from '../core/text/nearest-word.ts'
import type { Cli } from './cli.ts'
import { PAGES } from './help/command-pages.ts'
import { overview, pageOf } from './help/help.ts'
import { UsageError } from './usage-error.ts'

type Command = (args: readonly string[], cli: Cli) => Promise<number>

/** Each is loaded only when it is asked for: a diagnosis must not pay for the packages of the others. */
const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    'completion',
    async (...given) => (await import('./completion-command.ts')).completionCommand(...given),
  ],
  ['check', async (...given) => (await import('./check-command.ts')).checkCommand(...given)],
  [
    'diagnose',
    async (...given) => (await import('./diagnose-command.ts')).diagnoseCommand(...given),
  ],
  ['doctor', async (...given) => (await import('./doctor-command.ts')).doctorCommand(...given)],
  ['explain', async (...given) => (await import('./explain-command.ts')).explainCommand(...given)],
  ['probe', async (...given) => (await import('./probe-command.ts')).probeCommand(...given)],
  ['run', async (...given) => (await import('./run-command.ts')).runCommand(...given)],
  ['serve', async (...given) => (await import('./serve-command.ts')).serveCommand(...given)],
  ['store', (args, { store }) => store(args)],
  ['trust', async (...given) => (await import('./trust-command.ts')).trustCommand(...given)],
  ['walk', async (...given) => (await import('./walk-command.ts')).walkCommand(...given)],
])

/** Takes the words behind `tfauth`; gives the exit code: 0 done, 1 something broke, 2 the input was wrong. */
export async function runCli(argv: readonly string[], cli: Cli): Promise<number> {
  // What is piped into a bare tfauth is a paste, and so is what is typed behind it.
  const [name = 'diagnose', ...args] = argv
  if (['help', '--help', '-h'].includes(name)) return help(args, cli)
  const command = COMMANDS.get(name)
  if (!command) return noCommand(name, cli)
  if (asksForHelp(args)) return help([name], cli)
  try {
    return await command(args, cli)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    cli.writeError(`tfauth: ${error.message}\nSee 'tfauth ${name} --help'.\n`)
    return 2
  }
}

/** Words behind `--` are somebody else's, and so is their --help. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return args.slice(0, end < 0 ? args.length : end).some((one) => one === '--help' || one === '-h')
}

function help([name]: readonly string[], cli: Cli): number {
  const page = PAGES.find((one) => one.name === name)
  if (name !== undefined && !page) return noCommand(name, cli)
  cli.write(page ? pageOf(page) : overview(PAGES, cli.version))
  return 0
}

function noCommand(name: string, { writeError }: Cli): number {
  const names = PAGES.map((page) => page.name)
  const meant = nearestWord(name, names)
  const hint = meant ? `Did you mean 'tfauth ${meant}'?` : `There are: ${names.join(', ')}.`
  writeError(`tfauth: there is no command '${name}'. ${hint}\n`)
  return 2
}
