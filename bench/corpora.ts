import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { Knowledge } from '../src/core/knowledge.ts'
import { loadKnowledge } from '../src/knowledge/load-knowledge.ts'
import { measureMessages } from './corpora/messages.ts'
import { measureNegatives } from './corpora/negatives.ts'
import { measurePastes } from './corpora/pastes.ts'
import type { Row, Score } from './corpora/score.ts'
import { measureStatements } from './corpora/statements.ts'
import { printTable } from './measure.ts'

/** The kinds of file are told by a field that only they have. */
const KINDS: readonly (readonly [string, (rows: readonly Row[], from: Knowledge) => Score])[] = [
  ['facts', measureStatements],
  ['steps', measureMessages],
  ['family', measureNegatives],
  ['cause', measurePastes],
]

/**
 * Measures the product on files of labelled texts, one JSON object a line, that are kept elsewhere: `knowledge/README.md`
 * says what it learns from, and nothing of these. With `misses`, what went wrong is printed too.
 */
export function benchCorpora(args: readonly string[]): void {
  const [folder = '', ...rest] = args
  if (!folder) {
    process.stderr.write('Which folder? npm run bench -- corpora FOLDER [--misses]\n')
    process.exitCode = 2
    return
  }
  const knowledge = loadKnowledge(join(import.meta.dirname, '../knowledge'))
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.jsonl')) continue
    const rows = readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): Row => JSON.parse(line))
    const measure = KINDS.find(([field]) => rows[0] && field in rows[0])?.[1]
    if (!measure) {
      process.stdout.write(`${name}: not a kind of file that is measured\n\n`)
      continue
    }
    const { title, figures, misses } = measure(rows, knowledge)
    process.stdout.write(`${name}: ${title}\n`)
    printTable(['what', 'of', 'share'], figures.map(cells))
    if (rest.includes('--misses'))
      process.stdout.write(misses.map((miss) => `${miss}\n`).join('') + (misses.length ? '\n' : ''))
  }
}

function cells({ what, right, of }: Score['figures'][number]): readonly string[] {
  return [what, `${right} / ${of}`, of > 0 ? `${((100 * right) / of).toFixed(1)} %` : '–']
}
