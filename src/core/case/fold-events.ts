import type { CaseEvent } from './case.ts'
import type { Asked, State } from './case-state.ts'
import { knownFrom } from './known-facts.ts'
import { lasting as lastingOf, newsAt } from './undo.ts'

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
  const chosen = lasting.findLast(({ kind }) => kind === 'shell')
  const pasted = lasting.findLast((event) => event.kind === 'pasted' && event.reading.auth)
  return {
    ...known,
    shell: chosen?.kind === 'shell' ? chosen.shell : null,
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

const FINAL = new Set<CaseEvent['kind']>(['stopped', 'handed-over'])

/** What happens beside the steps: it neither ends a case nor goes on with one. */
const ASIDE = new Set<CaseEvent['kind']>(['shared', 'was', 'shell'])
