import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { commandLine } from '../doubles/command-line.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../knowledge'))
const ERROR =
  'Error: x: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error InvalidClientTokenId: The security token included in the request is invalid.'

async function walked(lines: readonly unknown[], args: readonly string[] = ['--jsonl']) {
  const input = lines
    .map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
    .join('\n')
  const { status, stdout, stderr } = await commandLine(
    ['walk', ...args],
    { knowledge: () => knowledge },
    input,
  )
  const said = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  return { code: status, said, err: stderr }
}

test('walks one a line, in order', async () => {
  const { code, said, err } = await walked([
    { id: 'a', text: ERROR, cause: 'missing-session-token' },
    { id: 2, text: ERROR, answers: { 'session-token': 'unset' } },
  ])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(said.map(({ id }) => id)).toEqual(['a', 2])
  expect(Object.keys(said[0] ?? {})).toEqual([
    'id',
    'steps',
    'questions',
    'seconds',
    'fixedBy',
    'handedOver',
  ])
  expect(said[0]).toMatchObject({ handedOver: false })
  expect(said[0]?.fixedBy).toMatch(/^missing-session-token\//)
  expect(said[1]).toMatchObject({ fixedBy: null, handedOver: true })
})

test.each([
  ['no JSON', 'nonsense', /line 2: This is not JSON/],
  ['no object', '[1]', /line 2: /],
  ['no text', { id: 7 }, /line 2: "text" must be a string/],
  ['an unknown cause', { text: ERROR, cause: 'moon' }, /line 2: There is no cause 'moon'/],
  ['an unknown question', { text: ERROR, answers: { moon: 'yes' } }, /line 2: .*'moon'/],
  ['answers of another kind', { text: ERROR, answers: { where: 1 } }, /line 2: /],
  ['an unknown remedy', { text: ERROR, fixedBy: 'moon/walk' }, /line 2: .*'moon\/walk'/],
])('%s: the line is named, the others are walked', async (_, bad, error) => {
  const good = { id: 'good', text: ERROR, cause: 'wrong-credentials' }
  const { code, said, err } = await walked([good, bad, good])
  expect(code).toBe(2)
  expect(err).toMatch(error)
  expect(said.map(({ error: fault }) => typeof fault)).toEqual(['undefined', 'string', 'undefined'])
})

test('without --jsonl it says how to call it', async () => {
  const { code, err } = await walked([], [])
  expect(code).toBe(2)
  expect(err).toContain('walk --jsonl')
})
