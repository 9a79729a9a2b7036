import { parse } from './arguments.ts'
import type { Cli } from './cli.ts'
import { SERVE } from './help/command-pages.ts'

/** `tfauth serve`: the page, or Slack where the environment has its tokens; the process goes on until a signal ends it. */
export async function serveCommand(args: readonly string[], { serve }: Cli): Promise<number> {
  parse(args, SERVE.options, 0)
  await serve()
  return 0
}
