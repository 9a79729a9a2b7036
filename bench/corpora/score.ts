import { fold } from '../../src/core/case/fold-events.ts'
import { diagnose } from '../../src/core/diagnosis/diagnose.ts'
import type { Knowledge } from '../../src/core/knowledge.ts'
import { read } from '../../src/core/read/read-paste.ts'

/** One labelled text; which fields it has depends on the kind of file. */
export type Row = Readonly<Record<string, unknown>>

/** How often the product was right, and a line about each time it was not. */
export type Score = {
  readonly title: string
  readonly figures: readonly {
    readonly what: string
    readonly right: number
    readonly of: number
  }[]
  readonly misses: readonly string[]
}

/** What the product makes of a text, as far as it is measured. */
export type Told = {
  readonly recognised: boolean
  readonly outcome: string
  readonly code: string | null
  readonly step: string | null
  readonly causes: readonly string[]
}

/** Takes a text; gives what the product makes of it. */
export function told(text: string, knowledge: Knowledge): Told {
  const reading = read(text, knowledge)
  const state = fold([{ kind: 'pasted', reading }], knowledge)
  const { outcome, causes } = diagnose(knowledge, state)
  const [error] = state.errors
  return {
    recognised: outcome !== 'not-auth',
    outcome,
    code: error?.code ?? null,
    step: error?.credentialStep ?? null,
    causes: causes.map(({ cause }) => cause.id),
  }
}

/** Takes a row and a field; gives its text, empty where it has none. */
export function textOf(row: Row, field: string): string {
  const value = row[field]
  return typeof value === 'string' ? value : ''
}

/** Takes a row and a field; gives its texts. */
export function textsOf(row: Row, field: string): readonly string[] {
  const value = row[field]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** Takes causes in order and those that are right; says whether one of these is among the first so many. */
export function among(causes: readonly string[], right: readonly string[], first: number): boolean {
  return causes.slice(0, first).some((cause) => right.includes(cause))
}

/** Takes a text; gives its beginning in one line. */
export function brief(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 160)
}
