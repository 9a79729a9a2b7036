import { SETTLED_KINDS } from '../../app/checks/all-checks.ts'
import { READABLE_KINDS } from '../../core/read/read-facts.ts'
import type { Lint } from './lint.ts'

/** What evidence speaks of can be found out: by reading, by a question, by the probe or by a look into an account. */
export const factsAreLearnt: Lint = {
  name: 'facts-are-learnt',
  check: ({ causes, questions, probe, facts }) => {
    const learnt = new Set([
      ...READABLE_KINDS,
      ...questions.map(({ data }) => data.fact),
      ...probe.data.settles,
      ...SETTLED_KINDS,
    ])
    const known = new Set(facts.data.map(({ id }) => id))
    return causes.flatMap((page) =>
      page.data.evidence.flatMap(({ fact }, index) =>
        learnt.has(fact) || !known.has(fact)
          ? []
          : page.fault(
              ['evidence', index, 'fact'],
              `Nothing can show "${fact}": no reader, no question, not the probe, no check.`,
            ),
      ),
    )
  },
}

/** What can be found out and tells nothing apart wastes a person's time. */
export const factsAreUsed: Lint = {
  name: 'facts-are-used',
  check: ({ causes, causeIds, symptoms, questions, facts }) => {
    // A page that could not be read may be the one that speaks of it.
    if (causes.length < causeIds.size) return []
    const shared = new Set(symptoms.flatMap(({ data }) => data.shares.map(({ cause }) => cause)))
    const spoken = new Set(
      causes
        .filter(({ id }) => shared.has(id))
        .flatMap(({ data }) => data.evidence.map(({ fact }) => fact)),
    )
    return [
      ...facts.data.flatMap(({ id, values }, index) =>
        spoken.has(id) || Object.keys(values).length === 0
          ? []
          : facts.fault(
              [index, 'id'],
              `No evidence speaks of "${id}": give it some, or no values if it only informs people.`,
            ),
      ),
      ...questions.flatMap((page) =>
        spoken.has(page.data.fact)
          ? []
          : page.fault(
              ['fact'],
              `It is never asked: no cause has evidence about "${page.data.fact}".`,
            ),
      ),
    ]
  },
}
