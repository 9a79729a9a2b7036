import { readFileSync } from 'node:fs'
import process from 'node:process'
import { OperatorError } from './app/ports/operator-error.ts'
import { runCli } from './cli/run-cli.ts'
import type { KnowledgeSource } from './knowledge/knowledge-source.ts'

/** Takes where the knowledge is; runs the program that this process was started as. */
export async function runProgram(source: KnowledgeSource): Promise<void> {
  // Whoever reads us may stop reading, as head does; that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  const { knowledge } = source
  const writeError = (text: string) => process.stderr.write(text)
  try {
    const code = await runCli(process.argv.slice(2), {
      version: versionOf(),
      knowledge,
      // Its package is loaded only by those who look something up.
      search: async () => (await import('./knowledge/search/search.ts')).makeSearch(knowledge()),
      // The AWS clients are loaded only by those who check something.
      look: async (link) => {
        const { openAws } = await import('./aws/open-aws.ts')
        const { moreChecksIn } = await import('./serve/config.ts')
        const optional = moreChecksIn(process.env)
        const aws = openAws({ env: process.env, paced: false, optional })
        return { reads: link ? aws.through(link, '') : aws.ambient(), close: aws.close }
      },
      examine: async ({ online, folder = process.cwd() }) => {
        const { examine } = await import('./doctor/examine.ts')
        return examine(knowledge(), { folder, online })
      },
      // The command line must not pay for a database and Slack's client.
      serve: async () => (await import('./serve/serve.ts')).serve(process.env, source),
      store: async (args) => {
        const { storeCommand } = await import('./serve/store-command.ts')
        return storeCommand(args, process.env, {
          stdin: process.stdin,
          stdout: process.stdout,
          writeError,
        })
      },
      stdin: process.stdin,
      isTyped: process.stdin.isTTY === true,
      columns: process.stdout.isTTY ? process.stdout.columns : undefined,
      write: (text) => process.stdout.write(text),
      writeError,
    })
    // Who serves may have been refused meanwhile, and set a code of its own.
    if (code !== 0) process.exitCode = code
  } catch (error) {
    process.stderr.write(`tfauth: ${saidOf(error)}\n`)
    process.exit(1)
  }
}

/** The package file is one folder up, from here and from what is built. */
function versionOf(): string {
  const { version } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { readonly version: string }
  return version
}

/** Whoever runs us gets a sentence; a stack trace is for faults of ours that nobody foresaw. */
function saidOf(error: unknown): string {
  if (error instanceof OperatorError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
