import { expect, test } from 'vitest'
import type { Action } from '../../../src/app/reply/reply.ts'
import {
  decodePress,
  encodePress,
  KNOWN_ACTION,
  UNKNOWN_ACTION,
} from '../../../src/slack/draw/press-codec.ts'

const DEEDS: readonly Action[] = [
  { kind: 'start' },
  { kind: 'answer', question: 'session-token', answer: 'unset' },
  { kind: 'not-sure', question: 'session-token' },
  { kind: 'fixed', remedy: 'sso-expired/sign-in' },
  { kind: 'still-failing', remedy: 'sso-expired/sign-in' },
  { kind: 'skip', step: 'probe:probe' },
  { kind: 'back' },
  { kind: 'stop' },
  { kind: 'hand-over' },
  { kind: 'check', check: 'key', asks: ['key-id'] },
]

test.each(DEEDS)('$kind travels there and back', (deed) => {
  const press = { case: 'case-7f3a', revision: 3, do: deed }
  const carried = encodePress(press, 24)
  expect(carried && decodePress(carried.action_id, carried.value)).toEqual(press)
  expect(carried?.action_id).toMatch(KNOWN_ACTION)
})

test.each([
  [
    'another deed than its button',
    'tfauth:stop:0',
    '{"case":"a","revision":1,"do":{"kind":"start"}}',
  ],
  [
    'a deed we do not have',
    'tfauth:explode:0',
    '{"case":"a","revision":1,"do":{"kind":"explode"}}',
  ],
  ['an older shape', 'tfauth:start:0', 'inc_7f3a:2'],
  [
    'more than we wrote',
    'tfauth:start:0',
    '{"case":"a","revision":1,"do":{"kind":"start"},"admin":true}',
  ],
  ['a negative revision', 'tfauth:start:0', '{"case":"a","revision":-1,"do":{"kind":"start"}}'],
  [
    'what somebody typed for a check',
    'tfauth:check:0',
    '{"case":"a","revision":1,"do":{"kind":"check","check":"key","asks":[],"given":{"key-id":"x"}}}',
  ],
  ['nothing', 'tfauth:start:0', ''],
  ['another action id', 'walkthrough_start', '{"case":"a","revision":1,"do":{"kind":"start"}}'],
])('not read: %s', (_, actionId, value) => {
  expect(decodePress(actionId, value)).toBeUndefined()
})

test('exactly one listener takes each action id', () => {
  const ids = [
    'tfauth:start:0',
    'tfauth:hand-over:24',
    'tfauth:start',
    'tfauth:start:123',
    'x',
    '',
    'tfauth:start:0\n',
  ]
  for (const id of ids) expect(KNOWN_ACTION.test(id)).toBe(!UNKNOWN_ACTION.test(id))
})

test('a value Slack would refuse is not made', () => {
  const press = { case: 'c'.repeat(2_000), revision: 1, do: { kind: 'start' } } as const
  expect(encodePress(press, 0)).toBeUndefined()
})
