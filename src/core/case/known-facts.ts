import type { Fact, ReadError, Reading } from '../fact.ts'
import type { CaseEvent } from './case.ts'
import type { Asked, State } from './case-state.ts'

export type Known = Pick<
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
export function knownFrom(lasting: readonly CaseEvent[], knowledge: Asked): Known {
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
