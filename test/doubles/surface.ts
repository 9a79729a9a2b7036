import { afterEach, beforeEach } from 'vitest'
import { withinLimits } from '../slack/draw/within-limits.ts'
import { fixture, list, object } from './fixtures.ts'
import { inProcess } from './in-process.ts'
import type { Call } from './slack-api.ts'
import { type SmallApp, smallApp } from './small-app.ts'

export let slack: Awaited<ReturnType<typeof inProcess<SmallApp>>>

/** A fresh surface for each test of a file; afterwards everything it said is held against Slack's limits. */
export function surface(): void {
  beforeEach(async () => {
    slack = await inProcess(smallApp())
  })
  afterEach(async () => {
    await slack.answers.idle()
    withinLimits(slack.api.calls)
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
  await slack.answers.idle()
  return delivered
}
