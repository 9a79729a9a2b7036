import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fold } from '../../../src/core/case/fold-events.ts'
import { diagnose } from '../../../src/core/diagnosis/diagnose.ts'
import { NOTHING_LEARNED } from '../../../src/core/knowledge.ts'
import { read } from '../../../src/core/read/read-paste.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const diagnosed = (text: string, known = knowledge) =>
  diagnose(known, fold([{ kind: 'pasted', reading: read(text, known) }], known))

const UNSEEN = [
  [
    'Error: loading AWS credentials: Identity Center session is over, the browser must be opened again to log in',
    'sso-expired',
  ],
  [
    'Error: AWS credentials: helper program ended with exit code 3 and printed nothing',
    'credential-process',
  ],
  ['Error: AWS credentials: nobody here knows a profile named staging', 'wrong-profile'],
] as const

test.each(UNSEEN)(
  'words nobody has seen stay unknown, with what they look like: %s',
  (text, cause) => {
    const { outcome, causes, looksLike } = diagnosed(text)
    expect(outcome).toBe('unknown')
    expect(causes.slice(0, 3).map((one) => one.cause.id)).toContain(cause)
    expect(looksLike.length).toBeGreaterThan(0)
    for (const word of looksLike) expect(text).toContain(word)
  },
)

test('where a sign decides, what it looks like has no say', () => {
  const text =
    'Error: operation error STS: GetCallerIdentity, https response error StatusCode: 403, api error ExpiredToken: The security token included in the request is expired'
  const without = diagnosed(text, { ...knowledge, learned: NOTHING_LEARNED })
  expect(diagnosed(text)).toEqual(without)
  expect(without.looksLike).toEqual([])
})

test.each([
  'Error: creating EC2 Instance: operation error EC2: RunInstances, api error VcpuLimitExceeded: You have requested more vCPU capacity than your current vCPU limit',
  'Error: AADSTS7000215: Invalid client secret provided for the app',
  'Error: Module not installed\n\nThis module is not yet installed.',
])('what is about something else stays that: %s', (text) => {
  expect(diagnosed(text).outcome).toBe('not-auth')
})
