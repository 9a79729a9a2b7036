import type { Way } from './page.ts'

/** Every text inside a value, with the way to it. */
export const textsOf = (value: unknown, way: Way = []): { way: Way; text: string }[] => {
  if (typeof value === 'string') return [{ way, text: value }]
  if (typeof value !== 'object' || value === null) return []
  const entries: [PropertyKey, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : Object.entries(value)
  return entries.flatMap(([key, item]) => textsOf(item, [...way, key]))
}
