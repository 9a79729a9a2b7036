/** A map that holds no more than so many entries, and none for longer than so long. */
export type BoundedMap<Value> = {
  /** Undefined for what was never set, was forgotten or is too old. */
  get(key: string): Value | undefined
  /** Sets a value as the newest; the oldest goes where there is no room. */
  set(key: string, value: Value): void
  delete(key: string): void
  clear(): void
  /** All that it holds now, the oldest first. */
  entries(): readonly (readonly [string, Value])[]
}

/** How long a value counts, by which clock. */
type Lifetime = { readonly ms: number; readonly now: () => number }

/** Takes how many entries it may hold and how long each counts; gives an empty map. */
export function boundedMap<Value>(most: number, lifetime?: Lifetime): BoundedMap<Value> {
  const entries = new Map<string, { readonly value: Value; readonly until: number }>()
  return {
    get(key) {
      const found = entries.get(key)
      if (!found || (lifetime && found.until <= lifetime.now())) return undefined
      return found.value
    },
    set(key, value) {
      const until = lifetime ? lifetime.now() + lifetime.ms : Number.POSITIVE_INFINITY
      entries.delete(key)
      entries.set(key, { value, until })
      const [oldest] = entries.keys()
      if (entries.size > most && oldest !== undefined) entries.delete(oldest)
    },
    delete: (key) => void entries.delete(key),
    clear: () => entries.clear(),
    entries: () => [...entries].map(([key, { value }]) => [key, value] as const),
  }
}
