import type { Cases } from '../../src/app/ports/case-store.ts'
import type { Case } from '../../src/core/case/case.ts'

/** Cases in memory, with all of them at hand. */
export function memoryCases(): Cases & { readonly all: () => readonly Case[] } {
  const cases = new Map<string, Case>()
  const claimed = new Set<string>()
  const at = (thread: string) => [...cases.values()].find(({ place }) => place.thread === thread)
  const write = (found: Case): Case => {
    cases.set(found.id, found)
    return found
  }
  return {
    all: () => [...cases.values()],
    accept({ delivery, place, asker, knowledge, event }) {
      if (claimed.has(delivery)) return Promise.resolve(undefined)
      claimed.add(delivery)
      const found = at(place.thread)
      const next: Case = found
        ? { ...found, revision: found.revision + 1, events: [...found.events, event] }
        : {
            id: `case-${cases.size + 1}`,
            revision: 1,
            place,
            asker,
            knowledge,
            events: [event],
            messages: {},
          }
      return Promise.resolve(write(next))
    },
    load: (id) => Promise.resolve(cases.get(id)),
    at: (place) => Promise.resolve(at(place.thread)),
    append(id, revision, event, delivery) {
      const found = cases.get(id)
      if (found?.revision !== revision || (delivery !== undefined && claimed.has(delivery)))
        return Promise.resolve(undefined)
      if (delivery !== undefined) claimed.add(delivery)
      return Promise.resolve(
        write({ ...found, revision: revision + 1, events: [...found.events, event] }),
      )
    },
    remember(id, slot, message) {
      const found = cases.get(id)
      const kept = found?.messages[slot] ?? message
      if (found) write({ ...found, messages: { ...found.messages, [slot]: kept } })
      return Promise.resolve(kept)
    },
    claimed: (delivery) => Promise.resolve(claimed.has(delivery)),
    answered: () => Promise.resolve(),
    unanswered: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  }
}
