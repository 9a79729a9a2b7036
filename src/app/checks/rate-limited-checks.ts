import { boundedMap } from '../../core/bounded-map.ts'
import type { Region } from '../../core/knowledge.ts'
import type { AccountReads } from './account/account-reads.ts'
import type { LinkedRole } from './account/linked-role.ts'
import type { CheckRequest } from './all-checks.ts'
import { type CheckResult, runCheck } from './run-check.ts'

/** One person of a workspace asking one thing of one linked account. */
type AskedCheck = {
  readonly request: CheckRequest
  readonly link: LinkedRole
  /** The person's id at their surface. */
  readonly by: string
}
type AnsweredCheck =
  | { readonly kind: 'result'; readonly result: CheckResult; readonly cached: boolean }
  /** Asked too often; nothing was asked of AWS. */
  | {
      readonly kind: 'refused'
      readonly because: 'person' | 'workspace'
      /** When to ask again. */
      readonly inSeconds: number
    }

/** Checks through links, for many people at once. */
export type Checks = (asked: AskedCheck) => Promise<AnsweredCheck>

type ChecksDeps = {
  readonly through: (link: LinkedRole, asker: string) => AccountReads
  readonly regions: () => readonly Region[]
  readonly now: () => number
}

/** How long an answer is given again instead of asking AWS anew. */
const FRESH_MS = 60_000
// Ten a minute for a person: so many people never ask at once.
const MOST_KEPT = 10_000
const MINUTE = 60_000
const HOUR = 3_600_000

/** Takes how to look into an account; gives checks that spare it: few per person and workspace, the same one once a minute. */
export function makeChecks({ through, regions, now }: ChecksDeps): Checks {
  const kept = boundedMap<Promise<CheckResult>>(MOST_KEPT, { ms: FRESH_MS, now })
  const ofPerson = makeWindow(10, MINUTE, now)
  const ofWorkspace = makeWindow(300, HOUR, now)
  return async ({ request, link, by }) => {
    const at = now()
    // The link as it stands now: one that was cut and made anew is another.
    const key = JSON.stringify([link.team, link.id, link.account, link.externalId, request])
    const person = ofPerson(JSON.stringify([link.team, by]))
    if (person > 0) return { kind: 'refused', because: 'person', inSeconds: seconds(person) }
    const found = kept.get(key)
    if (found) return { kind: 'result', result: await found, cached: true }
    const workspace = ofWorkspace(link.team)
    if (workspace > 0) {
      return { kind: 'refused', because: 'workspace', inSeconds: seconds(workspace) }
    }
    const result = runCheck(request, { reads: through(link, by), now: at, regions })
    kept.set(key, result)
    // What broke is not kept: the next one may ask again.
    result.catch(() => kept.delete(key))
    return { kind: 'result', result: await result, cached: false }
  }
}

const seconds = (ms: number) => Math.ceil(ms / 1000)

/**
 * Takes how many times within how long; gives a count for each key. Counting gives 0 where it is still allowed, else
 * how many milliseconds until it is again.
 */
function makeWindow(most: number, lengthMs: number, now: () => number): (key: string) => number {
  const times = new Map<string, readonly number[]>()
  return (key) => {
    const at = now()
    if (times.size > 10_000) {
      for (const [one, then] of times) {
        if (then.every((time) => time <= at - lengthMs)) times.delete(one)
      }
    }
    const recent = (times.get(key) ?? []).filter((time) => time > at - lengthMs)
    const [oldest = at] = recent
    if (recent.length >= most) return oldest + lengthMs - at
    times.set(key, [...recent, at])
    return 0
  }
}
