import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { diagnose } from '../src/core/diagnose.ts'
import { read } from '../src/core/read.ts'
import { fold } from '../src/core/state.ts'
import { loadKnowledge } from '../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../knowledge'))
const diagnosed = (text: string) =>
  diagnose(knowledge, fold([{ kind: 'pasted', reading: read(text, knowledge) }], knowledge))

describe.each(knowledge.causes)('$id', (cause) => {
  test.each(cause.samples)('sample: $name', ({ text }) => {
    const first = diagnosed(text)
      .causes.slice(0, 3)
      .map((ranked) => ranked.cause.id)
    expect(first).toContain(cause.id)
  })

  test.each(cause.near_misses)('near miss: $name', ({ text }) => {
    const [top] = diagnosed(text).causes
    expect(top?.cause.id === cause.id && top.confidence !== 'possible').toBe(false)
  })
})

test('four samples of five lead to their cause alone', () => {
  const samples = knowledge.causes.flatMap(({ id, samples }) =>
    samples.map(({ text }) => ({ id, text })),
  )
  const led = samples.filter(({ id, text }) => diagnosed(text).causes[0]?.cause.id === id)
  expect(led.length / samples.length).toBeGreaterThan(0.8)
})

describe('variants', () => {
  test.each(
    knowledge.variants.flatMap(({ id, samples }) => samples.map((sample) => ({ id, ...sample }))),
  )('$id: $name', ({ id, text, code, phase }) => {
    expect(read(text, knowledge).errors[0]).toMatchObject({ variant: id, code, phase })
  })
})

test.each([
  ['terraform-011-refreshing-state', 'InvalidClientTokenId', 'provider'],
  ['provider-error-configuring-v3', 'InvalidClientTokenId', 'provider'],
  ['backend-error-configuring', 'InvalidClientTokenId', 'backend'],
  ['refreshing-state-v1', 'InvalidAccessKeyId', 'state'],
  ['backend-caller-identity', 'InvalidClientTokenId', 'backend'],
  ['dead-key-query', 'InvalidClientTokenId', 'resource'],
  ['dead-key-no-full-stop', 'InvalidClientTokenId', 'data-source'],
  ['dead-key-json', 'UnrecognizedClientException', 'resource'],
  ['dead-key-s3', 'InvalidAccessKeyId', 'resource'],
  ['dead-key-ec2', 'AuthFailure', 'resource'],
])('the published form %s is the dead key: %s, %s', (id, code, phase) => {
  const text = knowledge.variants.find((variant) => variant.id === id)?.samples[0]?.text ?? ''
  expect(read(text, knowledge).errors[0]).toMatchObject({ code, phase })
  expect(diagnosed(text).symptom?.id).toBe('dead-key')
})

test('every question can be asked in some case, and none is asked about a fact without evidence', () => {
  const spoken = new Set(
    knowledge.causes.flatMap(({ evidence }) => evidence.map(({ fact }) => fact)),
  )
  expect(knowledge.questions.filter(({ fact }) => !spoken.has(fact)).map(({ id }) => id)).toEqual(
    [],
  )
})
