import { join } from 'node:path'
import process from 'node:process'
import { runCli } from './cli/run-cli.ts'
import type { Knowledge } from './core/knowledge.ts'
import { loadKnowledge } from './knowledge/load-knowledge.ts'

const KNOWLEDGE = join(import.meta.dirname, '../knowledge')
const argv = process.argv.slice(2)

// Whoever reads us may stop reading, as head does; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

let loaded: Knowledge | undefined
const knowledge = () => {
  loaded ??= loadKnowledge(KNOWLEDGE)
  return loaded
}

try {
  if (argv[0] === 'store') {
    const { storeCommand } = await import('./serve/store-command.ts')
    const { stdin, stdout } = process
    const writeError = (text: string) => process.stderr.write(text)
    process.exitCode = await storeCommand(argv.slice(1), process.env, { stdin, stdout, writeError })
  } else if (argv.length > 0) {
    process.exitCode = await runCli(argv, {
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
      stdin: process.stdin,
      write: (text) => process.stdout.write(text),
      writeError: (text) => process.stderr.write(text),
    })
  } else {
    // The command line must not pay for a database and Slack's client.
    const { serve } = await import('./serve/serve.ts')
    await serve(process.env, KNOWLEDGE)
  }
} catch (error) {
  // Whoever runs us gets a sentence; a stack trace is for faults of ours that nobody foresaw.
  const foreseen =
    error instanceof Error &&
    error.name !== 'Error' &&
    !/^(?:Type|Range|Reference|Syntax)Error$/.test(error.name)
  process.stderr.write(
    `tfauth: ${foreseen ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
  process.exit(1)
}
