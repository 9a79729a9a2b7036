import type { Knowledge } from '../../src/core/knowledge.ts'
import { brief, type Row, type Score, textOf, told } from './score.ts'

/** Takes texts that are not about signing in to AWS; gives how many are answered as if they were. */
export function measureNegatives(rows: readonly Row[], knowledge: Knowledge): Score {
  const judged = rows
    .filter(({ doubtful }) => doubtful !== true)
    .map((row) => ({ row, is: told(textOf(row, 'text'), knowledge) }))
  const answered = judged.filter(({ is }) => is.recognised)
  const count = (hard: boolean) => ({
    right: answered.filter(({ row }) => (row.hard === true) === hard).length,
    of: judged.filter(({ row }) => (row.hard === true) === hard).length,
  })
  return {
    title: 'texts that are not about signing in to AWS, without doubtful ones',
    figures: [
      { what: 'answered', right: answered.length, of: judged.length },
      { what: 'answered, with words of signing in', ...count(true) },
      { what: 'answered, without', ...count(false) },
    ],
    misses: answered.map(
      ({ row, is }) =>
        `${textOf(row, 'id')} ${is.outcome} ${is.code ?? ''} ${is.causes.slice(0, 3).join(',')}: ${brief(textOf(row, 'text'))}`,
    ),
  }
}
