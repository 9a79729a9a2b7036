import type { Cli } from '../../src/cli/cli.ts'
import { runCli } from '../../src/cli/run-cli.ts'

/** Runs a command in this process, with what it may use; whatever else it touches is a fault of the test. */
export async function commandLine(argv: readonly string[], given: Partial<Cli> = {}, input = '') {
  let stdout = ''
  let stderr = ''
  const never = () => {
    throw new Error('Nothing of that may be used here.')
  }
  const status = await runCli(argv, {
    version: '0.0.0',
    knowledge: never,
    search: never,
    look: never,
    examine: never,
    serve: never,
    store: never,
    stdin: (async function* () {
      if (input) yield input
    })(),
    isTyped: false,
    columns: undefined,
    write: (text) => {
      stdout += text
    },
    writeError: (text) => {
      stderr += text
    },
    ...given,
  })
  return { status, stdout, stderr }
}
