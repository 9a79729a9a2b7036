import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, expectTypeOf, onTestFinished, test } from 'vitest'
import type {
  Cause,
  FactKind,
  Probe,
  Question,
  Region,
  Symptom,
  TreeNode,
  Variant,
} from '../../src/core/knowledge.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { KnowledgeFaults } from '../../src/knowledge/pages/fault.ts'
import type { Files } from '../../src/knowledge/pages/read-pages.ts'
import type {
  CausePage,
  FactsPage,
  ProbePage,
  QuestionPage,
  RegionsPage,
  SymptomPage,
  TreePage,
  VariantPage,
} from '../../src/knowledge/pages/schema.ts'
import { adding, smallKnowledge } from '../doubles/small-pages.ts'

const written = (files: Files): string => {
  const dir = mkdtempSync(join(tmpdir(), 'tfauth-knowledge-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  for (const [path, text] of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
  return dir
}

const faultsOf = (files: Files): readonly string[] => {
  try {
    loadKnowledge(written(files))
  } catch (error) {
    if (!(error instanceof KnowledgeFaults)) throw error
    return error.faults.map(({ path, line, column, says }) => `${path}:${line}:${column}: ${says}`)
  }
  return []
}

test('a page becomes what the core reads', () => {
  const { causes, symptoms, hash } = loadKnowledge(written(smallKnowledge()))
  expect(hash).toMatch(/^[0-9a-f]{12}$/)
  expect(symptoms[0]).toMatchObject({ id: 'refused', shares: [{ cause: 'no-token', count: 3 }] })
  expect(causes[0]).toMatchObject({
    id: 'no-token',
    evidence: [{ fact: 'token', is: ['unset'] }],
    remedies: [
      { id: 'no-token/set-it', cause: 'no-token', cures: { 'no-token': 'almost-always' } },
    ],
    articles: [],
    near_misses: [{ name: 'other' }, { name: 'none' }],
  })
})

test('the hash changes with any page, and only then', () => {
  const hash = (files: Files) => loadKnowledge(written(files)).hash
  const plain = hash(smallKnowledge())
  expect(hash(smallKnowledge())).toBe(plain)
  expect(hash(smallKnowledge({ 'README.md': '# For people' }))).toBe(plain)
  expect(hash(smallKnowledge({ 'regions.yaml': ['eu-west-1', 'eu-west-2'] }))).not.toBe(plain)
})

test('every fault of every file comes at once, with its place', () => {
  const faults = faultsOf(
    smallKnowledge({
      'causes/no-token/cause.yml': ['level: 1', 'level: 4\nlevle: 1'],
      'symptoms/refused.yml': ['says: It was refused.\n', ''],
      'variants/short.yml': ['phase: unknown', 'phase: nowhere'],
      'questions/token.yml': ['seconds: 10', 'seconds: "10"'],
      'regions.yaml': ['opt_in: false', 'opt_in: [false'],
      'notes.txt': 'a stray file',
    }),
  )
  expect(faults.join('\n')).toContain('causes/no-token/cause.yml:7:8: ')
  expect(faults.join('\n')).toContain('causes/no-token/cause.yml:8:1: Nobody reads "levle" here')
  expect(faults.join('\n')).toContain('symptoms/refused.yml:2:1: "says" is missing')
  expect(faults.join('\n')).toMatch(
    /variants\/short.yml:7:\d+: "samples.0.phase" must be one of: prov/,
  )
  expect(faults.join('\n')).toContain('questions/token.yml:5:10: "seconds" must be a number')
  expect(faults.join('\n')).toContain('regions.yaml:1:')
  expect(faults.join('\n')).toContain('notes.txt:1:1: Nobody reads this file')
})

test('a missing file and a word written twice are faults', () => {
  const files = new Map(smallKnowledge({ 'probe.yaml': adding('seconds: 30', '\nseconds: 31') }))
  files.delete('causes/no-token/samples.yml')
  files.delete('regions.yaml')
  const faults = faultsOf(files).join('\n')
  expect(faults).toContain('causes/no-token/samples.yml:1:1: This file is missing.')
  expect(faults).toContain('regions.yaml:1:1: This file is missing.')
  expect(faults).toContain(
    'probe.yaml:4:1: This is not YAML as we read it: Map keys must be unique',
  )
})

test('yes and no stay words', () => {
  const { facts } = loadKnowledge(
    written(
      smallKnowledge({
        'facts.yaml': adding(
          'values: {}',
          '\n- { id: same-keys, title: X, values: { yes: 0.5, no: 0.5 }, seen: { yes: A, no: B } }',
        ),
        'causes/no-token/cause.yml': adding(
          'how: almost-always }',
          '\n  - { fact: same-keys, is: "no", how: usually }',
        ),
      }),
    ),
  )
  expect(Object.keys(facts[2]?.values ?? {})).toEqual(['yes', 'no'])
})

test('the shapes of the files are the shapes of the core', () => {
  type Proof = Pick<Cause, 'samples' | 'near_misses'>
  expectTypeOf<SymptomPage & { id: string; asked_as: readonly string[] }>().toExtend<Symptom>()
  expectTypeOf<VariantPage & { id: string }>().toExtend<Variant>()
  expectTypeOf<QuestionPage & { id: string }>().toExtend<Question>()
  expectTypeOf<CausePage['evidence']>().toExtend<Cause['evidence']>()
  expectTypeOf<Exclude<keyof Cause, 'id' | keyof Proof>>().toEqualTypeOf<keyof CausePage>()
  expectTypeOf<keyof Symptom>().toEqualTypeOf<keyof SymptomPage | 'id'>()
  expectTypeOf<keyof Variant>().toEqualTypeOf<keyof VariantPage | 'id'>()
  expectTypeOf<keyof Question>().toEqualTypeOf<keyof QuestionPage | 'id'>()
  expectTypeOf<ProbePage>().toExtend<Probe>()
  expectTypeOf<FactsPage>().toExtend<readonly FactKind[]>()
  expectTypeOf<TreePage>().toExtend<readonly TreeNode[]>()
  expectTypeOf<RegionsPage>().toExtend<readonly Region[]>()
})

test('the pages of this repository have no fault', () => {
  const { causes, symptoms } = loadKnowledge(join(import.meta.dirname, '../../knowledge'))
  expect(causes.length).toBeGreaterThan(0)
  expect(symptoms.length).toBeGreaterThan(0)
})
