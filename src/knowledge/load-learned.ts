import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Learned, type LearnedModel, NOTHING_LEARNED } from '../core/knowledge.ts'
import type { Fault } from './pages/fault.ts'

const base64 = z.base64()
const model = z.strictObject({
  labels: z.array(z.string()).max(256),
  families: z.array(z.string()),
  biases: z.array(z.int()),
  scales: z.array(z.int()),
  hashes: base64,
  tells: base64,
  counts: base64,
  cells: base64,
  weights: base64,
}) satisfies z.ZodType<LearnedModel>

/**
 * Takes the knowledge folder; gives what `npm run learn` made of it, or the fault of a file that is something else, and
 * the texts of the files. A file that is not there taught nothing.
 */
export function loadLearned(dir: string): {
  readonly learned: Learned
  readonly faults: readonly Fault[]
  readonly files: ReadonlyMap<string, string>
} {
  const files = new Map<string, string>()
  const faults: Fault[] = []
  const one = <T>(name: keyof Learned, schema: z.ZodType<T>, instead: T): T => {
    const path = `learned/${name}.json`
    if (!existsSync(join(dir, path))) return instead
    const text = readFileSync(join(dir, path), 'utf8')
    files.set(path, text)
    try {
      return schema.parse(JSON.parse(text))
    } catch {
      const says = 'This is not what was learnt; `npm run learn` writes it anew.'
      faults.push({ path, line: 1, column: 1, says })
      return instead
    }
  }
  return {
    learned: { resembles: one('resembles', model, NOTHING_LEARNED.resembles) },
    faults,
    files,
  }
}
