import type { types } from '@slack/bolt'
import { expect } from 'vitest'
import { checkLimits, checkViewLimits } from '../../../src/slack/protocol/limits.ts'
import { list, object } from '../../doubles/fixtures.ts'
import type { Call } from '../../doubles/slack-api.ts'

/** Holds everything that was said against Slack's limits: messages, modals, home pages and what acknowledgements carry. */
export function withinLimits(calls: readonly Call[], acks: readonly unknown[] = []): void {
  for (const { method, args } of calls) {
    held(method, args)
    if (method === 'chat.postMessage')
      expect(args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' })
  }
  for (const ack of acks) if (typeof ack === 'object' && ack !== null) held('ack', object(ack))
}

function held(method: string, args: Readonly<Record<string, unknown>>): void {
  if ('blocks' in args) {
    const blocks = args.blocks as types.KnownBlock[]
    expect([method, checkLimits(blocks, String(args.text))]).toEqual([method, []])
  }
  if ('view' in args) {
    const view = args.view as types.ModalView
    expect([method, checkViewLimits(view)]).toEqual([method, []])
    for (const block of list(object(args.view).blocks)) expect(block).toHaveProperty('block_id')
  }
}
