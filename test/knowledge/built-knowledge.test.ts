import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtKnowledge, writtenOut } from '../../src/knowledge/built-knowledge.ts'
import { knowledgeFolder } from '../../src/knowledge/knowledge-folder.ts'

const source = knowledgeFolder(join(import.meta.dirname, '../../knowledge'))
const { text, digest } = writtenOut(source)
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tfauth-built-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function written(words: string): URL {
  const path = join(folder, 'knowledge.json')
  writeFileSync(path, words)
  return pathToFileURL(path)
}

test('what was built is what the folder says', () => {
  const built = builtKnowledge(written(text), digest)
  expect(built.knowledge()).toEqual(source.knowledge())
  expect(built.templates()).toEqual(source.templates())
})

test('nothing is read before it is asked for', () => {
  expect(() => builtKnowledge(new URL('file:///no/such/file.json'), digest)).not.toThrow()
})

test.each([
  ['cut off', text.slice(0, -9)],
  ['changed in one letter', text.replace('"hash":"', '"hash":"0')],
  ['of another build', text.replace('"templates"', '"samples"')],
  ['empty', ''],
])('a file that is %s is refused with a sentence', (_, words) => {
  const { knowledge } = builtKnowledge(written(words), digest)
  expect(knowledge).toThrow(
    /knowledge\.json is damaged, or belongs to another version\..*npm run build/,
  )
})

test('a missing file is refused with a sentence', () => {
  const { knowledge } = builtKnowledge(pathToFileURL(join(folder, 'none.json')), digest)
  expect(knowledge).toThrow(/none\.json cannot be read/)
})
