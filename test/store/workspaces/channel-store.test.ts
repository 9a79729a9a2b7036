import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { USUAL_SETTINGS } from '../../../src/app/ports/channel-store.ts'
import { openStore, type Store } from '../../../src/store/open-store.ts'
import { anArrival } from '../cases/an-arrival.ts'

let store: Store
let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tfauth-rooms-'))
  store = await openStore({ dataDir: join(dir, 'data') })
})
afterAll(async () => {
  await store.close()
  await rm(dir, { recursive: true, force: true })
})

const at = (thread: string, asker = 'U1') =>
  store.cases.accept(anArrival({ place: { surface: 'slack', thread }, asker }))

test('a channel is as usual until somebody sets it, in its own workspace only', async () => {
  const room = { listens: false, bots: true, quiet: 60, by: 'U1' }
  expect(await store.channels.settings('T1', 'C1')).toEqual(USUAL_SETTINGS)
  await store.channels.setSettings('T1', 'C1', { ...room, quiet: 0 })
  await store.channels.setSettings('T1', 'C1', room)
  expect(await store.channels.settings('T1', 'C1')).toEqual(room)
  expect(await store.channels.settings('T2', 'C1')).toEqual(USUAL_SETTINGS)
  expect(await store.channels.list('T1')).toEqual([{ channel: 'C1', ...room }])
  expect(await store.channels.list('T2')).toEqual([])
})

test('cases are found by workspace, person and channel, and by no other', async () => {
  await at('T7/C1/1.1')
  await at('T7/C1/1.2', 'U2')
  await at('T7/C2/1.3')
  await at('T77/C1/1.4')
  const threads = (found: readonly { case: { place: { thread: string } } }[]) =>
    found.map((one) => one.case.place.thread).sort()
  const { history: records } = store
  expect(threads(await records.recent('T7', 60_000, 10))).toEqual([
    'T7/C1/1.1',
    'T7/C1/1.2',
    'T7/C2/1.3',
  ])
  expect(threads(await records.recent('T7', 60_000, 1))).toHaveLength(1)
  expect(threads(await records.recent('T7', -60_000, 10))).toEqual([])
  const who = { workspace: 'T7', channel: 'C1', asker: 'U1' }
  expect(threads(await records.openedBy(who, 60_000))).toEqual(['T7/C1/1.1'])
  expect(await records.month('T7')).toEqual({ opened: 3, fixed: 0, confirmed: [] })
})

test('a month counts what was confirmed apart from what only worked', async () => {
  const found = await at('T8/C1/1.1')
  const outcome = {
    workspace: 'T8',
    symptom: 's',
    remedy: 'r',
    confirmed: 'dead-key',
    credit: { 'dead-key': 1 },
    asker: 'U1',
  }
  await store.cases.append(found?.id ?? '', 1, { kind: 'skipped', step: 'x' }, undefined, outcome)
  const other = await at('T8/C1/1.2')
  const unsaid = { ...outcome, confirmed: null }
  await store.cases.append(other?.id ?? '', 1, { kind: 'skipped', step: 'x' }, undefined, unsaid)
  expect(await store.history.month('T8')).toEqual({
    opened: 2,
    fixed: 2,
    confirmed: [{ cause: 'dead-key', times: 1 }],
  })
})
