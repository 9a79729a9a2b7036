import { describe, expect, test } from 'vitest'
import type { Action, Button, Reply } from '../../../src/app/reply/reply.ts'
import { decodePress } from '../../../src/slack/draw/press-codec.ts'
import { renderBlocks } from '../../../src/slack/draw/render.ts'
import { checkLimits } from '../../../src/slack/protocol/limits.ts'
import { fixture, list, object } from '../../doubles/fixtures.ts'
import { sayingsOf } from '../../doubles/small-app.ts'
import { pasted, said, slack, surface } from '../../doubles/surface.ts'

surface()

const button = (label: string, deed: Action, menu?: string): Button => ({
  label,
  describes: label,
  style: 'plain',
  ...(menu === undefined ? {} : { menu }),
  press: { case: 'case-1', revision: 1, do: deed },
})
const answer = (value: string): Action => ({ kind: 'answer', question: 'denied-by', answer: value })
const reply = (buttons: readonly Button[]): Reply => ({
  headline: ['A question'],
  parts: [],
  buttons,
  fallback: 'A question.',
})
function elementsOf(buttons: readonly Button[]) {
  const { blocks, text } = renderBlocks(reply(buttons), { id: 'step.1' })
  expect(checkLimits(blocks, text)).toEqual([])
  return list(blocks.map(object).find(({ type }) => type === 'actions')?.elements).map(object)
}
const SHARE = button('Post to a channel', { kind: 'share', channel: '' })

describe('a menu', () => {
  const VALUES = ['nothing', 'scp', 'boundary', 'session-policy', 'endpoint-policy', 'other']

  test('holds the answers that share it, in order, and each can be read back', () => {
    const elements = elementsOf([
      ...VALUES.map((value) => button(value, answer(value), 'Who denied it?')),
      button('Not sure', { kind: 'not-sure', question: 'denied-by' }),
    ])
    expect(elements.map(({ type }) => type)).toEqual(['static_select', 'button'])
    const [menu] = elements
    const read = list(menu?.options).map((option) =>
      decodePress(String(menu?.action_id), String(object(option).value)),
    )
    expect(read.map((press) => press?.do)).toEqual(VALUES.map(answer))
    expect(read[0]).toMatchObject({ case: 'case-1', revision: 1 })
  })

  test('that cannot hold an answer gives way to buttons', () => {
    const long = button('long', answer('v'.repeat(150)), 'Menu')
    expect(
      elementsOf([long, button('short', answer('v'), 'Menu')]).map(({ type }) => type),
    ).toEqual(['button', 'button'])
  })

  test.each([
    ['another deed', 'tfauth:stop:0', 'case-1 1 denied-by scp'],
    ['no revision', 'tfauth:answer:0', 'case-1 x denied-by scp'],
    ['too little', 'tfauth:answer:0', 'case-1 1'],
    ['a share without a revision', 'tfauth:share:0:case-1', 'C1'],
    ['a share of another kind', 'tfauth:stop:0:case-1:1', 'C1'],
  ])('with %s is not read', (_, id, value) => {
    expect(decodePress(id, value)).toBeUndefined()
  })
})

describe('a choice of channels', () => {
  test('is Slack’s own, and says for which case', () => {
    const [menu] = elementsOf([SHARE])
    expect(menu).toMatchObject({ type: 'conversations_select' })
    expect(decodePress(String(menu?.action_id), 'C2OPS')).toEqual({
      case: 'case-1',
      revision: 1,
      do: { kind: 'share', channel: 'C2OPS' },
    })
  })

  test('arrives as a press', async () => {
    await pasted()
    const [menu] = elementsOf([SHARE])
    const body = fixture('block-actions')
    const { value: _, ...action } = object(list(body.actions)[0])
    const chosen = {
      ...action,
      type: 'conversations_select',
      action_id: menu?.action_id,
      selected_conversation: 'C2OPS',
    }
    await slack.deliver({ ...body, actions: [chosen] })
    await slack.answers.idle()
    expect(slack.app.durable).toHaveLength(2)
    expect(slack.app.done).toHaveLength(2)
  })
})

describe('saying something in a channel', () => {
  const share = () => {
    const found = {
      id: 'case-1',
      revision: 1,
      place: { surface: 'slack', thread: 'T0TFTEST/C01INFRA/1795322008.000100' } as const,
      asker: 'U01ALICE',
      knowledge: '',
      events: [],
      messages: {},
    }
    const saying = { to: 'channel', channel: 'C2OPS', reply: reply([]) } as const
    slack.answers.add({
      delivery: 'd1',
      case: found,
      asker: 'U02BOB',
      outgoing: [...sayingsOf(found, 'ExpiredToken', ''), saying],
    })
    return slack.answers.idle()
  }

  test('posts it there, outside any thread', async () => {
    await share()
    const posted = said().filter(({ args }) => args.channel === 'C2OPS')
    expect(posted.map(({ method, args }) => [method, args.thread_ts])).toEqual([
      ['chat.postMessage', undefined],
    ])
  })

  test('that does not take it tells whoever chose it', async () => {
    slack.api.on('chat.postMessage', ({ args }) =>
      args.channel === 'C2OPS' ? { body: { ok: false, error: 'not_in_channel' } } : undefined,
    )
    await share()
    const told = said().find(({ method }) => method === 'chat.postEphemeral')
    expect(told?.args).toMatchObject({ user: 'U02BOB' })
    expect(String(told?.args.text)).toContain('cannot post in that channel')
    expect(slack.app.done).toEqual(['d1'])
  })
})
