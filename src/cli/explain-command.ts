import { lookUp } from '../app/lookup/look-up.ts'
import { parse } from './arguments.ts'
import type { Cli } from './cli.ts'
import { EXPLAIN } from './help/command-pages.ts'
import { renderText } from './render-text.ts'
import { UsageError } from './usage-error.ts'

/** `explain WORDS`: the page of the knowledge that answers them; exit code 1 when there is none. */
export async function explainCommand(args: readonly string[], cli: Cli): Promise<number> {
  const { positionals } = parse(args, EXPLAIN.options, args.length)
  const words = positionals.join(' ').trim()
  if (!words) {
    throw new UsageError(
      'Name an error code, a few words or a question: tfauth explain ExpiredToken.',
    )
  }
  const { found, reply } = lookUp(cli.knowledge(), await cli.search(), words)
  if (found) cli.write(renderText(reply))
  else cli.writeError(renderText(reply))
  return found ? 0 : 1
}
