import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fold } from '../../src/core/case/fold-events.ts'
import { diagnose } from '../../src/core/diagnosis/diagnose.ts'
import { read } from '../../src/core/read/read-paste.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../knowledge'))
const diagnosed = (text: string) =>
  diagnose(knowledge, fold([{ kind: 'pasted', reading: read(text, knowledge) }], knowledge))

/** Samples whose text alone leaves two causes open: `cause: sample` → why another may come first. */
const LEFT_OPEN: Readonly<Record<string, string>> = {
  'backend-provider-mismatch: keys in the provider block, init boxed':
    'keys in a block speak for stored backend keys too',
  'backend-provider-mismatch: GitHub Actions log with the two blocks':
    'keys in a block speak for stored backend keys too',
  'docker-env-or-mount: an exported profile that is not inside':
    'a profile that is not there is the commoner reading; where it is missing must be asked',
  'env-override: Terraform 0.12, GitLab web view, variables from the project settings':
    'a variable that is set and old cannot be told from a key that was switched off',
  'imds-blocked: token call never answered, plain':
    'silence of the metadata address is met more often where there is no instance at all',
  'remote-execution-credentials: HCP Terraform without variables':
    'no credentials at all is the commoner reading',
}

describe.each(knowledge.causes)('$id', (cause) => {
  test.each(cause.samples)('sample: $name', ({ name, text }) => {
    const ranked = diagnosed(text).causes.map((one) => one.cause.id)
    const open = LEFT_OPEN[`${cause.id}: ${name}`] !== undefined
    expect(ranked.slice(0, open ? 3 : 1)).toContain(cause.id)
  })

  test.each(cause.near_misses)('near miss: $name', ({ text }) => {
    expect(diagnosed(text).causes[0]?.cause.id).not.toBe(cause.id)
  })
})

test('hardly any sample leaves its cause open, and each that does still exists', () => {
  const samples = knowledge.causes.flatMap(({ id, samples }) =>
    samples.map(({ name }) => `${id}: ${name}`),
  )
  expect(Object.keys(LEFT_OPEN).filter((name) => !samples.includes(name))).toEqual([])
  expect(Object.keys(LEFT_OPEN).length / samples.length).toBeLessThan(0.05)
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
])('the published form %s is the dead key: %s, %s', (id, code, phase) => {
  const text = knowledge.variants.find((variant) => variant.id === id)?.samples[0]?.text ?? ''
  expect(read(text, knowledge).errors[0]).toMatchObject({ code, phase })
  expect(diagnosed(text).symptom?.id).toBe('dead-key')
})

test("EC2's one answer for keys, signatures, clocks and tokens has shares of its own", () => {
  const [sample] = knowledge.variants.find(({ id }) => id === 'dead-key-ec2')?.samples ?? []
  const { symptom, causes } = diagnosed(sample?.text ?? '')
  expect(symptom?.id).toBe('ec2-refused')
  expect(causes.map(({ cause }) => cause.id)).toContain('clock-skew')
})
