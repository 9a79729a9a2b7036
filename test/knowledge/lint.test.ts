import { expect, test } from 'vitest'
import { LINTS } from '../../src/knowledge/lint.ts'
import { readPages } from '../../src/knowledge/read-pages.ts'
import { adding, smallKnowledge } from './small-knowledge.ts'

type Change = Parameters<typeof smallKnowledge>[0]

const CAUSE = 'causes/no-token/cause.yml'
const SAMPLES = 'causes/no-token/samples.yml'
const SYMPTOM = 'symptoms/refused.yml'
const QUESTION = 'questions/token.yml'
const VARIANT = 'variants/short.yml'

/** lint, what was broken, where it must point (path:line), words of the sentence. */
const BROKEN: readonly (readonly [string, Change, string, string])[] = [
  ['known-facts', { [CAUSE]: ['fact: token', 'fact: tokne'] }, `${CAUSE}:8`, '"tokne" is no kind'],
  ['known-facts', { [CAUSE]: ['fact: token', 'fact: region'] }, `${CAUSE}:8`, 'has no values'],
  ['known-facts', { [CAUSE]: ['is: unset', 'is: gone'] }, `${CAUSE}:8`, 'it has: set, unset'],
  ['known-facts', { [CAUSE]: ['is: unset', 'is: [set, unset]'] }, `${CAUSE}:8`, 'says nothing'],
  ['known-facts', { 'probe.yaml': ['settles: [token]', 'settles: [x]'] }, 'probe.yaml:4', '"x" is'],
  [
    'one-evidence-per-fact',
    {
      [CAUSE]: adding(
        'It is the fault. }',
        '\n  - { fact: token, is: set, how: rarely, because: Why. }',
      ),
    },
    `${CAUSE}:9`,
    'A second line about "token"',
  ],
  ['known-causes', { [SYMPTOM]: ['no-token', 'no-tokne'] }, `${SYMPTOM}:7`, 'causes/no-tokne'],
  [
    'known-causes',
    { [CAUSE]: adding('risk: low', '\n    cures: { other: usually }') },
    `${CAUSE}:15`,
    'causes/other',
  ],
  ['every-cause-is-shared', { [SYMPTOM]: ['no-token', 'x'] }, `${CAUSE}:2`, 'never be the answer'],
  ['facts-sum-to-one', { 'facts.yaml': ['0.6', '0.5'] }, 'facts.yaml:4', 'sum to 0.9'],
  [
    'duplicates',
    { 'tree.yaml': ['id: end', 'id: start'] },
    'tree.yaml:7',
    '"start" stands here twice',
  ],
  [
    'duplicates',
    { [QUESTION]: ['It is not set', 'It is set'] },
    `${QUESTION}:8`,
    'label "It is set" stands here twice',
  ],
  [
    'proved',
    { [SAMPLES]: ['  - { name: two, text: Refused two }\n', ''] },
    `${SAMPLES}:3`,
    'at least 3',
  ],
  [
    'proved',
    { [SAMPLES]: ['\n  - { name: other, because: It is another code., text: Expired }', ' []'] },
    `${SAMPLES}:6`,
    'near miss',
  ],
  [
    'proved',
    {
      [CAUSE]: [
        'references:\n  - { title: Proof, url: https://example.com/proof }',
        'references: []',
      ],
    },
    `${CAUSE}:18`,
    'at least one reference',
  ],
  ['remedies-are-safe', { [CAUSE]: ['risk: low', 'risk: high'] }, `${CAUSE}:14`, 'needs risk_says'],
  [
    'remedies-are-safe',
    { [CAUSE]: ['commands:\n      - { shell: bash, text: terraform plan }', 'commands: []'] },
    `${CAUSE}:15`,
    'shows no command',
  ],
  [
    'commands-keep-secrets',
    { [CAUSE]: ['text: terraform plan', 'text: echo $AWS_SECRET_ACCESS_KEY'] },
    `${CAUSE}:16`,
    'shows a secret',
  ],
  [
    'no-percentages',
    { [CAUSE]: ['Nobody set it.', 'In 40 % of cases.'] },
    `${CAUSE}:4`,
    'percentage',
  ],
  ['https-links', { [SYMPTOM]: ['https:', 'http:'] }, `${SYMPTOM}:9`, 'is not an https address'],
  [
    'answers-are-values',
    { [QUESTION]: ['value: set', 'value: yes'] },
    `${QUESTION}:7`,
    '"yes" is no value',
  ],
  [
    'answers-are-values',
    { 'facts.yaml': ['unset: 0.6', 'unset: 0.5, empty: 0.1'] },
    `${QUESTION}:7`,
    'the value "empty"',
  ],
  ['tree-leads', { 'tree.yaml': ['next: [end]', 'next: [edn]'] }, 'tree.yaml:6', 'called "edn"'],
  [
    'tree-leads',
    { 'tree.yaml': ['next: [end]', 'next: []'] },
    'tree.yaml:7',
    'No node leads to "end"',
  ],
  ['tree-leads', { 'tree.yaml': ['/set-it', '/sit'] }, 'tree.yaml:10', 'no remedy "no-token/sit"'],
  [
    'samples-show-their-variant',
    { [VARIANT]: ['Error: Refused', 'Error'] },
    `${VARIANT}:7`,
    'does not show',
  ],
  [
    'samples-show-their-variant',
    {
      'variants/long.yml': `
title: Long
emitter: A program
versions: all
shows: ["Error: Refused"]
samples: [{ name: a, text: "Error: Refused", code: null, phase: cli }]
references: [{ title: Proof, url: https://example.com/proof }]
`,
    },
    `${VARIANT}:7`,
    'reads as the variant long',
  ],
]

test('the small knowledge has no fault', () => {
  const { pages, faults } = readPages(smallKnowledge())
  expect([...faults, ...LINTS.flatMap(({ check }) => check(pages))]).toEqual([])
})

test.each(BROKEN)('%s: %j', (name, change, where, words) => {
  const { pages, faults } = readPages(smallKnowledge(change))
  expect(faults).toEqual([])
  const found = LINTS.filter((lint) => lint.name === name).flatMap(({ check }) => check(pages))
  expect(found.map(({ path, line }) => `${path}:${line}`)).toContain(where)
  expect(found.map(({ says }) => says).join('\n')).toContain(words)
})

test('every lint is broken by some page here', () => {
  const tried = new Set(BROKEN.map(([name]) => name))
  expect(LINTS.filter(({ name }) => !tried.has(name)).map(({ name }) => name)).toEqual([])
})
