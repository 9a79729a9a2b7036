import { describe, expect, test } from 'vitest'
import { readPaste } from '../../../src/slack/receive/read-message.ts'
import { fixture, object } from '../../doubles/fixtures.ts'

const SELF = { botUserId: 'U0TFAUTH', botId: 'B0TFAUTH' }
const read = (name: string) => readPaste(fixture(name), SELF)

describe('what people say becomes a paste', () => {
  test('a channel message, with the characters of its rich text', () => {
    expect(read('message-channel')).toMatchObject({
      delivery: 'slack:T0TFTEST:C01INFRA:1795322008.000100',
      place: { surface: 'slack', thread: 'T0TFTEST/C01INFRA/1795322008.000100' },
      asker: 'U01ALICE',
      direct: false,
      text: expect.stringContaining('╷\n│ Error: configuring Terraform AWS Provider'),
    })
    expect(read('message-channel')?.text).toMatch(/^anyone else\? terraform plan says\n/)
    expect(read('message-channel')?.text).toContain('with provider["registry"],\n╵')
    expect(read('message-channel')?.text).toContain('region <eu-south-1> & more')
  })

  test('text alone, with Slack links and escapes taken back', () => {
    expect(read('message-text-only')?.text).toBe(
      'Post https://sts.eu-south-1.amazonaws.com/: api error ExpiredToken at sts.amazonaws.com for dev@example.com <nil> a && b &lt;    https://example.com/run/1',
    )
  })

  test('rich text of every kind of element', () => {
    expect(read('message-rich-text')?.text).toBe(
      'arn:aws:iam::123456789012:role/x sts.amazonaws.com https://example.com/run/1 #ff0000\nfirst\nsecond\napi error ExpiredToken',
    )
  })

  test('private channels, and threads with and without a copy in the channel', () => {
    expect(read('message-group')).toMatchObject({ direct: false, text: 'api error ExpiredToken' })
    for (const name of ['message-thread-reply', 'message-thread-broadcast'])
      expect(read(name)).toMatchObject({
        direct: false,
        place: { thread: 'T0TFTEST/C01INFRA/1795322008.000100' },
      })
  })

  test('a direct message is asked directly', () => {
    expect(read('message-im')).toMatchObject({ direct: true, text: 'api error ExpiredToken' })
  })

  test('a mention arrives twice and is one delivery, asked directly both times', () => {
    const [message, mention] = [read('mention-as-message'), read('mention-as-app-mention')]
    expect(message).toEqual(mention)
    expect(message).toMatchObject({ direct: true, text: 'api error ExpiredToken: expired' })
  })

  test('a mention without words is still asked', () => {
    expect(read('mention-empty')).toMatchObject({ direct: true, text: '' })
  })

  test('files: the text beside one, and the first lines Slack shows of it', () => {
    expect(read('message-file-with-text')?.text).toContain(
      'plan fails: api error ExpiredToken\nError:',
    )
    expect(read('message-file-only')?.text).toContain('Error')
    expect(read('message-file-only-im')?.text).toContain('api error ExpiredToken')
    expect(read('mention-with-file')?.text).toContain('api error ExpiredToken')
    expect(read('message-file-check-info')).toMatchObject({ direct: true, text: '' })
  })

  test("a shared channel belongs to the workspace that installed us, not to the guest's", () => {
    expect(read('message-shared-channel')?.place.thread).toBe(
      'T0TFTEST/C04SHARED/1795322043.000100',
    )
  })
})

const BOTS = ['bot_message', 'a bot without a subtype']

test.each(BOTS)('never asked, only overheard where a channel lets us: %s', (name) => {
  const heard = readPaste(object(fixture('ignored')[name]), SELF)
  expect(heard).toMatchObject({ bot: true, direct: false, asker: 'B0OTHER' })
})

test.each(Object.keys(fixture('ignored')).filter((name) => !BOTS.includes(name)))(
  'ignored: %s',
  (name) => {
    expect(readPaste(object(fixture('ignored')[name]), SELF)).toBeUndefined()
  },
)

test.each([
  undefined,
  null,
  'x',
  7,
  [],
  {},
  { type: 'event_callback', event: { type: 'message' } },
])('not a delivery at all: %j', (body) => {
  expect(readPaste(body, SELF)).toBeUndefined()
})
