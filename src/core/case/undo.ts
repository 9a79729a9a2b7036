import type { CaseEvent } from './case.ts'

type Lasting = Exclude<CaseEvent, { kind: 'back' }>

/**
 * Takes a case's events; gives those that were not taken back, and which of them Back can still take back.
 * What was pasted before the walkthrough began, the beginning itself and small talk in the thread stay.
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
  const begun = kept.findIndex(({ kind }) => kind === 'started')
  return { lasting: kept, steps: kept.filter((event, at) => isStep(event, at, begun)) }
}

/** Takes lasting events; gives where the newest sign-in error is: it opens the walkthrough again, thanks do not. */
export function newsAt(events: readonly CaseEvent[]): number {
  return events.findLastIndex((event) => event.kind === 'pasted' && event.reading.auth)
}

function newestStep(kept: readonly Lasting[]): number {
  const begun = kept.findIndex(({ kind }) => kind === 'started')
  return kept.findLastIndex((event, at) => isStep(event, at, begun))
}

function isStep(event: Lasting, at: number, begun: number): boolean {
  if (event.kind === 'started') return at !== begun
  if (event.kind === 'shared') return false
  if (event.kind !== 'pasted') return true
  const { auth, errors, facts } = event.reading
  return begun >= 0 && at > begun && (auth || errors.length > 0 || facts.length > 0)
}
