import type { CaseEvent } from './case.ts'
import type { Fact, ReadError, SecretCount } from './fact.ts'
import type { Knowledge } from './knowledge.ts'

/** What is known of a case after everything that happened to it. Derived, never stored. */
export type State = {
  readonly auth: boolean
  /** Of the newest paste that held one; the first is the one to explain. */
  readonly errors: readonly ReadError[]
  /** One fact of each kind, the newest. */
  readonly facts: ReadonlyMap<string, Fact>
  readonly secrets: readonly SecretCount[]
  readonly started: boolean
  /** Questions answered "not sure": spent, and no evidence. */
  readonly unsure: ReadonlySet<string>
  /** Remedies that did not help, in order. */
  readonly failed: readonly string[]
  /** Steps passed over, as `kind:id`. */
  readonly skipped: ReadonlySet<string>
  /** Questions asked since the start, answered or not. */
  readonly asked: number
  readonly end: 'fixed' | 'stopped' | 'handed-over' | null
  readonly fixedBy: string | null
  /** False when there is nothing left to take back. */
  readonly canGoBack: boolean
}

const FINAL = new Set<CaseEvent['kind']>(['stopped', 'handed-over'])

/** Takes a case's events; gives what they add up to. "Back" takes the newest step away as if it had never been. */
export function fold(events: readonly CaseEvent[], knowledge: Pick<Knowledge, 'questions'>): State {
  const lasting = withoutTakenBack(events)
  const facts = new Map<string, Fact>()
  const secrets = new Map<string, number>()
  let errors: readonly ReadError[] = []
  let auth = false
  for (const event of lasting) {
    if (event.kind === 'pasted') {
      for (const fact of event.reading.facts) facts.set(fact.kind, fact)
      for (const { kind, count } of event.reading.secrets) {
        secrets.set(kind, (secrets.get(kind) ?? 0) + count)
      }
      if (event.reading.auth || !auth)
        errors = event.reading.errors.length > 0 ? event.reading.errors : errors
      auth ||= event.reading.auth
    }
    if (event.kind === 'answered') {
      const fact = knowledge.questions.find(({ id }) => id === event.question)?.fact
      if (fact) facts.set(fact, { kind: fact, value: event.answer, quote: '', source: 'answer' })
    }
  }
  const steps = lasting.filter((event) => event.kind !== 'pasted' && event.kind !== 'started')
  // A new error opens the walkthrough again; thanks and small talk do not.
  const news = lasting.findLastIndex((event) => event.kind === 'pasted' && event.reading.auth)
  const last = lasting.findLast((event, at) => event.kind !== 'pasted' || at === news)
  const tried = lasting.filter((event) => event.kind === 'tried')
  const fixed = lasting.slice(news + 1).find((event) => event.kind === 'tried' && event.worked)
  return {
    auth,
    errors,
    facts,
    secrets: [...secrets].map(([kind, count]) => ({ kind, count })),
    started: lasting.some((event) => event.kind === 'started'),
    unsure: new Set(
      lasting.flatMap((event) => (event.kind === 'not-sure' ? [event.question] : [])),
    ),
    failed: tried.filter((event) => !event.worked).map((event) => event.remedy),
    skipped: new Set(lasting.flatMap((event) => (event.kind === 'skipped' ? [event.step] : []))),
    asked: lasting.filter((event) => event.kind === 'answered' || event.kind === 'not-sure').length,
    end: fixed
      ? 'fixed'
      : last && FINAL.has(last.kind)
        ? (last.kind as 'stopped' | 'handed-over')
        : null,
    fixedBy: fixed?.kind === 'tried' ? fixed.remedy : null,
    canGoBack: steps.length > 0,
  }
}

/** What people pasted stays known; "started" is taken back by leaving, not by Back. */
function withoutTakenBack(
  events: readonly CaseEvent[],
): readonly Exclude<CaseEvent, { kind: 'back' }>[] {
  const lasting: Exclude<CaseEvent, { kind: 'back' }>[] = []
  for (const event of events) {
    if (event.kind !== 'back') {
      lasting.push(event)
      continue
    }
    const at = lasting.findLastIndex(({ kind }) => kind !== 'pasted' && kind !== 'started')
    if (at >= 0) lasting.splice(at, 1)
  }
  return lasting
}
