import type { Knowledge } from '../../src/core/knowledge.ts'
import { read } from '../../src/core/read/read-paste.ts'
import { brief, type Row, type Score, textOf, textsOf } from './score.ts'

/** Takes sentences of people with the facts they state, or none; gives which of these are read, and which are not there. */
export function measureStatements(rows: readonly Row[], knowledge: Knowledge): Score {
  // Only what someone looked for can be said to be wrong: the kinds of the file, and the values of their page.
  const looked = new Set(rows.flatMap((row) => textsOf(row, 'facts')).map((fact) => kindOf(fact)))
  const judged = rows.map((row) => {
    const facts = read(textOf(row, 'text'), knowledge)
      .facts.filter(({ kind }) => looked.has(kind))
      .map(({ kind, value }) => `${kind}=${value}`)
    const stated = textsOf(row, 'facts')
    return {
      row,
      stated,
      right: facts.filter((fact) => stated.includes(fact)),
      wrong: facts.filter((fact) => !stated.includes(fact)),
      missed: stated.filter((fact) => !facts.includes(fact)),
    }
  })
  const sum = (of: (one: (typeof judged)[number]) => readonly string[]) =>
    judged.reduce((total, one) => total + of(one).length, 0)
  const right = sum((one) => one.right)
  const silent = judged.filter(({ stated }) => stated.length === 0)
  return {
    title: 'sentences of people',
    figures: [
      { what: 'recall', right, of: right + sum(({ missed }) => missed) },
      { what: 'precision', right, of: right + sum(({ wrong }) => wrong) },
      {
        what: 'state nothing, left alone',
        right: silent.filter(({ wrong }) => wrong.length === 0).length,
        of: silent.length,
      },
    ],
    misses: judged
      .filter(({ wrong, missed }) => wrong.length + missed.length > 0)
      .map(
        ({ row, wrong, missed }) =>
          `${[...wrong.map((fact) => `+${fact}`), ...missed.map((fact) => `-${fact}`)].join(' ')}: ${brief(textOf(row, 'text'))}`,
      ),
  }
}

function kindOf(fact: string): string {
  return fact.slice(0, fact.indexOf('='))
}
