import { parse } from './arguments.ts'
import type { Cli } from './cli.ts'
import { COMPLETION, PAGES } from './help/command-pages.ts'
import { completion } from './help/completion.ts'
import { UsageError } from './usage-error.ts'

/** `tfauth completion SHELL`: what completes tfauth there. */
export async function completionCommand(args: readonly string[], { write }: Cli): Promise<number> {
  const { positionals } = parse(args, COMPLETION.options, 1)
  const script = completion(positionals[0] ?? '', PAGES)
  if (script === undefined)
    throw new UsageError(`completion takes the name of a shell: ${COMPLETION.words.join(', ')}.`)
  write(script)
  return 0
}
