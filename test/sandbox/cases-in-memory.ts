import { randomUUID } from 'node:crypto'
import type { Cases } from '../../src/app/ports.ts'
import type { Case } from '../../src/core/case.ts'

/** The store's contract kept in a Map: forgets when the process ends, which these tests never need it not to. */
export function casesInMemory(): Cases {
  const cases = new Map<string, Case>()
  const claimed = new Set<string>()
  const at = (place: Case['place']) =>
    [...cases.values()].find(
      ({ place: of }) => of.surface === place.surface && of.thread === place.thread,
    )
  const put = (next: Case): Case => {
    cases.set(next.id, next)
    return next
  }
  return {
    async accept({ delivery, place, asker, knowledge, event }) {
      if (claimed.has(delivery)) return undefined
      claimed.add(delivery)
      const known = at(place)
      if (known) {
        return put({ ...known, revision: known.revision + 1, events: [...known.events, event] })
      }
      const id = randomUUID()
      return put({ id, revision: 1, place, asker, knowledge, events: [event], messages: {} })
    },
    load: async (id) => cases.get(id),
    at: async (place) => at(place),
    async append(id, revision, event) {
      const known = cases.get(id)
      if (known?.revision !== revision) return undefined
      return put({ ...known, revision: revision + 1, events: [...known.events, event] })
    },
    async remember(id, slot, message) {
      const known = cases.get(id)
      if (known) put({ ...known, messages: { [slot]: message, ...known.messages } })
      return cases.get(id)?.messages[slot] ?? message
    },
    answered: async () => {},
    unanswered: async () => [],
    close: async () => {},
  }
}
