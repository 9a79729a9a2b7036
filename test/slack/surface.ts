import type { types } from '@slack/bolt'
import { afterEach, beforeEach, expect } from 'vitest'
import { checkLimits } from '../../src/slack/limits.ts'
import { fixture, list, object } from './fixtures.ts'
import { inProcess } from './in-process.ts'
import type { Call } from './slack-api.ts'

export let slack: Awaited<ReturnType<typeof inProcess>>

/** A fresh surface for each test of a file; afterwards everything it said is held against Slack's limits. */
export function surface(): void {
  beforeEach(async () => {
    slack = await inProcess()
  })
  afterEach(async () => {
    await slack.mouth.idle()
    for (const { method, args } of slack.api.calls.filter(({ args }) => 'blocks' in args)) {
      const breaches = checkLimits(args.blocks as types.KnownBlock[], String(args.text))
      expect([method, breaches]).toEqual([method, []])
      if (method === 'chat.postMessage')
        expect(args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' })
    }
    await slack.close()
  })
}

export const said = () => slack.api.calls.filter(({ method }) => method !== 'auth.test')

/** A button of something said, as Slack hands it back. */
export function buttonOf(call: Call | undefined): { action_id: string; value: string } {
  const blocks = list(call?.args.blocks).map(object)
  const element = object(list(blocks.find(({ type }) => type === 'actions')?.elements)[0])
  return { action_id: String(element.action_id), value: String(element.value) }
}

/** Delivers a recorded event and waits until it is answered. */
export async function pasted(name = 'message-channel') {
  const delivered = await slack.deliver(fixture(name))
  await slack.mouth.idle()
  return delivered
}
