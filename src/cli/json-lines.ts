import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { Cli } from './cli.ts'

export type JsonLine =
  | { readonly number: number; readonly value: unknown }
  | { readonly number: number; readonly fault: string }

/** Takes standard input; gives its lines as JSON, in order, a line that is none with what is wrong. Empty lines are left out. */
export async function* jsonLines(stdin: Cli['stdin']): AsyncGenerator<JsonLine> {
  let number = 0
  for await (const line of createInterface({
    input: Readable.from(stdin),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1
    if (!line.trim()) continue
    yield parsed(line, number)
  }
}

function parsed(line: string, number: number): JsonLine {
  try {
    return { number, value: JSON.parse(line) }
  } catch {
    return { number, fault: 'This line is not JSON.' }
  }
}

/** The `id` of a line, so that also a faulty one can be told apart. */
export function idOf(value: unknown): unknown {
  return (typeof value === 'object' && value !== null && 'id' in value ? value.id : null) ?? null
}
