import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Options } from './help/option.ts'
import { UsageError } from './usage-error.ts'

type Values<Given extends Options> = {
  readonly [Name in keyof Given]?: Given[Name] extends { readonly takes: string } ? string : boolean
}
type Parsed<Given extends Options> = {
  readonly values: Values<Given>
  readonly positionals: readonly string[]
}

/** Takes a command's words, its options and how many more words it takes; gives them parsed, or a sentence about what was wrong. */
export function parse<const Given extends Options>(
  args: readonly string[],
  options: Given,
  most: number,
): Parsed<Given> {
  const config: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
    Object.entries(options).map(([name, { takes }]) => [
      name,
      { type: takes === undefined ? 'boolean' : 'string' },
    ]),
  )
  const { values, positionals } = attempt(() =>
    parseArgs({ args: [...args], options: config, allowPositionals: true, strict: true }),
  )
  const extra = positionals[most]
  if (extra !== undefined) throw new UsageError(`I do not know what to do with '${extra}'.`)
  for (const [name, { among }] of Object.entries(options)) {
    const value = values[name]
    if (among && typeof value === 'string' && !among.includes(value))
      throw new UsageError(`--${name} is one of ${among.join(', ')}, not '${value}'.`)
  }
  // What parseArgs gives is what the options above say.
  return { values: values as Values<Given>, positionals }
}

function attempt<Result>(parseThem: () => Result): Result {
  try {
    return parseThem()
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}.`)
  }
}

/** With --exit-code: something keeps Terraform from signing in, and the cause is known. */
export const FOUND = 10
