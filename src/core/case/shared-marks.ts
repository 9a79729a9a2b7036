import type { Fact } from '../fact.ts'

const MARK_KINDS = ['key', 'role', 'account', 'pipeline'] as const

/** Something of a case that other cases can share: hashed, with what may be shown of it. */
export type Mark = {
  readonly kind: (typeof MARK_KINDS)[number]
  readonly hash: string
  readonly shown: string
}

/** What a store knows of one case that carries a mark. */
export type MarkedCase = Mark & {
  readonly case: string
  readonly thread: string
  readonly symptom: string | null
  readonly asker: string
  /** In ISO form, UTC. */
  readonly at: string
}

/** The other cases that hit the same thing, as a case shows it. */
export type SharedWith = {
  readonly kind: Mark['kind']
  readonly shown: string
  /** How many other cases, and of how many people. */
  readonly others: number
  readonly since: string
  /** The first case of them, where people should look. */
  readonly first: string
  /** The address of its thread, where the surface has one. */
  readonly link: string | null
}

/** Cases within this time of one another are one incident. */
export const WINDOW_MS = 2 * 60 * 60 * 1_000
/** Fewer cases than this are worth a line, more are an incident that one thread should follow. */
export const INCIDENT = 3

// An id as AWS issues it. Linear: the length is fixed.
const KEY_ID = /(?<![A-Za-z0-9])A[KS]IA[A-Z2-7]{16}(?![A-Za-z0-9])/g
// The rest of a larger paste says it again.
const LOOKED_AT = 1_000_000
const MOST_KEYS = 3

/** Takes a paste as it arrived, before anything is removed; gives the full key ids in it, to be hashed and forgotten. */
export function keyIdsIn(text: string): readonly string[] {
  const found = new Set<string>()
  for (const [id] of text.slice(0, LOOKED_AT).matchAll(KEY_ID)) {
    found.add(id)
    if (found.size === MOST_KEYS) break
  }
  return [...found]
}

/** Takes facts; gives what ties them to other cases, in words that are not secret. */
export function tyingFacts(
  facts: readonly Fact[],
): readonly { readonly kind: Mark['kind']; readonly value: string }[] {
  const KINDS: Readonly<Record<string, Mark['kind']>> = {
    role: 'role',
    account: 'account',
    'target-account': 'account',
    'oidc-sub': 'pipeline',
    pipeline: 'pipeline',
  }
  return facts.flatMap(({ kind, value }) => {
    const as = KINDS[kind]
    return as && value.trim() ? [{ kind: as, value: value.trim() }] : []
  })
}

/**
 * Takes cases that share a mark with a new one, and its symptom; gives the strongest tie, null when there is none.
 * A key or a role ties whatever went wrong; an account or a pipeline has many errors, so only the same symptom does.
 */
export function strongestTie(
  marked: readonly MarkedCase[],
  symptom: string | null,
): Omit<SharedWith, 'link'> | null {
  for (const kind of MARK_KINDS) {
    const here = marked.filter(
      (one) =>
        one.kind === kind &&
        (kind === 'key' || kind === 'role' || (symptom !== null && one.symptom === symptom)),
    )
    const [group] = groupTies(here, 1)
    const [first] = group?.cases ?? []
    if (group && first) {
      const { shown, since, cases } = group
      return { kind, shown, since, others: cases.length, first: first.case }
    }
  }
  return null
}

/** Cases that share one mark, the first of them first. */
export type TieGroup = {
  readonly kind: Mark['kind']
  readonly shown: string
  readonly since: string
  readonly cases: readonly MarkedCase[]
}

/** Takes marks of cases; gives the groups of at least so many cases that share one, the largest first, none inside another. */
export function groupTies(marked: readonly MarkedCase[], least = 2): readonly TieGroup[] {
  const groups = new Map<string, Map<string, MarkedCase>>()
  for (const one of [...marked].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    const key = `${one.kind} ${one.hash}`
    const group = groups.get(key) ?? new Map<string, MarkedCase>()
    groups.set(key, group)
    if (!group.has(one.case)) group.set(one.case, one)
  }
  const found = [...groups.values()].flatMap((group): readonly TieGroup[] => {
    const cases = [...group.values()]
    const [first] = cases
    if (!first || cases.length < least) return []
    return [{ kind: first.kind, shown: first.shown, since: first.at, cases }]
  })
  const sorted = found.sort(
    (a, b) =>
      b.cases.length - a.cases.length ||
      MARK_KINDS.indexOf(a.kind) - MARK_KINDS.indexOf(b.kind) ||
      (a.since < b.since ? -1 : 1),
  )
  return sorted.filter(
    (group, at) =>
      !sorted
        .slice(0, at)
        .some((larger) =>
          group.cases.every((one) => larger.cases.some((other) => other.case === one.case)),
        ),
  )
}
