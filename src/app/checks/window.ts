/**
 * Takes how many times within how long; gives a count for each key. Counting gives 0 where it is still allowed, else
 * how many milliseconds until it is again.
 */
export function makeWindow(
  most: number,
  lengthMs: number,
  now: () => number,
): (key: string) => number {
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
