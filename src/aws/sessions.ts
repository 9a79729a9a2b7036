import type { Answered } from '../app/checks.ts'
import type { Link } from '../app/link.ts'
import type { Session } from './assume-role.ts'

/** Sessions of linked roles, in memory, each under its workspace and link, until shortly before they run out. */
export type Sessions = {
  /** Gives the session of a link; asks for one when there is none that lasts. */
  of(link: Link, open: () => Promise<Answered<Session>>): Promise<Answered<Session>>
  /** Forgets a session, as when its link is cut. */
  drop(link: Pick<Link, 'team' | 'id'>): void
}

/** No session is used in its last minute, nor longer than the quarter of an hour it was asked for. */
const SPARE_MS = 60_000
const LONGEST_MS = 15 * 60_000

/** Takes the clock; gives an empty cache. */
export function makeSessions(now: () => number = Date.now): Sessions {
  const kept = new Map<string, { readonly session: Session; readonly until: number }>()
  // A list as JSON: no id can be written so that it reads as two.
  const keyOf = ({ team, id }: Pick<Link, 'team' | 'id'>) => JSON.stringify([team, id])
  return {
    async of(link, open) {
      // What the link says now counts, so that a session outlives no change of its role.
      const key = `${keyOf(link)}${JSON.stringify([link.account, link.role ?? '', link.externalId])}`
      const at = now()
      for (const [one, { until }] of kept) if (until <= at) kept.delete(one)
      const found = kept.get(key)
      if (found) return { kind: 'found', found: found.session }
      const answer = await open()
      if (answer.kind === 'found') {
        const { expiration } = answer.found.credentials
        const until = Math.min(expiration.getTime() - SPARE_MS, at + LONGEST_MS - SPARE_MS)
        kept.set(key, { session: answer.found, until })
      }
      return answer
    },
    drop(link) {
      for (const key of kept.keys()) if (key.startsWith(keyOf(link))) kept.delete(key)
    },
  }
}
