import type { Knowledge, Symptom } from '../knowledge.ts'

/** One solved case of a workspace, as far as learning looks at it. */
export type Solved = {
  readonly asker: string
  readonly symptom: string
  /** Each cause's part of this case, summing to one at most: all of it for the cause someone confirmed. */
  readonly credit: Readonly<Record<string, number>>
  readonly confirmed: boolean
  readonly daysAgo: number
}

/** What a workspace's solved cases of one symptom say; kept with the case that was answered by it. */
export type Learnt = {
  readonly symptom: string
  /** Cause → how many cases count for it, once one person's part is bounded. */
  readonly counts: Readonly<Record<string, number>>
  /** How many solved cases stand behind this, and of how many each cause was confirmed or taken to be it. */
  readonly cases: number
  readonly times: Readonly<Record<string, number>>
}

// How many cases the shares that were there before weigh, against those of the workspace.
const KAPPA = 10
const KAPPA_TAIL = 20
/** Causes below this share learn together, so that one case of a rare cause does not turn everything. */
const TAIL_BELOW = 0.02
// What one person can move: so many cases of one cause in a month, and a quarter of all.
const MOST_A_MONTH = 3
const MONTH_DAYS = 30
const MOST_OF_ALL = 0.25
const HALF_LIFE_DAYS = 180
// Older cases than these are not read: they would weigh little.
export const MOST_SOLVED = 200
const SHOWN = 30

/**
 * Takes a symptom and how many cases count for each cause; gives its shares moved by them, their sum unchanged.
 * A Dirichlet over the common causes and the group of the rare ones, and a second one inside that group.
 */
export function sharesFor(
  symptom: Symptom,
  counts: Readonly<Record<string, number>>,
): Symptom['shares'] {
  const total = sum(symptom.shares.map(({ count }) => count))
  const counted = symptom.shares.map((share) => {
    const n = counts[share.cause] ?? 0
    return { ...share, before: share.count / total, n: n > 0 ? n : 0 }
  })
  const n = sum(counted.map((one) => one.n))
  if (n === 0 || !(total > 0)) return symptom.shares
  const tail = counted.filter(({ before }) => before < TAIL_BELOW)
  const tailBefore = sum(tail.map(({ before }) => before))
  const tailN = sum(tail.map((one) => one.n))
  const ofAll = (before: number, seen: number) => (KAPPA * before + seen) / (KAPPA + n)
  return counted.map(({ before, n: seen, cause, origin }) => {
    const share =
      before < TAIL_BELOW
        ? (ofAll(tailBefore, tailN) * (KAPPA_TAIL * (before / tailBefore) + seen)) /
          (KAPPA_TAIL + tailN)
        : ofAll(before, seen)
    return { cause, count: share * total, origin }
  })
}

/** Takes the knowledge and, for symptoms, what cases count; gives it with the shares of those symptoms moved. */
export function withShares(
  knowledge: Knowledge,
  counts: Readonly<Record<string, Readonly<Record<string, number>>>>,
): Knowledge {
  const symptoms = knowledge.symptoms.map((symptom) => {
    const counted = counts[symptom.id]
    return counted ? { ...symptom, shares: sharesFor(symptom, counted) } : symptom
  })
  return { ...knowledge, symptoms }
}

/** Takes a workspace's solved cases, the newest first, and a symptom; gives what they teach about it, null when nothing. */
export function learntFrom(solved: readonly Solved[], symptom: string): Learnt | null {
  const ours = solved.filter((one) => one.symptom === symptom)
  if (ours.length === 0) return null
  const shown = ours.slice(0, SHOWN)
  return { symptom, counts: bounded(ours), cases: shown.length, times: timesOf(shown) }
}

/** Takes solved cases; gives how many of them each cause was confirmed for, or has the largest part of. */
export function timesOf(solved: readonly Solved[]): Readonly<Record<string, number>> {
  const times: Record<string, number> = {}
  for (const { credit } of solved) {
    const [first] = Object.entries(credit).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    if (first) times[first[0]] = (times[first[0]] ?? 0) + 1
  }
  return times
}

/** Adds up credits, older ones weighing less, and no person's more than a quarter or their first three. */
function bounded(solved: readonly Solved[]): Readonly<Record<string, number>> {
  const people = new Map<string, Map<string, number>>()
  // The oldest first, so that what a person already said this month is counted before what they say now.
  const inOrder = solved.toReversed()
  for (const [at, one] of inOrder.entries()) {
    const person = people.get(one.asker) ?? new Map<string, number>()
    people.set(one.asker, person)
    for (const [cause, credit] of Object.entries(one.credit)) {
      const month = inOrder
        .slice(0, at)
        .filter(
          (other) =>
            other.asker === one.asker &&
            other.daysAgo - one.daysAgo < MONTH_DAYS &&
            other.credit[cause],
        )
      const left = MOST_A_MONTH - sum(month.map((other) => other.credit[cause] ?? 0))
      const counted = Math.max(0, Math.min(credit, left)) * 0.5 ** (one.daysAgo / HALF_LIFE_DAYS)
      person.set(cause, (person.get(cause) ?? 0) + counted)
    }
  }
  const parts = [...people.values()].map((causes) => ({
    causes,
    weight: sum([...causes.values()]),
  }))
  const all = sum(parts.map(({ weight }) => weight))
  const counts: Record<string, number> = {}
  for (const { causes, weight } of parts) {
    const most = Math.max(MOST_A_MONTH, ((all - weight) * MOST_OF_ALL) / (1 - MOST_OF_ALL))
    const scale = weight > most ? most / weight : 1
    for (const [cause, n] of causes) counts[cause] = (counts[cause] ?? 0) + n * scale
  }
  return counts
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
