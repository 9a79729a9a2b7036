import { afterEach, beforeEach, expect, test } from 'vitest'
import type { App } from '../../../src/app/app.ts'
import { OUTPUT, TALK } from '../../core/read/overheard.ts'
import { messageBody } from '../../doubles/fixtures.ts'
import { inProcess } from '../../doubles/in-process.ts'
import { realApp } from '../../doubles/small-app.ts'

let slack: Awaited<ReturnType<typeof inProcess<App>>>
let seconds = 1_795_322_000

beforeEach(async () => {
  slack = await inProcess(realApp())
})
afterEach(() => slack.close())

/** Somebody says something in a channel, long after whatever was said before. */
async function says(text: string, more: Record<string, unknown> = {}): Promise<string> {
  seconds += 60
  const ts = `${seconds}.000100`
  await slack.deliver(messageBody(text, ts, more))
  await slack.answers.idle()
  return ts
}

test('people who talk about errors are left alone', async () => {
  for (const text of TALK) await says(text)
  expect(slack.api.calls.map(({ args }) => args)).toEqual([])
})

test('what a program printed is answered in its thread', async () => {
  const asked: string[] = []
  for (const [at, text] of OUTPUT.entries()) asked.push(await says(text, { user: `U0${at}` }))
  const answered = new Set(slack.api.named('chat.postMessage').map(({ args }) => args.thread_ts))
  expect(OUTPUT.filter((_, at) => !answered.has(asked[at]))).toEqual([])
})
