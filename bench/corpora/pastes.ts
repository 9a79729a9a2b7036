import type { Knowledge } from '../../src/core/knowledge.ts'
import { among, brief, type Row, type Score, textOf, told } from './score.ts'

/** Takes pastes of people, some with a cause that was found out; gives how they are understood. */
export function measurePastes(rows: readonly Row[], knowledge: Knowledge): Score {
  const judged = rows.map((row) => ({ row, is: told(textOf(row, 'text'), knowledge) }))
  const auth = judged.filter(({ row }) => row.auth === true)
  const others = judged.filter(({ row }) => row.auth !== true)
  const strict = auth.filter(({ row }) => row.strict !== false)
  const coded = strict.filter(({ row }) => textOf(row, 'code') !== '')
  const caused = auth.filter(({ row }) => textOf(row, 'cause') !== '')
  const right = (first: number) => (one: (typeof judged)[number]) =>
    among(one.is.causes, [textOf(one.row, 'cause')], first)
  const wrong = [
    ...auth.filter((one) => !one.is.recognised || (caused.includes(one) && !right(3)(one))),
    ...others.filter(({ is }) => is.recognised),
  ]
  return {
    title: 'pastes of people; the code of strict ones',
    figures: [
      { what: 'recognised', right: auth.filter(({ is }) => is.recognised).length, of: auth.length },
      {
        what: 'code',
        right: coded.filter(({ row, is }) => is.code === textOf(row, 'code')).length,
        of: coded.length,
      },
      { what: 'cause first', right: caused.filter(right(1)).length, of: caused.length },
      { what: 'cause in three', right: caused.filter(right(3)).length, of: caused.length },
      {
        what: 'not about sign-in, answered',
        right: others.filter(({ is }) => is.recognised).length,
        of: others.length,
      },
    ],
    misses: wrong.map(
      ({ row, is }) =>
        `${textOf(row, 'id')} ${is.outcome} ${is.causes.slice(0, 3).join(',')} ≠ ${row.auth === true ? textOf(row, 'cause') : 'not-auth'}: ${brief(textOf(row, 'text'))}`,
    ),
  }
}
