import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Answer } from '../../../src/app/reply/answer.ts'
import { makeAnswerQueue } from '../../../src/slack/answer/answer-queue.ts'
import { oneWorkspaceClients } from '../../../src/slack/connect/workspace-clients.ts'
import { pasteInto } from '../../doubles/memory-app.ts'
import { type SlackApi, slackApi } from '../../doubles/slack-api.ts'
import { sayingsOf, smallApp } from '../../doubles/small-app.ts'
import { writtenLog } from '../../doubles/written-log.ts'

let api: SlackApi
beforeEach(async () => {
  api = await slackApi()
})
afterEach(() => api.close())

const mouthOf = (busy?: () => boolean) => {
  const app = smallApp()
  const client = new WebClient('xoxb-test', { slackApiUrl: api.url, retryConfig: { retries: 0 } })
  const self = () => ({ botUserId: 'U0TFAUTH', botId: 'B0TFAUTH', team: 'T0TFTEST' })
  const answers = makeAnswerQueue({
    app,
    workspaces: oneWorkspaceClients(self, 'xoxb-test', client),
    log: writtenLog(),
    signal: new AbortController().signal,
    ...(busy ? { busy } : {}),
    patienceMs: 60_000,
  })
  return { app, answers }
}
const answer = async (app: ReturnType<typeof smallApp>, at: number): Promise<Answer> => {
  const paste = {
    delivery: `slack:${at}`,
    place: { surface: 'slack', thread: `T0TFTEST/C${at}/1.${at}` },
    asker: 'U1',
    text: 'ExpiredToken',
    direct: true,
  } as const
  const found = await pasteInto(app, paste)
  if (!found) throw new Error('nothing to say')
  return found
}
const posted = () => api.named('chat.postMessage')

describe('answers', () => {
  test('wait while more arrives than is acknowledged, and are said after', async () => {
    let many = true
    const { app, answers } = mouthOf(() => many)
    answers.add(await answer(app, 1))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(posted()).toEqual([])
    many = false
    await answers.idle()
    expect(posted()).toHaveLength(1)
    expect(app.done).toEqual(['slack:1'])
  })

  test('are composed one after the other, each in a turn of its own of the event loop', async () => {
    const { app, answers } = mouthOf()
    let turn = 0
    const counting = () => {
      turn += 1
      setImmediate(counting)
    }
    const turns: number[] = []
    const given = await Promise.all([1, 2, 3, 4].map((at) => answer(app, at)))
    setImmediate(counting)
    for (const one of given) {
      const { delivery, case: found, asker } = one
      answers.add({
        delivery,
        case: found,
        asker,
        compose() {
          turns.push(turn)
          return { delivery, case: found, asker, outgoing: sayingsOf(found, 'ExpiredToken', '') }
        },
      })
    }
    await answers.idle()
    turn = Number.NaN
    expect(new Set(turns).size).toBe(4)
    expect(posted()).toHaveLength(4)
  })

  test('that cannot be revised stay owed, and hold up no other', async () => {
    const { app, answers } = mouthOf()
    const revise = () => Promise.reject(new Error('the database is away'))
    answers.add(await answer(app, 1), { revise })
    answers.add(await answer(app, 2))
    await answers.idle()
    expect(app.done).toEqual(['slack:2'])
    expect(posted()).toHaveLength(1)
  })

  test('beyond what one process keeps in mind stay owed, and the sweep says them', async () => {
    const held = Promise.withResolvers<void>()
    const { app, answers } = mouthOf()
    const given: Answer[] = []
    for (let at = 0; at < 1_003; at += 1) given.push(await answer(app, at))
    // The first holds up the others, which are more than are kept; what comes after is not said here.
    const [first, ...others] = given
    if (!first) throw new Error('nothing to say')
    answers.add(first, { revise: (one) => held.promise.then(() => one) })
    for (const one of others) answers.add({ ...one, case: first.case })
    for (const one of given.slice(1_000)) app.owe(one)
    held.resolve()
    await answers.idle()
    expect(app.done).toHaveLength(1_000)
    await answers.sweep()
    await answers.idle()
    expect(app.done).toHaveLength(1_003)
  })
})
