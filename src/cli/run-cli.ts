import type { Cli } from './cli.ts'
import { UsageError } from './usage-error.ts'

type Command = (args: readonly string[], cli: Cli) => Promise<number>

/** Each is loaded only when it is asked for: a diagnosis must not pay for the packages of the others. */
const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['check', async (...given) => (await import('./check-command.ts')).checkCommand(...given)],
  [
    'diagnose',
    async (...given) => (await import('./diagnose-command.ts')).diagnoseCommand(...given),
  ],
  ['explain', async (...given) => (await import('./explain-command.ts')).explainCommand(...given)],
  ['probe', async (...given) => (await import('./probe-command.ts')).probeCommand(...given)],
  ['serve', async (...given) => (await import('./serve-command.ts')).serveCommand(...given)],
  ['store', (args, { store }) => store(args)],
  ['trust', async (...given) => (await import('./trust-command.ts')).trustCommand(...given)],
  ['walk', async (...given) => (await import('./walk-command.ts')).walkCommand(...given)],
])

const USAGE = `Usage:
  tfauth diagnose [FILE|-] [--json]      explain one paste, from a file or standard input
  tfauth diagnose --jsonl                {"id","text"} a line in, the result a line out
  tfauth check key AKIA… | user NAME | role NAME [--from ARN] [--external-id ID] [--duration 2h]
             | oidc ROLE --claims FILE | region NAME | tokens | message TEXT | whoami
                                         one read-only look into AWS with the credentials at hand, or through
                                         a link: --role-arn ARN --link-external-id ID; --json for programs;
                                         exit code 0 answered, 1 cannot tell, 2 wrong input
  tfauth explain WORDS                   look up an error code, a cause, a question
  tfauth probe [--shell bash|powershell | --ci | --container]
                                         print the read-only command that answers most questions; --shell
                                         also takes github-actions, gitlab, docker, compose and eks
  tfauth store export | import           move what is stored, between PostgreSQL and the embedded database
  tfauth trust --jsonl                   {"id","trust_policy","request"} a line in, the decision a line out
  tfauth walk --jsonl                    {"id","text","cause"|"answers"} a line in, the walkthrough a line out
  tfauth serve                           the sandbox page, or Slack when its tokens are set
`

/** Takes the words behind \`tfauth\`; gives the exit code: 0 done, 1 something broke, 2 the input was wrong. */
export async function runCli(argv: readonly string[], cli: Cli): Promise<number> {
  const [name = 'diagnose', ...args] = argv
  if (['help', '--help', '-h'].includes(name)) {
    cli.write(USAGE)
    return 0
  }
  const command = COMMANDS.get(name)
  if (!command) {
    cli.writeError(`tfauth: there is no command '${name}'.\n${USAGE}`)
    return 2
  }
  try {
    return await command(args, cli)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    cli.writeError(`tfauth: ${error.message}\n`)
    return 2
  }
}
