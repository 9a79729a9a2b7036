import { randomUUID } from 'node:crypto'
import type { Reply } from '../../app/reply/reply.ts'
import { boundedMap } from '../../core/bounded-map.ts'

/** The masked form of an answer somebody got, while they may still want to show it. */
export type KeptChecks = {
  keep(answer: Kept): string
  /** What was kept, once and only for whom it was kept. */
  take(id: string, whose: Pick<Kept, 'team' | 'user'>): Reply | undefined
}
type Kept = { readonly team: string; readonly user: string; readonly masked: Reply }

const FRESH_MS = 10 * 60_000
const MOST = 500

/** Keeps answers in this process for ten minutes and nowhere else; what is gone by then is asked anew. */
export function makeKeptChecks(now: () => number = Date.now): KeptChecks {
  const kept = boundedMap<Kept>(MOST, { ms: FRESH_MS, now })
  return {
    keep(answer) {
      const id = randomUUID()
      kept.set(id, answer)
      return id
    },
    take(id, { team, user }) {
      const found = kept.get(id)
      if (!found || found.team !== team || found.user !== user) return undefined
      kept.delete(id)
      return found.masked
    },
  }
}
