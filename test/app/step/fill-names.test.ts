import { expect, test } from 'vitest'
import { fillNames } from '../../../src/app/step/fill-names.ts'
import type { Fact } from '../../../src/core/fact.ts'

const facts = (named: Readonly<Record<string, string>>) =>
  new Map<string, Fact>(
    Object.entries(named).map(([kind, value]) => [
      kind,
      { kind, value, quote: '', source: 'paste' },
    ]),
  )
const filled = (text: string, named: Readonly<Record<string, string>>) =>
  fillNames({ shell: 'bash', text }, facts(named)).text

test('a name that was read stands in the place of the word for it', () => {
  expect(filled('aws sso login --profile YOUR_PROFILE', { profile: 'staging' })).toBe(
    'aws sso login --profile staging',
  )
  expect(filled('export AWS_REGION=YOUR_REGION', {})).toBe('export AWS_REGION=YOUR_REGION')
})

test.each(['x;reboot', '$(id)', '-rf', 'a b', "a'b", 'a\nb', '`id`', '', 'a|b', 'a>b'])(
  'what a shell would read as more than a word stays out: %j',
  (profile) => {
    expect(filled('aws sso login --profile YOUR_PROFILE', { profile })).toContain('YOUR_PROFILE')
  },
)

test('a profile that is in no file is not filled in', () => {
  const named = { profile: 'stagingg', 'profile-exists': 'no' }
  expect(filled('export AWS_PROFILE=YOUR_PROFILE', named)).toContain('YOUR_PROFILE')
})
