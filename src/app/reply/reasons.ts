import type { State } from '../../core/case/case-state.ts'
import type { RankedCause } from '../../core/diagnosis/diagnose.ts'
import type { Evidence, Knowledge } from '../../core/knowledge.ts'

type Facts = State['facts']

/** Takes a cause as it stands and the facts; gives what was seen that speaks for it, as sentences. */
export function reasonsFor(knowledge: Knowledge, ranked: RankedCause, facts: Facts) {
  return seen(knowledge, ranked.for, facts)
}

/** Takes a cause as it stands and the facts; gives what was seen that speaks against it, as sentences. */
export function reasonsAgainst(knowledge: Knowledge, ranked: RankedCause, facts: Facts) {
  return seen(knowledge, ranked.against, facts)
}

function seen(knowledge: Knowledge, lines: readonly Evidence[], facts: Facts): readonly string[] {
  return lines.flatMap(({ fact }) => {
    const value = facts.get(fact)?.value
    const kind = knowledge.facts.find(({ id }) => id === fact)
    return value === undefined ? [] : (kind?.seen?.[value] ?? [])
  })
}
