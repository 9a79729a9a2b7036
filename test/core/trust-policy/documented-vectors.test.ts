import { expect, test } from 'vitest'
import { evaluateTrust } from '../../../src/core/trust-policy/evaluate.ts'
import { ROLE, VECTORS } from './documented-vectors.ts'

test.each(VECTORS)('R31: $id: $rule', ({ statement, request, expected }) => {
  const policy = {
    Version: '2012-10-17',
    Statement: Array.isArray(statement) ? statement : [statement],
  }
  const asked = { action: 'sts:AssumeRole', role_arn: ROLE, ...request }
  expect(evaluateTrust(JSON.parse(JSON.stringify(policy)), asked).decision).toBe(expected)
})

test('each vector has its own id and the page that states its rule', () => {
  expect(new Set(VECTORS.map(({ id }) => id)).size).toBe(VECTORS.length)
  for (const { doc } of VECTORS) expect(doc).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//)
})
