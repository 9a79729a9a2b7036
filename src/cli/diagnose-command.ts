import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { diagnoseText } from '../app/paste/diagnose-text.ts'
import { composeThread } from '../app/thread/compose-thread.ts'
import type { Case } from '../core/case/case.ts'
import { fold } from '../core/case/fold-events.ts'
import { diagnose } from '../core/diagnosis/diagnose.ts'
import type { Knowledge } from '../core/knowledge.ts'
import { explainPlan } from '../core/plan/explain-plan.ts'
import { nextStep } from '../core/plan/next-step.ts'
import { read } from '../core/read/read-paste.ts'
import { MAX_PASTE } from '../core/text/plain-text.ts'
import { parse } from './arguments.ts'
import type { Cli } from './cli.ts'
import { explainTable } from './explain-table.ts'
import { DIAGNOSE } from './help/command-pages.ts'
import { readPaste } from './input.ts'
import { renderText } from './render-text.ts'
import { UsageError } from './usage-error.ts'

/** `tfauth diagnose`: one paste for people or as JSON, or one a line. */
export async function diagnoseCommand(args: readonly string[], cli: Cli): Promise<number> {
  const { values, positionals } = parse(args, DIAGNOSE.options, Number.POSITIVE_INFINITY)
  if (values.jsonl && positionals.length > 0) {
    throw new UsageError('--jsonl reads standard input; leave the file away.')
  }
  if (values.jsonl) return diagnoseLines(cli)
  const paste = await readPaste(positionals, cli)
  const knowledge = cli.knowledge()
  cli.write(
    values.json
      ? `${JSON.stringify(diagnoseText(knowledge, paste), null, 2)}\n`
      : forPeople(knowledge, paste, values.full ?? false),
  )
  if (values.explain && !values.json) cli.write(`\n${explained(knowledge, paste)}`)
  return 0
}

/** A line that is no paste is answered by a line that says so; the others do not suffer. */
async function diagnoseLines({ knowledge, stdin, write }: Cli): Promise<number> {
  const known = knowledge()
  let wrong = 0
  for await (const line of createInterface({
    input: Readable.from(stdin),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (!line.trim()) continue
    const asked = lineOf(line)
    if ('error' in asked) wrong++
    write(
      `${JSON.stringify('error' in asked ? asked : { id: asked.id, ...diagnoseText(known, asked.text) })}\n`,
    )
  }
  return wrong > 0 ? 2 : 0
}

type Line =
  | { readonly id: unknown; readonly text: string }
  | { readonly id: unknown; readonly error: string }

function lineOf(line: string): Line {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return {
      id: null,
      error: 'This line is not JSON. Each line is an object with "id" and "text".',
    }
  }
  const { id = null, text } = (typeof value === 'object' && value !== null ? value : {}) as {
    id?: unknown
    text?: unknown
  }
  if (typeof text !== 'string') return { id, error: 'This line has no "text" that is a string.' }
  if (text.length > MAX_PASTE) return { id, error: 'This text is larger than 10 MB.' }
  return { id, text }
}

/** Every number behind the verdict and the step. */
function explained(knowledge: Knowledge, paste: string): string {
  const state = fold([{ kind: 'pasted', reading: read(paste, knowledge) }], knowledge)
  const diagnosis = diagnose(knowledge, state)
  const step = nextStep(knowledge, state, diagnosis)
  return explainTable(explainPlan(knowledge, state, diagnosis, step))
}

/** The same replies as everywhere, for a case that nobody keeps: a warning, then the verdict and what to do. */
export function forPeople(knowledge: Knowledge, paste: string, full: boolean): string {
  const passing: Case = {
    id: 'here',
    revision: 1,
    place: { surface: 'sandbox', thread: 'here' },
    asker: 'you',
    knowledge: knowledge.hash,
    events: [{ kind: 'pasted', reading: read(paste, knowledge) }],
    messages: {},
  }
  const said = composeThread(knowledge, passing)
  return [...said.filter(({ to }) => to === 'person'), ...said.filter(({ to }) => to === 'thread')]
    .map(({ reply }) => renderText(reply, full))
    .join('\n')
}
