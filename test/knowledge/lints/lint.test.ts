import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LINTS } from '../../../src/knowledge/lint.ts'
import { readFiles } from '../../../src/knowledge/load-knowledge.ts'
import { readPages } from '../../../src/knowledge/pages/read-pages.ts'
import { PROOFS } from '../../../src/knowledge/proofs/proofs.ts'
import { adding, smallKnowledge } from '../../doubles/small-pages.ts'

type Change = Parameters<typeof smallKnowledge>[0]

const ALL = [...LINTS, ...PROOFS]

const CAUSE = 'causes/no-token/cause.yml'
const SAMPLES = 'causes/no-token/samples.yml'
const SYMPTOM = 'symptoms/refused.yml'
const QUESTION = 'questions/token.yml'
const VARIANT = 'variants/short.yml'

const TWIN = `
title: Twin
says: The token is missing, too.
why: Nobody set it.
asked_as: [a, b, c]
family: token
level: 1
evidence:
  - { fact: token, is: unset, how: usually, because: It is the fault. }
remedies: []
prevent: []
references: []
`
const OTHER_SYMPTOM = `
says: It was refused elsewhere.
means: It is not known.
asked_as: [no, Refused]
signs: [{ code: [Elsewhere] }]
shares: [{ cause: no-token, count: 3, origin: counted }]
references: [{ title: Proof, url: https://example.com/proof }]
`

const PASTE =
  'Error: operation error IAM: GetUser, https response error StatusCode: 403, RequestID: 0b8bd6a1-0d65-4b41, api error AccessDenied: Refused'

const PROGRAM = 'programs/tool.yml'
const TOOL = `
title: tool
kind: tool
marks: ["tool: "]
signs: [{ means: refused, says: [will not] }]
samples: [{ name: one, means: refused, code: null, text: "tool: it will not" }]
references: [{ title: Proof, url: https://example.com/proof }]
`

