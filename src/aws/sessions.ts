import type { Answered } from '../app/checks/account/account-reads.ts'
import type { LinkedRole } from '../app/checks/account/linked-role.ts'
import type { Session } from './assume-role.ts'

/** Sessions of linked roles, in memory, each under its workspace and link, until shortly before they run out. */
export type Sessions = {
  /** Gives the session of a link, `more` if it may do one thing more; asks for one when there is none that lasts. */
  of(
    link: LinkedRole,
    open: () => Promise<Answered<Session>>,
    more?: string,
  ): Promise<Answered<Session>>
  /** Forgets a session, as when its link is cut. */
  drop(link: Pick<LinkedRole, 'team' | 'id'>): void
}

/** No session is used in its last minute, nor longer than the quarter of an hour it was asked for. */
const SPARE_MS = 60_000
const LONGEST_MS = 15 * 60_000

/** Takes the clock; gives an empty cache. */
export function makeSessions(now: () => number = Date.now): Sessions {
  const kept = new Map<string, { readonly session: Session; readonly until: number }>()
  const opening = new Map<string, Promise<Answered<Session>>>()
  // A list as JSON: no id can be written so that it reads as two.
  const keyOf = ({ team, id }: Pick<LinkedRole, 'team' | 'id'>) => JSON.stringify([team, id])
  return {
    async of(link, open, more = '') {
      // What the link says now counts, so that a session outlives no change of its role.
      const key = `${keyOf(link)}${JSON.stringify([link.account, link.role ?? '', link.externalId, more])}`
      const at = now()
      for (const [one, { until }] of kept) if (until <= at) kept.delete(one)
      const found = kept.get(key)
      if (found) return { kind: 'found', found: found.session }
      // Many checks may begin at once: the first signs in, and the others wait for what it gets.
      const begun = opening.get(key)
      if (begun) return begun
      const answer = open().then((got) => {
        if (got.kind === 'found' && opening.get(key) === answer) {
          const { expiration } = got.found.credentials
          const until = Math.min(expiration.getTime() - SPARE_MS, at + LONGEST_MS - SPARE_MS)
          kept.set(key, { session: got.found, until })
        }
        return got
      })
      opening.set(key, answer)
      const done = () => {
        if (opening.get(key) === answer) opening.delete(key)
      }
      answer.then(done, done)
      return answer
    },
    drop(link) {
      // What is on its way is not kept either.
      for (const map of [kept, opening])
        for (const key of map.keys()) if (key.startsWith(keyOf(link))) map.delete(key)
    },
  }
}
