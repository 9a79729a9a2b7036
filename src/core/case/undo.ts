import type { CaseEvent } from './case.ts'

type Lasting = Exclude<CaseEvent, { kind: 'back' }>

/**
 * Takes a case's events; gives those that were not taken back, and which of them Back can still take back.
 * What was pasted up to the first sign-in error, the shell that was chosen and small talk in the thread stay.
 */
export function lasting(events: readonly CaseEvent[]): {
  readonly lasting: readonly Lasting[]
  readonly steps: readonly Lasting[]
} {
  const kept: Lasting[] = []
  for (const event of events) {
    if (event.kind !== 'back') {
      kept.push(event)
      continue
    }
    const at = newestStep(kept)
    if (at >= 0) kept.splice(at, 1)
  }
  return { lasting: kept, steps: kept.filter((_, at) => isStep(kept, at)) }
}

/** Takes lasting events; gives where the newest sign-in error is: it opens the walkthrough again, thanks do not. */
export function newsAt(events: readonly CaseEvent[]): number {
  return events.findLastIndex((event) => event.kind === 'pasted' && event.reading.auth)
}

function newestStep(kept: readonly Lasting[]): number {
  return kept.findLastIndex((_, at) => isStep(kept, at))
}

function isStep(kept: readonly Lasting[], at: number): boolean {
  const event = kept[at]
  if (!event || event.kind === 'shared' || event.kind === 'shell') return false
  if (event.kind !== 'pasted') return true
  const { auth, errors, facts } = event.reading
  const begun = kept.findIndex((one) => one.kind === 'pasted' && one.reading.auth)
  return begun >= 0 && at > begun && (auth || errors.length > 0 || facts.length > 0)
}
