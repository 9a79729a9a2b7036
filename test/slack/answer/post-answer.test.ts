import { describe, expect, test } from 'vitest'
import { fixture, list, messageBody, object, pressBody } from '../../doubles/fixtures.ts'
import type { Call } from '../../doubles/slack-api.ts'
import { sayingsOf } from '../../doubles/small-app.ts'
import { buttonOf, pasted, said, slack, surface } from '../../doubles/surface.ts'

surface()

describe('saying', () => {
  const refuse = (method: string, error: string, times = 99) => {
    let left = times
    slack.api.on(method, () => (left-- > 0 ? { body: { ok: false, error } } : undefined))
  }

  test('waits as long as Slack asks, and others need not', async () => {
    let first = true
    slack.api.on('chat.postMessage', ({ args }) => {
      if (args.channel !== 'C01INFRA' || !first) return undefined
      first = false
      return {
        status: 429,
        headers: { 'retry-after': '1' },
        body: { ok: false, error: 'ratelimited' },
      }
    })
    await slack.deliver(fixture('message-channel'))
    await slack.deliver(fixture('message-group'))
    await slack.answers.idle()
    const [limited, other, again] = said()
    expect([limited, other, again].map((call) => call?.args.channel)).toEqual([
      'C01INFRA',
      'G03SECRET',
      'C01INFRA',
    ])
    expect((again?.at ?? 0) - (limited?.at ?? 0)).toBeGreaterThan(950)
    expect(slack.app.done).toHaveLength(2)
  })

  test('that Slack cannot take now stays owed, and the sweep says it', async () => {
    refuse('chat.postMessage', 'service_unavailable', 1)
    await pasted()
    expect(slack.app.done).toEqual([])
    const [delivery] = slack.app.durable.map((one) => one.delivery)
    const place = { surface: 'slack', thread: 'T0TFTEST/C01INFRA/1795322008.000100' } as const
    const found = {
      id: 'case-1',
      revision: 1,
      place,
      asker: 'U01ALICE',
      knowledge: '',
      events: [],
      messages: {},
    }
    slack.app.owe({
      delivery: delivery ?? '',
      case: found,
      asker: 'U01ALICE',
      outgoing: sayingsOf(found, 'ExpiredToken', ''),
    })
    await Promise.all([slack.answers.sweep(), slack.answers.sweep()])
    await slack.answers.idle()
    expect(slack.api.named('chat.postMessage')).toHaveLength(2)
    expect(slack.app.done).toEqual([delivery])
  })

  test('into a closed channel goes to the person instead, once', async () => {
    slack.api.on('chat.postMessage', ({ args }) =>
      args.channel === 'C01INFRA' ? { body: { ok: false, error: 'is_archived' } } : undefined,
    )
    await pasted()
    expect(said().map(({ args }) => args.channel)).toEqual(['C01INFRA', 'U01ALICE'])
    expect(slack.app.done).toHaveLength(1)
  })

  test('only to a person who is not in the channel goes to their direct messages', async () => {
    refuse('chat.postEphemeral', 'user_not_in_channel')
    await slack.deliver(pressBody({ action_id: 'old', value: '' }))
    expect(said().map(({ args }) => args.channel)).toEqual(['C01INFRA', 'U01ALICE'])
  })

  test('keeps a rich text block in a message that had one', async () => {
    const kept = new Set<unknown>()
    const hasRich = ({ args }: Call) =>
      list(args.blocks).some((block) => object(block).type === 'rich_text')
    slack.api.on('chat.postMessage', (call) => {
      if (!hasRich(call)) return undefined
      kept.add('1800000000.999999')
      return { body: { ok: true, ts: '1800000000.999999' } }
    })
    slack.api.on('chat.update', (call) =>
      kept.has(call.args.ts) && !hasRich(call)
        ? { body: { ok: false, error: 'block_mismatch' } }
        : undefined,
    )
    await pasted()
    await slack.deliver(pressBody(buttonOf(said()[0])))
    await slack.answers.idle()
    const step = slack.api.named('chat.postMessage')[1]
    await slack.deliver(pressBody(buttonOf(step), { trigger_id: '1.2.stop' }))
    await slack.answers.idle()
    const last = slack.api.named('chat.update').at(-1)
    expect(last?.args).toMatchObject({ ts: '1800000000.999999', text: 'Stopped.' })
    expect(last && hasRich(last)).toBe(true)
    expect(slack.app.done).toHaveLength(3)
  })

  test('a message that someone deleted is posted again', async () => {
    await pasted()
    refuse('chat.update', 'message_not_found')
    await pasted('message-thread-reply')
    expect(said().map(({ method }) => method)).toEqual([
      'chat.postMessage',
      'chat.update',
      'chat.postMessage',
    ])
  })

  test('a slot that another replica posted first stays theirs; ours is taken away', async () => {
    await slack.app.paste({
      delivery: 'elsewhere',
      place: { surface: 'slack', thread: 'T0TFTEST/C01INFRA/1795322008.000100' },
      asker: 'U01ALICE',
      text: 'ExpiredToken',
      direct: true,
    })
    slack.api.on('chat.postMessage', () => {
      void slack.app.remember('case-1', 'verdict', '1799999999.000001')
      return undefined
    })
    await pasted()
    expect(said().map(({ method }) => method)).toEqual([
      'chat.postMessage',
      'chat.update',
      'chat.delete',
    ])
    expect(slack.api.named('chat.update')[0]?.args.ts).toBe('1799999999.000001')
  })

  test('in a direct message is never ephemeral', async () => {
    await slack.deliver(
      messageBody(
        'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY ExpiredToken',
        '1795322092.000100',
        {
          channel: 'D01ALICE',
          channel_type: 'im',
        },
      ),
    )
    await slack.answers.idle()
    expect(said()).toMatchObject([
      { method: 'chat.postMessage', args: { channel: 'D01ALICE' } },
      { method: 'chat.postMessage', args: { channel: 'D01ALICE', thread_ts: '1795322092.000100' } },
    ])
  })
})
