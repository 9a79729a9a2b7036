import type { Fact, ReadError, Reading, SecretCount } from '../fact.ts'
import type { Knowledge } from '../knowledge.ts'
import type { CaseEvent } from './case.ts'
import type { Learnt } from './learned-shares.ts'
import type { Tied } from './shared-marks.ts'
import { lasting as lastingOf, newsAt } from './undo.ts'

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
  /** The accounts that can be asked, masked. */
  readonly linked: readonly string[]
  /** Checks that were run; one that could not tell is run no second time either. */
  readonly checked: ReadonlySet<string>
  /** Questions asked since the start, answered or not. */
  readonly asked: number
  /** Questions whose fact was known when they were answered: asked a second time, and never a third. */
  readonly askedAgain: ReadonlySet<string>
  readonly end: 'fixed' | 'stopped' | 'handed-over' | null
  readonly fixedBy: string | null
  /** Who said that it is fixed. */
  readonly fixer: string | null
  /** What it had been, when someone said so after the fix. */
  readonly was: string | null
  /** The node of the published tree that is being followed, null in the guided order. */
  readonly tree: string | null
  /** A code that changed after something was tried is news, not failure. */
  readonly news: { readonly from: string; readonly to: string } | null
  /** The newest thing anyone did with a step, and who. */
  readonly newest: CaseEvent | null
  readonly learnt: Learnt | null
  readonly tied: Tied | null
  /** False when there is nothing left to take back. */
  readonly canGoBack: boolean
}

const FINAL = new Set<CaseEvent['kind']>(['stopped', 'handed-over'])
/** What happens beside the steps: it neither ends a case nor goes on with one. */
const ASIDE = new Set<CaseEvent['kind']>(['shared', 'was'])

/** What of the knowledge a state depends on: which fact a question asks for, and which facts a remedy changes. */
type Asked = Pick<Knowledge, 'questions'> & Partial<Pick<Knowledge, 'causes'>>

/** Takes a case's events; gives what they add up to. "Back" takes the newest step away as if it had never been. */
export function fold(events: readonly CaseEvent[], knowledge: Asked): State {
  const { lasting, steps } = lastingOf(events)
  const known = knownFrom(lasting, knowledge)
  const news = newsAt(lasting)
  const last = lasting.findLast(
    (event, at) => !ASIDE.has(event.kind) && (event.kind !== 'pasted' || at === news),
  )
  const tried = lasting.filter((event) => event.kind === 'tried')
  const since = lasting.slice(news + 1)
  const fixed = since.find((event) => event.kind === 'tried' && event.worked)
  const was = since.findLast((event) => event.kind === 'was')
  const order = lasting.findLast(({ kind }) => kind === 'tree' || kind === 'guided')
  const pasted = lasting.findLast((event) => event.kind === 'pasted' && event.reading.auth)
  return {
    ...known,
    started: lasting.some((event) => event.kind === 'started'),
    failed: tried.filter((event) => !event.worked).map((event) => event.remedy),
    skipped: new Set(lasting.flatMap((event) => (event.kind === 'skipped' ? [event.step] : []))),
    asked: lasting.filter((event) => event.kind === 'answered' || event.kind === 'not-sure').length,
    end: fixed
      ? 'fixed'
      : last && FINAL.has(last.kind)
        ? (last.kind as 'stopped' | 'handed-over')
        : null,
    fixedBy: fixed?.kind === 'tried' ? fixed.remedy : null,
    fixer: fixed?.by ?? null,
    was: fixed && was?.kind === 'was' ? was.cause : null,
    tree: order?.kind === 'tree' ? order.node : null,
    newest: steps.at(-1) ?? null,
    learnt: (pasted?.kind === 'pasted' && pasted.learnt) || null,
    tied: (pasted?.kind === 'pasted' && pasted.tied) || null,
    canGoBack: steps.length > 0,
    // Going back takes no account away.
    linked: events.findLast(({ linked }) => linked !== undefined)?.linked ?? [],
  }
}

type Known = Pick<
  State,
  'auth' | 'errors' | 'facts' | 'secrets' | 'unsure' | 'askedAgain' | 'checked' | 'news'
