import type { Knowledge } from '../../src/core/knowledge.ts'
import { among, brief, type Row, type Score, textOf, textsOf, told } from './score.ts'

/** Takes messages that programs print, with every code, step and cause that is right; gives how they are understood. */
export function measureMessages(rows: readonly Row[], knowledge: Knowledge): Score {
  const judged = rows
    .filter(({ border }) => border !== true)
    .map((row) => ({ row, is: told(textOf(row, 'example'), knowledge) }))
  const auth = judged.filter(({ row }) => row.auth === true)
  const others = judged.filter(({ row }) => row.auth !== true)
  const coded = auth.filter(({ row }) => textsOf(row, 'codes').length > 0)
  const stepped = auth.filter(({ row }) => textsOf(row, 'steps').length > 0)
  const caused = auth.filter(({ row }) => textsOf(row, 'causes').length > 0)
  const right = (first: number) => (one: (typeof judged)[number]) =>
    among(one.is.causes, textsOf(one.row, 'causes'), first)
  const count = <T>(all: readonly T[], holds: (one: T) => boolean) => ({
    right: all.filter(holds).length,
    of: all.length,
  })
  return {
    title: 'messages of programs, without those where either answer can be defended',
    figures: [
      { what: 'recognised', ...count(auth, ({ is }) => is.recognised) },
      {
        what: 'code',
        ...count(coded, ({ row, is }) => textsOf(row, 'codes').includes(is.code ?? '')),
      },
      {
        what: 'credential step',
        ...count(stepped, ({ row, is }) => textsOf(row, 'steps').includes(is.step ?? '')),
      },
      { what: 'cause first', ...count(caused, right(1)) },
      { what: 'cause in three', ...count(caused, right(3)) },
      { what: 'not about sign-in, answered', ...count(others, ({ is }) => is.recognised) },
    ],
    misses: [
      ...auth
        .filter((one) => !one.is.recognised || (caused.includes(one) && !right(3)(one)))
        .map(({ row, is }) => miss(row, is.outcome, is.causes)),
      ...others
        .filter(({ is }) => is.recognised)
        .map(({ row, is }) => miss(row, is.outcome, is.causes)),
    ],
  }
}

function miss(row: Row, outcome: string, causes: readonly string[]): string {
  const wanted = row.auth === true ? textsOf(row, 'causes').join('|') : 'not-auth'
  return `${textOf(row, 'id')} ${outcome} ${causes.slice(0, 3).join(',')} ≠ ${wanted}: ${brief(textOf(row, 'example'))}`
}