/** lint, what was broken, where it must point (path:line), words of the sentence. */
const BROKEN: readonly (readonly [string, Change, string, string])[] = [
  ['known-facts', { [CAUSE]: ['fact: token', 'fact: tokne'] }, `${CAUSE}:9`, '"tokne" is no kind'],
  ['known-facts', { [CAUSE]: ['fact: token', 'fact: region'] }, `${CAUSE}:9`, 'has no values'],
  ['known-facts', { [CAUSE]: ['is: unset', 'is: gone'] }, `${CAUSE}:9`, 'it has: set, unset'],
  ['known-facts', { [CAUSE]: ['is: unset', 'is: [set, unset]'] }, `${CAUSE}:9`, 'says nothing'],
  [
    'known-facts',
    { [CAUSE]: adding('risk: low', '\n    stale: [region]') },
    `${CAUSE}:16`,
    '"region"',
  ],
  ['known-facts', { 'probe.yaml': ['settles: [token]', 'settles: [x]'] }, 'probe.yaml:4', '"x" is'],
  [
    'one-evidence-per-fact',
    {
      [CAUSE]: adding('how: almost-always }', '\n  - { fact: token, is: set, how: rarely }'),
    },
    `${CAUSE}:10`,
    'A second line about "token"',
  ],
  ['known-causes', { [SYMPTOM]: ['no-token', 'no-tokne'] }, `${SYMPTOM}:8`, 'causes/no-tokne'],
  [
    'known-causes',
    { [CAUSE]: adding('risk: low', '\n    cures: { other: usually }') },
    `${CAUSE}:16`,
    'causes/other',
  ],
  [
    'known-symptoms',
    { [PROGRAM]: TOOL.replace('means: refused', 'means: refsued') },
    `${PROGRAM}:5`,
    'symptoms/refsued.yml',
  ],
  ['every-cause-is-shared', { [SYMPTOM]: ['no-token', 'x'] }, `${CAUSE}:2`, 'never be the answer'],
  [
    'facts-are-seen',
    { 'facts.yaml': ['seen: { set: A token is set.,', 'seen: {'] },
    'facts.yaml:2',
    'token = set has no sentence',
  ],
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
    { [SAMPLES]: ['\n  - { name: none, because: It shows no code., text: Hello }', ''] },
    `${SAMPLES}:7`,
    'near misses, with the reason',
  ],
  [
    'proved',
    {
      [CAUSE]: [
        'references:\n  - { title: Proof, url: https://example.com/proof }',
        'references: []',
      ],
    },
    `${CAUSE}:19`,
    'at least one reference',
  ],
  ['remedies-are-safe', { [CAUSE]: ['risk: low', 'risk: high'] }, `${CAUSE}:15`, 'needs risk_says'],
  [
    'remedies-are-safe',
    { [CAUSE]: ['commands:\n      - { shell: bash, text: terraform plan }', 'commands: []'] },
    `${CAUSE}:16`,
    'shows no command',
  ],
  [
    'commands-keep-secrets',
    { [CAUSE]: ['text: terraform plan', 'text: echo $AWS_SECRET_ACCESS_KEY'] },
    `${CAUSE}:17`,
    'shows a secret',
  ],
  [
    'no-percentages',
    { [CAUSE]: ['Nobody set it.', 'In 40 % of cases.'] },
    `${CAUSE}:4`,
    'percentage',
  ],
  [
    'well-formed-links',
    { [SYMPTOM]: ['https:', 'http:'] },
    `${SYMPTOM}:10`,
    'is not an https address',
  ],
  [
    'well-formed-links',
    { [SYMPTOM]: ['https://example.com', 'https://localhost'] },
    `${SYMPTOM}:10`,
    'names no public host',
  ],
  [
    'well-formed-links',
    {
      [SYMPTOM]: adding(
        '{ title: Proof, url: https://example.com/proof }',
        '\n  - { title: Again, url: https://example.com/proof }',
      ),
    },
    `${SYMPTOM}:11`,
    'stands here twice',
  ],
  [
    'places-have-remedies',
    { [CAUSE]: adding('level: 1', '\nplaces: [local, gitlab]') },
    `${CAUSE}:8`,
    'No remedy has a command for "gitlab"',
  ],
  [
    'places-have-remedies',
    { [CAUSE]: adding('shell: bash, ', 'place: jenkins, ') },
    `${CAUSE}:17`,
    '"jenkins" is not among the places',
  ],
  [
    'places-have-remedies',
    { [CAUSE]: adding('risk: low', '\n    places: [ecs]') },
    `${CAUSE}:16`,
    '"ecs" is not among the places',
  ],
  [
    'facts-are-learnt',
    {
      'facts.yaml': adding(
        'No token is set. }',
        '\n- id: moon\n  title: Moon\n  values: { full: 0.1, new: 0.9 }\n  seen: { full: It is full., new: It is new. }',
      ),
      [CAUSE]: adding('how: almost-always }', '\n  - { fact: moon, is: full, how: usually }'),
    },
    `${CAUSE}:10`,
    'Nothing can show "moon"',
  ],
  [
    'facts-are-used',
    {
      'facts.yaml': adding(
        'No token is set. }',
        '\n- id: moon\n  title: Moon\n  values: { full: 0.1, new: 0.9 }\n  seen: { full: It is full., new: It is new. }',
      ),
    },
    'facts.yaml:6',
    'No evidence speaks of "moon"',
  ],
  [
    'facts-are-used',
    { [SYMPTOM]: ['cause: no-token', 'cause: x'] },
    `${QUESTION}:2`,
    'It is never asked',
  ],
  [
    'causes-are-told-apart',
    {
      [SYMPTOM]: adding('origin: counted }', '\n  - { cause: twin, count: 1, origin: counted }'),
      'causes/twin/cause.yml': TWIN,
      'causes/twin/samples.yml': 'samples: []\nnear_misses: []',
    },
    `${SYMPTOM}:9`,
    'No fact tells twin from no-token',
  ],
  [
    'pinned',
    { [CAUSE]: ['text: terraform plan', "text: 'uses: example/setup@v3'"] },
    `${CAUSE}:17`,
    'pins.yaml says v4',
  ],
  [
    'pinned',
    { [CAUSE]: ['text: terraform plan', "text: 'uses: example/other@v3'"] },
    `${CAUSE}:17`,
    'example/other has no version',
  ],
  [
    'remarks-stand-alone',
    { [CAUSE]: ['text: terraform plan', "text: 'terraform plan  # again'"] },
    `${CAUSE}:17`,
    'becomes arguments',
  ],
  [
    'remarks-stand-alone',
    { [CAUSE]: ['text: terraform plan', 'text: "# the task\'s role"'] },
    `${CAUSE}:17`,
    'a mark in a remark',
  ],
  ['asked-for', { [CAUSE]: [', where is the token]', ']'] }, `${CAUSE}:5`, '2 phrases'],
  [
    'asked-for',
    { 'symptoms/other.yml': OTHER_SYMPTOM },
    'symptoms/other.yml:4',
    'is asked for in the same words',
  ],
  [
    'articles-lead',
    { 'articles.yaml': ['page: no-token', 'page: no-tokne'] },
    'articles.yaml:6',
    'no cause or symptom "no-tokne"',
  ],
  [
    'replies-are-told-apart',
    { 'replies.yaml': ['next step', 'it works'] },
    'replies.yaml:5',
    '"it works" is understood as fixed, not as skip',
  ],
  [
    'replies-are-told-apart',
    { 'replies.yaml': ['it works for bob', 'it works'] },
    'replies.yaml:4',
    '"it works" is understood as fixed',
  ],
  ...(
    [
      ['Make new keys until the secret has no special characters.', 'special characters'],
      ['Allow sts:GetCallerIdentity first.', 'needs no permission'],
      ['Clear ~/.aws/cli/cache.', 'never reads the cache'],
      ['Unset AWS_SECURITY_TOKEN.', 'does not read AWS_SECURITY_TOKEN'],
      ['Encode the secret with base64.', 'an encoded key is sent'],
      ['Synchronise the clock.', 'a wrong clock is a cause of its own'],
    ] as const
  ).flatMap(([advice, why]): readonly (readonly [string, Change, string, string])[] => [
    ['no-false-advice', { [CAUSE]: ['Then it is there.', advice] }, `${CAUSE}:13`, why],
    ['no-false-advice', { [CAUSE]: ['[Use a profile.]', `["${advice}"]`] }, `${CAUSE}:18`, why],
    ['no-false-advice', { [CAUSE]: ['The token is missing.', advice] }, `${CAUSE}:3`, why],
  ]),
  ...(
    [
      ['"Action": "sts:GetCallerIdentity"', 'needs no permission'],
      ['rm -r ~/.aws/cli/cache', 'never reads the cache'],
      ['unset AWS_SECURITY_TOKEN', 'does not read AWS_SECURITY_TOKEN'],
      ['Remove-Item Env:AWS_SECURITY_TOKEN', 'does not read AWS_SECURITY_TOKEN'],
      ['printf x | base64', 'an encoded key is sent'],
      ['w32tm /resync', 'a wrong clock is a cause of its own'],
    ] as const
  ).map(([command, why]): readonly [string, Change, string, string] => [
    'no-false-advice',
    { [CAUSE]: ['text: terraform plan', `text: '${command}'`] },
    `${CAUSE}:17`,
    why,
  ]),
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

