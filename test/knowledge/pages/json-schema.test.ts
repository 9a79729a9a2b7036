import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jsonSchemas } from '../../../src/knowledge/pages/json-schema.ts'

const dir = join(import.meta.dirname, '../../../knowledge')

// `npx vitest run test/knowledge/pages/json-schema.test.ts -u` writes them anew.
test.each([...jsonSchemas()])('%s is what the schema says today', async (name, json) => {
  await expect(json).toMatchFileSnapshot(join(dir, name))
})
