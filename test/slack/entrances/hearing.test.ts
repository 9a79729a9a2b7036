import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { App } from '../../../src/app/app.ts'
import { OUTPUT, TALK } from '../../core/read/overheard.ts'
import { messageBody } from '../../doubles/fixtures.ts'
import { inProcess } from '../../doubles/in-process.ts'
import { memoryCases } from '../../doubles/memory-cases.ts'
import { realApp } from '../../doubles/small-app.ts'

const EXPIRED =
  'Error: configuring Terraform AWS Provider: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 00000000-1111-4222-8333-444455556666, api error ExpiredToken: The security token included in the request is expired'
const OTHER = EXPIRED.replace('ExpiredToken', 'InvalidClientTokenId').replace('expired', 'invalid')
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'

let slack: Awaited<ReturnType<typeof inProcess<App>>>
let cases: ReturnType<typeof memoryCases>
let seconds = 1_795_322_000

beforeEach(async () => {
  cases = memoryCases()
  slack = await inProcess(realApp({ cases }))
})
afterEach(() => slack.close())

/** Somebody says something in a channel; `after` is how many seconds after whatever was said before. */
async function says(text: string, more: Record<string, unknown> = {}, after = 60): Promise<string> {
  seconds += after
  const ts = `${seconds}.000100`
  await slack.deliver(messageBody(text, ts, more))
  await slack.answers.idle()
  return ts
}
const kinds = () => cases.all()[0]?.events.map(({ kind }) => kind) ?? []
const private_ = () => slack.api.named('chat.postEphemeral').map(({ args }) => args)

describe('overheard in a channel', () => {
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

  test('an error in a block is a paste of its own, however soon it follows on another', async () => {
    const first = await says(EXPIRED)
    const second = await says(`hey, can anyone help with this one\n${OTHER}`, {}, 3)
    const threads = slack.api.named('chat.postMessage').map(({ args }) => args.thread_ts)
    expect(threads).toEqual([first, second])
  })
})

describe('typed in the thread', () => {
  test('an answer counts at once, also right after another message', async () => {
    const thread_ts = await says(EXPIRED)
    await says('ok trying that now', { thread_ts })
    await says('skip', { thread_ts }, 2)
    expect(kinds().at(-1)).toBe('skipped')
    await says('hmm', { thread_ts }, 1)
    await says('that fixed it, thanks!', { thread_ts }, 1)
    expect(kinds().at(-1)).toBe('tried')
  })

  test('a secret is told of once, whatever is typed after it', async () => {
    const thread_ts = await says(`${EXPIRED}\nexport AWS_SECRET_ACCESS_KEY=${SECRET}`)
    for (const text of ['skip', 'not sure', 'still fails', 'hm']) await says(text, { thread_ts }, 2)
    const warned = private_().filter((args) => JSON.stringify(args).includes('hold a secret'))
    expect(warned).toHaveLength(1)
  })

  test('the words of somebody else move nothing', async () => {
    const thread_ts = await says(EXPIRED)
    const before = kinds()
    for (const text of ['fixed', 'skip', 'that worked for me', 'same error'])
      await says(text, { thread_ts, user: 'U02BOB' })
    expect(kinds()).toEqual(before)
  })
})
