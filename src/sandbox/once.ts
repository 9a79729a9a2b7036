import { boundedMap } from '../core/bounded-map.ts'

/**
 * Takes how many results to remember and which are worth it; gives a function that does a keyed piece of work once and
 * answers repeats with the first result. The store makes repeats harmless; this also gives them the same words.
 */
export function makeOnce<Result>(remembered: number, worth: (result: Result) => boolean) {
  const results = boundedMap<Promise<Result>>(remembered)

  async function doing(key: string, work: () => Promise<Result>): Promise<Result> {
    let keep = false
    try {
      const result = await work()
      keep = worth(result)
      return result
    } finally {
      if (!keep) results.delete(key)
    }
  }

  return (key: string, work: () => Promise<Result>): Promise<Result> => {
    const known = results.get(key)
    if (known) return known
    const result = doing(key, work)
    results.set(key, result)
    return result
  }
}
