import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { CHECK_STEPS } from '../app/checks/possible-checks.ts'
import type { Knowledge } from '../core/knowledge.ts'
import { walk } from '../core/simulate/simulate-walkthrough.ts'
import { MAX_PASTE } from '../core/text/plain-text.ts'
import { parse } from './arguments.ts'
import type { Cli } from './cli.ts'
import { WALK } from './help/command-pages.ts'
import { UsageError } from './usage-error.ts'

/**
 * `tfauth walk --jsonl`: plays the guided walkthrough without a person, one a line. A line that cannot be walked is
 * answered by one that says so, and named on standard error; the others do not suffer.
 */
export async function walkCommand(args: readonly string[], cli: Cli): Promise<number> {
  const { values } = parse(args, WALK.options, 0)
  if (!values.jsonl) {
    throw new UsageError(
      'walk reads one JSON object a line from standard input; call it as walk --jsonl.',
    )
  }
  const knowledge = cli.knowledge()
  let number = 0
  let wrong = 0
  for await (const line of createInterface({
    input: Readable.from(cli.stdin),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number++
    if (!line.trim()) continue
    const asked = lineOf(line, knowledge)
    if ('error' in asked) {
      wrong++
      cli.writeError(`tfauth: line ${number}: ${asked.error}\n`)
      cli.write(`${JSON.stringify(asked)}\n`)
      continue
    }
    const { id, ...input } = asked
    const { steps, ...walked } = walk(knowledge, input, CHECK_STEPS)
    cli.write(`${JSON.stringify({ id, steps, ...walked })}\n`)
  }
  return wrong > 0 ? 2 : 0
}

const shape = z.looseObject({
  id: z.unknown().optional(),
  text: z.string('"text" must be a string, the paste to walk through'),
  cause: z.string('"cause" must be the id of a cause').optional(),
  answers: z
    .record(z.string(), z.string(), '"answers" must be an object of question → value')
    .optional(),
  fixedBy: z.string('"fixedBy" must be the id of a remedy or a cause').optional(),
  linked: z.boolean('"linked" must be true or false').optional(),
})
type Line =
  | (z.infer<typeof shape> & { readonly id: unknown })
  | { readonly id: unknown; readonly error: string }

function lineOf(line: string, knowledge: Knowledge): Line {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { id: null, error: 'This is not JSON. Each line is an object with "id" and "text".' }
  }
  const read = shape.safeParse(value)
  const id =
    (typeof value === 'object' && value !== null && 'id' in value ? value.id : null) ?? null
  if (!read.success) {
    const [issue] = read.error.issues
    const at = issue?.path.length ? '' : 'Each line is an object with "id" and "text": '
    return { id, error: `${at}${issue?.message}.` }
  }
  const fault = faultOf(read.data, knowledge)
  return fault ? { id, error: fault } : { ...read.data, id }
}

/** What no walkthrough could honour is said, so that a mistyped id does not pass for a person who is not sure. */
function faultOf(
  { text, cause, answers, fixedBy }: z.infer<typeof shape>,
  { causes, questions, facts }: Knowledge,
): string | undefined {
  if (text.length > MAX_PASTE) return 'This text is larger than 10 MB.'
  if (cause !== undefined && !causes.some(({ id }) => id === cause))
    return `There is no cause '${cause}'.`
  for (const key of Object.keys(answers ?? {})) {
    if (!questions.some(({ id }) => id === key) && !facts.some(({ id }) => id === key))
      return `There is no question and no kind of fact '${key}'.`
  }
  const known =
    causes.some(({ id }) => id === fixedBy) ||
    causes.some(({ remedies }) => remedies.some(({ id }) => id === fixedBy))
  return fixedBy === undefined || known
    ? undefined
    : `There is no remedy and no cause '${fixedBy}'.`
}
