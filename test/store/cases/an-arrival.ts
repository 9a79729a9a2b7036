import { randomUUID } from 'node:crypto'
import type { Arrival } from '../../../src/app/ports/case-store.ts'
import type { CaseEvent } from '../../../src/core/case/case.ts'
import { THREADS } from '../../../src/slack/protocol/thread-ref.ts'

/** Gives a delivery nobody has seen, at a place nobody has seen, but for what is given. */
export function anArrival(given: Partial<Arrival> = {}): Arrival {
  const place = given.place ?? aPlace()
  return {
    delivery: `slack:${randomUUID()}`,
    place,
    workspace: THREADS.workspaceOf(place),
    asker: 'U1',
    knowledge: 'k1',
    event: pasted(),
    ...given,
  }
}

/** Gives a place without a case. */
export function aPlace(): Arrival['place'] {
  return { surface: 'slack', thread: `T1/C1/${randomUUID()}` }
}

/** Gives the event of a small paste. */
export function pasted(): CaseEvent {
  return {
    kind: 'pasted',
    reading: {
      auth: true,
      errors: [],
      facts: [{ kind: 'region', value: 'eu-south-1', quote: 'eu-south-1', source: 'paste' }],
      secrets: [],
    },
  }
}
