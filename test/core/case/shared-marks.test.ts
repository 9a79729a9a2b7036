import { expect, test } from 'vitest'
import {
  groupTies,
  keyIdsIn,
  type MarkedCase,
  strongestTie,
  tyingFacts,
} from '../../../src/core/case/shared-marks.ts'

const mark = (given: Partial<MarkedCase>): MarkedCase => ({
  kind: 'key',
  hash: 'h',
  shown: '…WXYZ',
  case: 'c1',
  thread: 'T1/C1/1.1',
  symptom: 'dead-key',
  asker: 'U1',
  at: '2026-11-24T10:02:00.000Z',
  ...given,
})

test.each([
  ['in the middle of words', 'key AKIAQ4TFAUTHNEXAMPLE, refused', ['AKIAQ4TFAUTHNEXAMPLE']],
  ['twice', 'AKIAQ4TFAUTHNEXAMPLE AKIAQ4TFAUTHNEXAMPLE', ['AKIAQ4TFAUTHNEXAMPLE']],
  ['of a session', 'id=ASIAQ4TFAUTHNEXAMPLE', ['ASIAQ4TFAUTHNEXAMPLE']],
  ['already cut short', 'AKIA************WXYZ', []],
  ['inside a longer word', 'xAKIAQ4TFAUTHNEXAMPLEx', []],
  ['of a role', 'AROAQ4TFAUTHNEXAMPLE', []],
])('key ids %s', (_, text, ids) => {
  expect(keyIdsIn(text)).toEqual(ids)
})

test('key ids of a large paste are found in linear time, and only a few of them', () => {
  const many = Array.from({ length: 5 }, (_, at) => `AKIAQ4TFAUTHNEXAMPL${'ABCDE'[at]}`)
  expect(keyIdsIn(`${many.join(' ')} ${'AKIA'.repeat(2_000_000)}`)).toEqual(many.slice(0, 3))
})

test('roles, accounts and pipelines tie cases; regions do not', () => {
  const fact = (kind: string, value: string) =>
    ({ kind, value, quote: '', source: 'paste' }) as const
  expect(
    tyingFacts([
      fact('role', 'arn:aws:iam::111122223333:role/deploy'),
      fact('target-account', '111122223333'),
      fact('region', 'eu-west-1'),
      fact('oidc-sub', 'repo:acme/infra:ref:refs/heads/main'),
      fact('account', ' '),
    ]).map(({ kind }) => kind),
  ).toEqual(['role', 'account', 'pipeline'])
})

test('a key ties before a role, a role before an account', () => {
  const role = mark({ kind: 'role', hash: 'r', shown: 'deploy', case: 'c2' })
  expect(strongestTie([role, mark({})], 'dead-key')).toMatchObject({ kind: 'key', first: 'c1' })
  expect(strongestTie([role], 'other')).toMatchObject({ kind: 'role', others: 1 })
  expect(strongestTie([], 'dead-key')).toBeNull()
})

test('an account ties only cases with the same symptom', () => {
  const account = mark({ kind: 'account', hash: 'a', shown: '111122223333' })
  expect(strongestTie([account], 'dead-key')).not.toBeNull()
  expect(strongestTie([account], 'expired-session')).toBeNull()
  expect(strongestTie([{ ...account, symptom: null }], null)).toBeNull()
})

test('a tie counts cases once and starts at the first', () => {
  const tie = strongestTie(
    [
      mark({ case: 'c3', at: '2026-11-24T10:40:00.000Z' }),
      mark({ case: 'c1' }),
      mark({ case: 'c3', at: '2026-11-24T10:30:00.000Z' }),
    ],
    null,
  )
  expect(tie).toEqual({
    kind: 'key',
    shown: '…WXYZ',
    others: 2,
    since: '2026-11-24T10:02:00.000Z',
    first: 'c1',
  })
})

test('groups are the largest first, and none repeats a larger one', () => {
  const groups = groupTies([
    mark({ case: 'c1' }),
    mark({ case: 'c2' }),
    mark({ case: 'c3' }),
    mark({ kind: 'account', hash: 'a', case: 'c1' }),
    mark({ kind: 'account', hash: 'a', case: 'c2' }),
    mark({ kind: 'role', hash: 'r', case: 'c3' }),
    mark({ kind: 'role', hash: 'r', case: 'c4' }),
    mark({ kind: 'role', hash: 'alone', case: 'c5' }),
  ])
  expect(groups.map(({ kind, cases }) => [kind, cases.length])).toEqual([
    ['key', 3],
    ['role', 2],
  ])
})
