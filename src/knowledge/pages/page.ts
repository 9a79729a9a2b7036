import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Fault } from './fault.ts'

/** The way to a value inside a page: keys and positions, outermost first. */
export type Way = readonly PropertyKey[]

/** One file of the knowledge, read and of the right shape. */
export type Page<T> = {
  readonly id: string
  readonly path: string
  readonly data: T
  /** A fault at the value this way leads to, or at the closest one above it. */
  readonly fault: (way: Way, says: string) => Fault
}

/** Reads one file. Gives the page, or every fault it has. */
export const readPage = <T>(
  path: string,
  id: string,
  text: string,
  schema: z.ZodType<T>,
): { readonly page?: Page<T>; readonly faults: readonly Fault[] } => {
  const doc = parseDocument(text, { prettyErrors: false })
  // Lines are counted only for pages with a fault, so that no document outlives its reading.
  const faultOf = (offset: (doc: Document) => number, says: string): Fault => {
    const lines = new LineCounter()
    const again = parseDocument(text, { lineCounter: lines, prettyErrors: false })
    const { line, col } = lines.linePos(offset(again))
    return { path, line: Math.max(line, 1), column: Math.max(col, 1), says }
  }
  const broken = [...doc.errors, ...doc.warnings].map(({ pos, message }) =>
    faultOf(() => pos[0], `This is not YAML as we read it: ${message}`),
  )
  if (broken.length > 0) return { faults: broken }

  const fault = (way: Way, says: string): Fault => faultOf((again) => offsetOf(again, way), says)
  const parsed = schema.safeParse(doc.toJS(), { reportInput: true })
  if (parsed.success) return { page: { id, path, data: parsed.data, fault }, faults: [] }
  const faults = parsed.error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [fault(issue.path, sentence(issue))]
    return issue.keys.map((key) =>
      faultOf(
        (again) => keyOffset(again, issue.path, key),
        `Nobody reads "${key}" here: mistyped?`,
      ),
    )
  })
  return { faults }
}

/** A page that stands in for a file that is missing or broken, so that lints can still run. */
export const emptyPage = <T>(path: string, data: T): Page<T> => ({
  id: path,
  path,
  data,
  fault: (_way, says) => ({ path, line: 1, column: 1, says }),
})

const offsetOf = (doc: Document, way: Way): number => {
  for (let length = way.length; length >= 0; length--) {
    const node: unknown = doc.getIn(way.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

const keyOffset = (doc: Document, way: Way, key: string): number => {
  const map = way.length === 0 ? doc.contents : doc.getIn(way, true)
  const pair = isMap(map)
    ? map.items.find((item) => isScalar(item.key) && item.key.value === key)
    : undefined
  return isScalar(pair?.key) && pair.key.range ? pair.key.range[0] : offsetOf(doc, way)
}

const sentence = (issue: z.core.$ZodIssue): string => {
  const name = issue.path.length === 0 ? 'The file' : `"${issue.path.map(String).join('.')}"`
  if (issue.code === 'invalid_value') return `${name} must be one of: ${issue.values.join(', ')}.`
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return `${name} is missing or empty; it must be a ${issue.expected}.`
  if (issue.code === 'invalid_type') return `${name} must be a ${issue.expected}.`
  if (issue.code === 'too_small') return `${name} is empty or too small (${issue.message}).`
  return `${name}: ${issue.message}`
}