/** The small knowledge with pastes that can be read as errors of AWS. */
const READABLE: Change = {
  [SYMPTOM]: ['code: [Refused]', 'code: [AccessDenied]'],
  [VARIANT]: ["text: 'Error: Refused', code: Refused", `text: '${PASTE}', code: AccessDenied`],
  [SAMPLES]: `samples:
  - { name: one, text: '${PASTE}' }
  - { name: two, text: '│ ${PASTE}' }
  - { name: three, text: '[ERROR] ${PASTE}' }
near_misses: []
`,
}

/** The same for the proofs, which start from the readable knowledge. */
const UNPROVED: typeof BROKEN = [
  [
    'spelled-three-ways',
    { [SAMPLES]: String(READABLE[SAMPLES]).replace('│ ', '') },
    `${SAMPLES}:2`,
    '2 spellings',
  ],
  [
    'no-orphans',
    { [SYMPTOM]: ['code: [Refused]', 'code: [ExpiredToken]'] },
    `${VARIANT}:7`,
    'shows no symptom',
  ],
  [
    'no-orphans',
    { 'symptoms/other.yml': OTHER_SYMPTOM },
    'symptoms/other.yml:5',
    'No sample shows it',
  ],
  [
    'programs-are-read',
    { [PROGRAM]: TOOL.replace('code: null', 'code: Refused') },
    `${PROGRAM}:6`,
    'its page says tool, refused, Refused',
  ],
]

test('the small knowledge has no fault', () => {
  const { pages, faults } = readPages(smallKnowledge())
  expect([...faults, ...LINTS.flatMap(({ check }) => check(pages))]).toEqual([])
  const readable = readPages(smallKnowledge(READABLE)).pages
  expect(PROOFS.flatMap(({ check }) => check(readable))).toEqual([])
})

test.each([
  ...BROKEN,
  ...UNPROVED.map(
    ([name, change, where, words]) => [name, { ...READABLE, ...change }, where, words] as const,
  ),
])('%s: %j', (name, change, where, words) => {
  const { pages, faults } = readPages(smallKnowledge(change))
  expect(faults).toEqual([])
  const found = ALL.filter((lint) => lint.name === name).flatMap(({ check }) => check(pages))
  expect(found.map(({ path, line }) => `${path}:${line}`)).toContain(where)
  expect(found.map(({ says }) => says).join('\n')).toContain(words)
})

test('every lint is broken by some page here', () => {
  const tried = new Set([...BROKEN, ...UNPROVED].map(([name]) => name))
  expect(ALL.filter(({ name }) => !tried.has(name)).map(({ name }) => name)).toEqual([])
})

test.each(PROOFS.map((proof) => [proof.name, proof] as const))(
  'the knowledge passes the proof %s',
  (_name, { check }) => {
    const { pages } = readPages(readFiles(join(import.meta.dirname, '../../../knowledge')))
    expect(check(pages)).toEqual([])
  },
)
