import { type Cause, type Knowledge, WORDS } from '../knowledge.ts'

/**
 * Takes a cause, a kind of fact and the values that can be told; gives the one someone with this cause would most
 * likely see: by the cause's evidence where it speaks of the fact, else by how often each value is met at all.
 */
export function truthOf(
  knowledge: Knowledge,
  cause: Cause,
  fact: string,
  offered: readonly string[],
): string | undefined {
  const shares = knowledge.facts.find(({ id }) => id === fact)?.values ?? {}
  const line = cause.evidence.find((one) => one.fact === fact)
  const named = line?.is.reduce((sum, value) => sum + (shares[value] ?? 0), 0) ?? 0
  const likely = (value: string): number => {
    const base = shares[value] ?? 0
    if (!line) return base
    const inside = line.is.includes(value)
    const all = inside ? named : 1 - named
    return all > 0 ? ((inside ? WORDS[line.how] : 1 - WORDS[line.how]) * base) / all : 0
  }
  return [...offered].sort((a, b) => likely(b) - likely(a) || (a < b ? -1 : 1))[0]
}
