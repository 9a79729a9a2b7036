import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { diagnoseText } from '../../src/app/paste/diagnose-text.ts'
import { resultSchema } from '../../src/cli/result-schema.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const ROOT = join(import.meta.dirname, '../..')
const knowledge = loadKnowledge(join(ROOT, 'knowledge'))

test('the published JSON Schema is the one the code has', async () => {
  const schema = `${JSON.stringify(z.toJSONSchema(resultSchema), null, 2)}\n`
  await expect(schema).toMatchFileSnapshot(join(ROOT, 'diagnose.schema.json'))
})

test.each([
  '',
  'Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error InvalidClientTokenId: The security token included in the request is invalid.',
  'Error: failed to get shared config profile, dev',
  'An error occurred (AccessDenied) when calling the AssumeRole operation: no',
])('a result obeys it: %s', (paste) => {
  expect(resultSchema.strict().parse(diagnoseText(knowledge, paste))).toBeTruthy()
})
