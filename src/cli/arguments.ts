import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UsageError } from './usage-error.ts'

/** Takes a command's words and options; gives them parsed, or a sentence about what was wrong. */
export function parse<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  most: number,
) {
  const parsed = attempt(() =>
    parseArgs({ args: [...args], options, allowPositionals: true, strict: true }),
  )
  const extra = parsed.positionals[most]
  if (extra !== undefined) throw new UsageError(`I do not know what to do with '${extra}'.`)
  return parsed
}

function attempt<Result>(parseThem: () => Result): Result {
  try {
    return parseThem()
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}. See 'tfauth help'.`)
  }
}
