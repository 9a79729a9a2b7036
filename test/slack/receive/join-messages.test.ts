import { expect, test } from 'vitest'
import { joinMessages } from '../../../src/slack/receive/join-messages.ts'
import type { Heard } from '../../../src/slack/receive/read-message.ts'

const heard = (ts: string, text: string, more: Partial<Heard> = {}): Heard => ({
  delivery: `slack:T1:C1:${ts}`,
  place: { surface: 'slack', thread: `T1/C1/${ts}` },
  asker: 'U1',
  text,
  typed: text,
  ts,
  bot: false,
  direct: false,
  at: Number(ts),
  conversation: 'T1/C1/',
  file: undefined,
  ...more,
})

test('messages of one person in a row are one paste, in the thread of the first', () => {
  const stitch = joinMessages()
  expect(stitch(heard('100.1', 'Error: validating'))).toMatchObject({ text: 'Error: validating' })
  expect(stitch(heard('102.2', 'provider credentials', { direct: true }))).toMatchObject({
    text: 'Error: validating\nprovider credentials',
    place: { thread: 'T1/C1/100.1' },
    delivery: 'slack:T1:C1:102.2',
    direct: true,
  })
  expect(stitch(heard('104.0', 'the rest')).text).toBe(
    'Error: validating\nprovider credentials\nthe rest',
  )
})

test.each([
  ['someone else', { asker: 'U2' }],
  ['another channel', { conversation: 'T1/C2/' }],
  ['another thread', { conversation: 'T1/C1/50.0' }],
  ['a minute later', { at: 160 }],
])('%s is a paste of its own', (_, more) => {
  const stitch = joinMessages()
  stitch(heard('100.1', 'Error: one'))
  expect(stitch(heard('101.1', 'two', more))).toEqual(heard('101.1', 'two', more))
})

test('what begins with an error of its own is a paste of its own', () => {
  const stitch = joinMessages()
  stitch(heard('100.1', 'Error: one'))
  expect(stitch(heard('102.1', '╷\n│ Error: two')).text).toBe('╷\n│ Error: two')
})

test('the same message twice, as a mention and as a retry, is one piece', () => {
  const stitch = joinMessages()
  stitch(heard('100.1', 'a'))
  stitch(heard('101.1', 'b'))
  expect(stitch(heard('101.1', 'b', { direct: true })).text).toBe('a\nb')
})

test('a series has an end: ten messages, 400,000 characters', () => {
  const stitch = joinMessages()
  for (let at = 0; at < 10; at += 1) stitch(heard(`10${at}.0`, 'x'))
  expect(stitch(heard('110.0', 'eleventh')).text).toBe('eleventh')
  stitch(heard('111.0', 'y'.repeat(399_000)))
  expect(stitch(heard('112.0', 'z'.repeat(2_000))).text).toBe('z'.repeat(2_000))
})