>

/** The probe's refusal, or the same code once more without its place, is no new error to explain. */
function tellsLess({ errors, facts }: Reading, before: ReadError | undefined): boolean {
  if (!before) return false
  if (facts.some(({ source }) => source === 'probe')) return true
  const [now] = errors
  return now?.code === before.code && (now?.phase === 'unknown' || now?.phase === 'cli')
}

/** Whether the words of the errors are where a fact was read. */
function saidBy(errors: readonly ReadError[], { source, quote }: Fact): boolean {
  return source === 'paste' && quote !== '' && errors.some(({ message }) => message.includes(quote))
}

/** What pastes and answers say, the newest of a kind last. */
function knownFrom(lasting: readonly CaseEvent[], knowledge: Asked): Known {
  const facts = new Map<string, Fact>()
  const secrets = new Map<string, number>()
  const unsure = new Set<string>()
  const askedAgain = new Set<string>()
  // Questions someone answered, and those of them that a remedy opened once more.
  const answered = new Set<string>()
  const renewed = new Set<string>()
  // Checks that were run, with the kinds of fact they settled.
  const checked = new Map<string, readonly string[]>()
  let errors: readonly ReadError[] = []
  let auth = false
  let tried = false
  let news: State['news'] = null
  for (const event of lasting) {
    if (event.kind === 'tried') {
      tried = true
      if (!event.worked) forget(event.remedy)
    }
    if (event.kind === 'not-sure') {
      answered.add(event.question)
      if (unsure.has(event.question) || hasFact(event.question)) askedAgain.add(event.question)
      unsure.add(event.question)
    }
    if (event.kind === 'answered') {
      answered.add(event.question)
      const fact = factOf(event.question)
      if (!fact) continue
      if (facts.has(fact)) askedAgain.add(event.question)
      facts.set(fact, { kind: fact, value: event.answer, quote: '', source: 'answer' })
    }
    if (event.kind === 'checked') {
      checked.set(
        event.check,
        event.facts.map(({ kind }) => kind),
      )
      for (const fact of event.facts) facts.set(fact.kind, fact)
    }
    if (event.kind !== 'pasted') continue
    for (const fact of event.reading.facts) facts.set(fact.kind, fact)
    for (const { kind, count } of event.reading.secrets) {
      secrets.set(kind, (secrets.get(kind) ?? 0) + count)
    }
    if (!event.reading.auth && auth) continue
    const [before] = errors
    if (event.reading.errors.length > 0 && !tellsLess(event.reading, before))
      errors = event.reading.errors
    auth ||= event.reading.auth
    const [now] = errors
    if (event.reading.auth && tried && before?.code && now?.code && before.code !== now.code)
      news = { from: before.code, to: now.code }
  }
  return {
    auth,
    errors,
    facts,
    secrets: [...secrets].map(([kind, count]) => ({ kind, count })),
    unsure,
    askedAgain,
    checked: new Set(checked.keys()),
    news,
  }

  function factOf(question: string): string | undefined {
    return knowledge.questions.find(({ id }) => id === question)?.fact
  }
  /** What a remedy changed is no longer known, and may be asked once more; what the error itself says still holds. */
  function forget(remedy: string): void {
    const found = knowledge.causes
      ?.flatMap(({ remedies }) => remedies)
      .find(({ id }) => id === remedy)
    const stale = found?.stale ?? []
    for (const [check, settled] of checked) {
      if (renewed.has(`check:${check}`) || !settled.some((kind) => stale.includes(kind))) continue
      checked.delete(check)
      renewed.add(`check:${check}`)
    }
    for (const kind of stale) {
      const fact = facts.get(kind)
      if (fact && !saidBy(errors, fact)) facts.delete(kind)
      for (const { id } of knowledge.questions.filter((question) => question.fact === kind)) {
        if (!answered.has(id)) continue
        if (renewed.has(id)) unsure.add(id)
        else unsure.delete(id)
        renewed.add(id)
      }
    }
  }
  function hasFact(question: string): boolean {
    return facts.has(factOf(question) ?? '')
  }
}
