import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { articlesTable } from '../../../src/knowledge/articles-table.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'
import { treePicture } from '../../../src/sandbox/tree-picture.ts'

const ROOT = join(import.meta.dirname, '../../..')
const knowledge = loadKnowledge(join(ROOT, 'knowledge'))

// `npx vitest run test/knowledge/pages/generated.test.ts -u` writes both anew.
test('the picture of the tree is the tree', async () => {
  await expect(treePicture(knowledge.tree)).toMatchFileSnapshot(join(ROOT, 'docs/tree.svg'))
})

test('articles.md holds the table of the articles', async () => {
  const path = join(ROOT, 'knowledge/articles.md')
  const page = readFileSync(path, 'utf8')
  const [start, end] = ['<!-- articles -->\n', '\n<!-- /articles -->']
  const [from, to] = [page.indexOf(start) + start.length, page.lastIndexOf(end)]
  expect(page).toContain(start)
  const wanted = page.slice(0, from) + articlesTable(knowledge.articles) + page.slice(to)
  await expect(wanted).toMatchFileSnapshot(path)
})
