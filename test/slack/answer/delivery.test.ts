import { describe, expect, test } from 'vitest'
import { fixture, list, messageBody, object, pressBody } from '../../doubles/fixtures.ts'
import { buttonOf, pasted, said, slack, surface } from '../../doubles/surface.ts'

surface()

describe('a paste', () => {
  test('is durable before Slack hears that we have it, and answered after', async () => {
    slack.app.delayMs = 60
    const { acks, error } = await pasted()
    expect(error).toBeUndefined()
    expect(acks).toHaveLength(1)
    const [durable, ack, answer] = [slack.app.durable[0]?.at, acks[0]?.at, said()[0]?.at]
    expect(durable).toBeLessThan(ack ?? 0)
    expect(ack).toBeLessThan(answer ?? 0)
    expect(said()).toMatchObject([
      { method: 'chat.postMessage', args: { channel: 'C01INFRA', thread_ts: '1795322008.000100' } },
    ])
    expect(slack.app.done).toEqual(['slack:T0TFTEST:C01INFRA:1795322008.000100'])
  })

  test('that cannot be made durable is not acknowledged, so that Slack sends it again', async () => {
    slack.app.broken = true
    const { acks, error } = await pasted()
    expect(acks).toEqual([])
    expect(error).toMatchObject({ name: 'DeliveryError' })
    expect(said()).toEqual([])
    expect(slack.log.lines.join()).toContain('not acknowledged')
    expect(slack.log.lines.join()).not.toContain('wJalr')
  })

  test('whose acknowledgement got lost is answered all the same', async () => {
    const { error } = await slack.deliver(fixture('message-im'), true)
    await slack.answers.idle()
    expect(error).toBeDefined()
    expect(said()).toMatchObject([{ method: 'chat.postMessage', args: { channel: 'D01ALICE' } }])
  })

  test('delivered again is answered once', async () => {
    await Promise.all([pasted(), pasted()])
    expect((await pasted()).acks).toHaveLength(1)
    expect(slack.api.named('chat.postMessage')).toHaveLength(1)
  })

  test('that mentions us arrives as two events and is answered once', async () => {
    await Promise.all([pasted('mention-as-message'), pasted('mention-as-app-mention')])
    expect(slack.api.named('chat.postMessage')).toHaveLength(1)
  })

  test('in the thread of another redraws its verdict', async () => {
    await pasted()
    await pasted('message-thread-reply')
    expect(said().map(({ method }) => method)).toEqual(['chat.postMessage', 'chat.update'])
    expect(said()[1]?.args.text).toBe('This looks like InvalidClientTokenId.')
    const ids = said().map(({ args }) => list(args.blocks).map((block) => object(block).block_id))
    expect(ids[0]?.filter((id) => ids[1]?.includes(id))).toEqual([])
  })

  test('that is not ours is acknowledged and not answered', async () => {
    const { acks } = await slack.deliver(messageBody('lunch?', '1795322090.000100'))
    expect(acks).toHaveLength(1)
    expect(said()).toEqual([])
  })

  test.each(Object.keys(fixture('ignored')).filter((name) => name !== 'no event'))(
    'ignored: %s',
    async (name) => {
      const { acks } = await slack.deliver(object(fixture('ignored')[name]))
      expect(acks).toHaveLength(1)
      expect(slack.app.pastes).toEqual([])
    },
  )

  test('holds no secret in anything that is sent or logged', async () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
    const words = `export AWS_ACCESS_KEY_ID=AKIAQYLPMN5HFIQR7XYA AWS_SECRET_ACCESS_KEY=${secret} ExpiredToken`
    await slack.deliver(messageBody(words, '1795322091.000100'))
    await slack.answers.idle()
    const everything = JSON.stringify([slack.api.calls, slack.log.lines])
    expect(slack.app.pastes).toEqual([words])
    expect(everything).not.toContain(secret)
    expect(everything).not.toContain('wJalr')
    expect(said().map(({ method }) => method)).toEqual(['chat.postMessage', 'chat.postEphemeral'])
    expect(said()[1]).toMatchObject({ args: { user: 'U01ALICE', thread_ts: '1795322091.000100' } })
  })
})

describe('a press', () => {
  test('is durable before it is acknowledged, and redraws the case', async () => {
    await pasted()
    slack.app.delayMs = 60
    const { acks } = await slack.deliver(pressBody(buttonOf(said()[0])))
    await slack.answers.idle()
    expect(acks).toHaveLength(1)
    expect(slack.app.durable[1]?.at).toBeLessThan(acks[0]?.at ?? 0)
    expect(said().map(({ method }) => method)).toEqual([
      'chat.postMessage',
      'chat.update',
      'chat.postMessage',
    ])
    expect(acks[0]?.at).toBeLessThan(said()[1]?.at ?? 0)
    expect(JSON.stringify(said()[2]?.args.blocks)).toContain('aws sso login --profile dev')
  })

  test('of the same button by two people at once counts once; the second is told', async () => {
    await pasted()
    const button = buttonOf(said()[0])
    await Promise.all([
      slack.deliver(pressBody(button)),
      slack.deliver(pressBody(button, { trigger_id: '1.2.press-two', user: { id: 'U02BOB' } })),
    ])
    await slack.answers.idle()
    const steps = slack.api.named('chat.postMessage').slice(1)
    expect(steps).toHaveLength(1)
    const told = slack.api.named('chat.postEphemeral')
    expect(told).toMatchObject([{ args: { text: 'That step has moved on.' } }])
    expect(said().at(-1)?.args.text).not.toBe('This looks like ExpiredToken.')
  })

  test('that we cannot read gets a kind word and changes nothing', async () => {
    for (const button of [
      { action_id: 'walkthrough_next', value: 'inc_7f3a:2' },
      { action_id: 'tfauth:start:0', value: '{"case":"case-1","revision":1,"do":{"kind":"stop"}}' },
      {
        action_id: 'tfauth:start:0',
        value: '{"case":"nobody","revision":1,"do":{"kind":"start"}}',
      },
    ])
      expect((await slack.deliver(pressBody(button))).acks).toHaveLength(1)
    await slack.answers.idle()
    expect(said()).toMatchObject(
      [1, 2, 3].map(() => ({
        method: 'chat.postEphemeral',
        args: { user: 'U01ALICE', thread_ts: '1795322008.000100' },
      })),
    )
    expect(said()[0]?.args.text).toContain('out of date')
    expect(slack.app.durable).toEqual([])
  })

  test('that cannot be made durable is not acknowledged: the person sees that it failed', async () => {
    await pasted()
    slack.app.broken = true
    const { acks, error } = await slack.deliver(pressBody(buttonOf(said()[0])))
    expect(acks).toEqual([])
    expect(error).toBeDefined()
    expect(said()).toHaveLength(1)
  })
})

test('events held back by Slack are acknowledged and logged', async () => {
  const body = { type: 'app_rate_limited', team_id: 'T0TFTEST', minute_rate_limited: 1795322000 }
  expect((await slack.deliver(body)).acks).toHaveLength(1)
  expect(slack.log.lines.join()).toContain('hourly limit')
})
