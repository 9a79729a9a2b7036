import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, makeApp } from '../../../src/app/app.ts'
import type { Answer } from '../../../src/app/reply/answer.ts'
import type { Action } from '../../../src/app/reply/reply.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'
import { THREADS } from '../../../src/slack/protocol/thread-ref.ts'
import { openStore, type Store } from '../../../src/store/open-store.ts'
import { memoryDeps, pasteInto } from '../../doubles/memory-app.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const ERROR =
  'Error: x: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error InvalidClientTokenId: The security token included in the request is invalid.'
const KEY = 'AKIAQ4TFAUTHNEXAMPLE'
const REMEDY = 'env-override/unset-the-variables'

let dataDir = ''
let store: Store
let app: App
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tfauth-around-'))
  store = await openStore({ dataDir })
  const { cases, workspaces, fingerprint } = store
  const threads = {
    ...THREADS,
    urlOf: ({ thread }: { readonly thread: string }) => `https://slack.test/${thread}`,
  }
  app = makeApp(memoryDeps(knowledge, { cases, workspaces, fingerprint, threads }))
}, 60_000)
afterAll(async () => {
  await store.close()
  await rm(dataDir, { recursive: true })
})

let count = 0
const next = () => ++count
const paste = (team: string, text: string, by = 'U1') =>
  pasteInto(app, {
    delivery: `test:${next()}`,
    place: { surface: 'slack', thread: `${team}/C1/${next()}.1` },
    asker: by,
    text,
    direct: true,
  })
const press = (answer: Answer | undefined, deed: Action, by = 'U1') =>
  app.press({
    delivery: `test:${next()}`,
    surface: 'slack',
    press: { case: answer?.case.id ?? '', revision: answer?.case.revision ?? 0, do: deed },
    presser: by,
  })
const verdict = (answer: Answer | undefined) =>
  JSON.stringify(answer?.outgoing.find((one) => one.to === 'thread' && one.slot === 'verdict'))
const solve = async (team: string, by: string, cause?: string) => {
  const started = await press(await paste(team, ERROR, by), { kind: 'start' }, by)
  const fixed = await press(started, { kind: 'fixed', remedy: REMEDY }, by)
  return cause ? press(fixed, { kind: 'was', cause }, by) : fixed
}

describe('learning', () => {
  test('moves this workspace alone, says so, and is taken back, switched off and reset', async () => {
    const before = await paste('TLEARN', ERROR)
    for (const by of ['U1', 'U2', 'U3', 'U4']) {
      for (let at = 0; at < 3; at++) await solve('TLEARN', by, 'stale-session-token')
    }
    const after = await paste('TLEARN', ERROR, 'U9')
    expect(verdict(after)).toMatch(/12 of your last 12 such cases here were: /)
    expect(verdict(after)).not.toBe(verdict(before))
    expect(verdict(await paste('TOTHER', ERROR))).not.toContain('of your last')
    // A thread is shown as it was answered.
    expect(await app.show(after?.case.place ?? { surface: 'slack', thread: '' })).toMatchObject({
      outgoing: after?.outgoing.slice(0, 1),
    })

    const here = await app.learning('TLEARN')
    expect(here).toMatchObject({
      on: true,
      cases: 12,
      causes: [{ id: 'stale-session-token', times: 12 }],
    })
    await app.setLearning('TLEARN', false)
    expect(verdict(await paste('TLEARN', ERROR))).not.toContain('of your last')
    await app.setLearning('TLEARN', true)
    expect(verdict(await paste('TLEARN', ERROR))).toContain('12 of your last 12')
    await app.resetLearning('TLEARN')
    expect(verdict(await paste('TLEARN', ERROR))).not.toContain('of your last')
    expect(await app.learning('TLEARN')).toMatchObject({ on: true, cases: 0 })
  }, 60_000)

  test('keeps assumed and confirmed apart, and Back takes the outcome away', async () => {
    const assumed = await solve('TBACK', 'U1')
    const [one] = await store.workspaces.solved('TBACK', 9)
    expect(one?.confirmed).toBe(false)
    expect(Object.keys(one?.credit ?? {}).length).toBeGreaterThan(1)
    const confirmed = await press(assumed, { kind: 'was', cause: 'env-override' })
    expect(await store.workspaces.solved('TBACK', 9)).toMatchObject([
      { confirmed: true, credit: { 'env-override': 1 } },
    ])
    const back = await press(confirmed, { kind: 'back' })
    expect((await store.workspaces.solved('TBACK', 9))[0]?.confirmed).toBe(false)
    await press(back, { kind: 'back' })
    expect(await store.workspaces.solved('TBACK', 9)).toEqual([])
  })
})

describe('patterns', () => {
  const withKey = (key: string) => `${ERROR}\nAWS_ACCESS_KEY_ID=${key}`

  test('the same key ties cases of one workspace, and three are one incident', async () => {
    const first = await paste('TTIE', withKey(KEY), 'U1')
    expect(verdict(first)).not.toContain('hit this since')
    expect(verdict(await paste('TOTHER', withKey(KEY)))).not.toContain('hit this since')
    expect(verdict(await paste('TTIE', withKey('AKIAQ4TFAUTHNEXAMPLA')))).not.toContain('hit this')
    const second = verdict(await paste('TTIE', withKey(KEY), 'U2'))
    expect(second).toMatch(/One other case here hit this since \d\d:\d\d UTC; the same access key/)
    expect(second).toContain('…MPLE')
    const third = verdict(await paste('TTIE', withKey(KEY), 'U3'))
    expect(third).toContain('2 other cases here')
    expect(third).toContain('one incident')
    expect(third).toContain(`https://slack.test/${first?.case.place.thread}`)

    const [incident] = await app.incidents('TTIE')
    expect(incident).toMatchObject({ kind: 'key', shown: '…MPLE' })
    expect(incident?.cases.map(({ asker }) => asker)).toEqual(['U1', 'U2', 'U3'])
    expect(incident?.summary.fallback).toMatch(/^3 cases since .* same access key, …MPLE\.$/)
  })

  test('pasting again in the same thread is no second case', async () => {
    const first = await paste('TSAME', withKey(KEY))
    const again = await pasteInto(app, {
      delivery: `test:${next()}`,
      place: first?.case.place ?? { surface: 'slack', thread: '' },
      asker: 'U1',
      text: withKey(KEY),
      direct: true,
    })
    expect(verdict(again)).not.toContain('hit this since')
    expect(await app.incidents('TSAME')).toEqual([])
  })
})
