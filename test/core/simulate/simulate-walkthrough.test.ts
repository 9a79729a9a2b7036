import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CHECK_STEPS } from '../../../src/app/checks/possible-checks.ts'
import { fold } from '../../../src/core/case/fold-events.ts'
import { diagnose } from '../../../src/core/diagnosis/diagnose.ts'
import { read } from '../../../src/core/read/read-paste.ts'
import { mostSteps, type Walk, walk } from '../../../src/core/simulate/simulate-walkthrough.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const diagnosed = (text: string) =>
  diagnose(knowledge, fold([{ kind: 'pasted', reading: read(text, knowledge) }], knowledge))
/** Every recognisable error with nothing around it, and what it shows. */
const bare = knowledge.variants
  .flatMap(({ samples }) => samples)
  .map(({ text }) => ({ text, ...diagnosed(text) }))
// Someone with a cause does not get an error whose own words speak that much against it.
const CAN_BE = 0.01
/** For each symptom of a cause, the error that someone with this cause would most likely get. */
const bareOf = (cause: string) =>
  knowledge.symptoms.flatMap(({ id }) => {
    const [most] = bare
      .filter(({ symptom, belief }) => symptom?.id === id && (belief.get(cause) ?? 0) >= CAN_BE)
      .sort((x, y) => (y.belief.get(cause) ?? 0) - (x.belief.get(cause) ?? 0))
    return most ? [{ id, text: most.text }] : []
  })

function isRight({ steps, fixedBy, handedOver }: Walk, cause: string): void {
  const remedy = knowledge.causes
    .flatMap(({ remedies }) => remedies)
    .find(({ id }) => id === fixedBy)
  expect(handedOver, JSON.stringify(steps)).toBe(false)
  expect(Object.keys(remedy?.cures ?? {}), JSON.stringify(steps)).toContain(cause)
  const seen = steps.map(({ kind, id }) => `${kind}:${id}`)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBeLessThanOrEqual(mostSteps(knowledge))
}

describe.each(knowledge.causes)('someone with $id who says the truth is helped', (cause) => {
  test.each(cause.samples)('after pasting: $name', ({ text }) => {
    isRight(walk(knowledge, { text, cause: cause.id }), cause.id)
  })

  const symptoms = bareOf(cause.id)
  test.skipIf(symptoms.length === 0).each(symptoms)('after the bare words of $id', ({ text }) => {
    isRight(walk(knowledge, { text, cause: cause.id }), cause.id)
  })
})

const ERROR =
  'Error: x: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error InvalidClientTokenId: The security token included in the request is invalid.'

test('someone who knows nothing and whom nothing helps is handed over, within the bound', () => {
  const walked = walk(knowledge, { text: ERROR })
  expect(walked).toMatchObject({ fixedBy: null, handedOver: true })
  expect(walked.steps.length).toBeLessThanOrEqual(mostSteps(knowledge))
  expect(walked.steps.filter(({ kind }) => kind === 'question')).toHaveLength(walked.questions)
})

test('answers are given by question or by kind of fact, and the command settles them', () => {
  const walked = walk(knowledge, {
    text: ERROR,
    answers: { 'access-key-kind': 'temporary', 'session-token': 'unset' },
    fixedBy: 'missing-session-token',
  })
  expect(walked.fixedBy).toMatch(/^missing-session-token\//)
  expect(JSON.stringify(walked.steps)).toContain('session-token=unset')
})

test('the same person gets the same walkthrough', () => {
  const input = { text: ERROR, cause: 'stale-session-token' }
  expect(walk(knowledge, input)).toEqual(walk(knowledge, input))
})

test('what is no sign-in error is not walked', () => {
  expect(walk(knowledge, { text: 'good morning' })).toEqual({
    steps: [],
    questions: 0,
    seconds: 0,
    fixedBy: null,
    handedOver: false,
  })
})

test('where the account can be asked, a check answers like a question, and every cause is still found', () => {
  const text = `Error: Cannot assume IAM Role: operation error STS: AssumeRole, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error AccessDenied: User: arn:aws:iam::111122223333:user/ci is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/deploy`
  const walked = walk(knowledge, { text, cause: 'external-id', linked: true }, CHECK_STEPS)
  expect(walked.steps[0]).toMatchObject({ kind: 'check', id: 'role' })
  expect(walked.steps[0]?.answer).toContain('external-id-demanded=yes')
  expect(walked.fixedBy).toMatch(/^external-id\//)
  const alone = walk(knowledge, { text, cause: 'external-id' })
  expect(alone.steps.map(({ kind }) => kind)).not.toContain('check')
  expect(walked.seconds).toBeLessThan(alone.seconds)
})
