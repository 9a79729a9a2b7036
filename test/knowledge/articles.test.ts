import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const { articles } = loadKnowledge(join(import.meta.dirname, '../../knowledge'))

/** What each section of the two articles holds, counted in their text: sentences, commands, numbers, items, leaves. */
const COUNTED: Readonly<Record<string, number>> = {
  'in-depth, beginning': 5,
  'in-depth, checklist': 9,
  'in-depth, forms': 5,
  'in-depth, characters': 12,
  'in-depth, order': 7,
  'in-depth, docker': 12,
  'in-depth, ci': 14,
  'in-depth, tree, level 1': 5,
  'in-depth, tree, level 2': 8,
  'in-depth, tree, level 3': 9,
  'in-depth, prevention': 5,
  'in-depth, conclusion': 1,
  'short, quick answer': 2,
  'short, error': 1,
  'short, causes': 6,
  'short, solutions': 15,
  'short, setup checklist': 5,
  'short, conclusion': 1,
}

test('every statement of the two articles has its row: 92 and 30', () => {
  const rows = Map.groupBy(articles, ({ article, part }) => `${article}, ${part}`)
  expect(Object.fromEntries([...rows].map(([part, { length }]) => [part, length]))).toEqual(COUNTED)
  const of = (name: string) => articles.filter(({ article }) => article === name)
  expect([of('in-depth').length, of('short').length]).toEqual([92, 30])
})

test('no two rows of one article say the same', () => {
  const said = articles.map(({ article, part, says }) => `${article}, ${part}: ${says}`)
  expect(said.filter((row, at) => said.indexOf(row) !== at)).toEqual([])
})
