import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluateTrust } from '../../../src/core/trust-policy/evaluate.ts'
import { fits } from '../../../src/core/trust-policy/wildcard.ts'

const KEYS = ['aws:SourceIp', 'aws:CurrentTime', 'aws:PrincipalOrgID', 'aws:MultiFactorAuthPresent']
const value = fc.constantFrom(
  '203.0.113.9',
  '2026-06-01T00:00:00Z',
  'o-a1b2c3d4e5',
  'true',
  'false',
)
const operator = fc.constantFrom(
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringEqualsIfExists',
  'IpAddress',
  'NotIpAddress',
  'DateLessThan',
  'Bool',
  'BoolIfExists',
  'Null',
  'ForAnyValue:StringEquals',
  'ForAllValues:StringEquals',
)
const conditions = fc.dictionary(operator, fc.dictionary(fc.constantFrom(...KEYS), value), {
  maxKeys: 3,
})
const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny'),
  Principal: fc.constantFrom<object | string>({ AWS: '345678901234' }, '*'),
  Action: fc.constant('sts:AssumeRole'),
  Condition: conditions,
})
const context = fc.dictionary(fc.constantFrom(...KEYS), value)

test('R32: telling less never turns "cannot tell" into a definite answer', () => {
  fc.assert(
    fc.property(
      fc.array(statement, { minLength: 1, maxLength: 4 }),
      context,
      fc.constantFrom(...KEYS),
      (Statement, told, key) => {
        const decide = (known: Readonly<Record<string, string>>) =>
          evaluateTrust(
            { Version: '2012-10-17', Statement },
            {
              action: 'sts:AssumeRole',
              role_arn: 'arn:aws:iam::210987654321:role/release',
              principal: {
                arn: 'arn:aws:sts::345678901234:assumed-role/builder/job-12',
                role_arn: 'arn:aws:iam::345678901234:role/ci/builder',
              },
              context: known,
            },
          ).decision
        const { [key]: _, ...less } = told
        const before = decide(told)
        const after = decide(less)
        if (before === 'cannot-tell') expect(after).toBe('cannot-tell')
        // What less is told of may be unknown, and is never the opposite.
        else expect([before, 'cannot-tell']).toContain(after)
      },
    ),
    { numRuns: 5000 },
  )
})

test('R33: a pattern is compared in linear time, whatever it holds', () => {
  const slow = `${'*a'.repeat(500)}b`
  const text = 'a'.repeat(2000)
  const started = performance.now()
  for (let times = 0; times < 20; times++) expect(fits(slow, text)).toBe(false)
  // A backtracking matcher would not end at all; the bound is wide because machines differ.
  expect(performance.now() - started).toBeLessThan(2000)
})

test('R33: an operator that is not known is not judged', () => {
  const ask = (document: unknown) =>
    evaluateTrust(document, {
      action: 'sts:AssumeRole',
      role_arn: 'arn:aws:iam::210987654321:role/release',
      principal: { arn: 'arn:aws:iam::345678901234:user/finn' },
    }).decision
  const allow = { Effect: 'Allow', Principal: { AWS: '345678901234' }, Action: 'sts:AssumeRole' }
  expect(
    ask({
      Version: '2012-10-17',
      Statement: [{ ...allow, Condition: { StringSoundsLike: { 'sts:ExternalId': 'x' } } }],
    }),
  ).toBe('cannot-tell')
})
