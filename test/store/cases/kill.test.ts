import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../../src/store/open-store.ts'
import { startAccepting } from './start-accepting.ts'

// A few each time; KILL_ROUNDS=100 to be sure of a change to the store.
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 3)
// A first start takes seconds.
const FIRST_STARTS = Math.ceil(ROUNDS / 2)
const ROUND_MS = 20_000

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tfauth-kill-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }))

test('what was accepted before a kill -9 is there exactly once', {
  timeout: ROUNDS * ROUND_MS,
}, async () => {
  let accepted = 0
  for (let round = 0; round < ROUNDS; round++) {
    const child = startAccepting(dataDir, `r${round}`)
    await child.open
    await sleep(Math.random() * 600)
    const printed = await child.kill()
    accepted += printed.length
    await expectEachOnce(`r${round}`, printed)
  }
  expect(accepted).toBeGreaterThan(0)
})

test('a first start that is killed at any moment does not spoil the next', {
  timeout: FIRST_STARTS * ROUND_MS,
}, async () => {
  for (let round = 0; round < FIRST_STARTS; round++) {
    const child = startAccepting(dataDir, `r${round}`)
    await sleep(Math.random() * 6_000)
    const printed = await child.kill()
    await expectEachOnce(`r${round}`, printed)
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
})

/** Reopens the data directory and looks for every step the child of this round printed. */
async function expectEachOnce(round: string, printed: readonly string[]): Promise<void> {
  const store = await openStore({ dataDir })
  try {
    const kept: string[] = []
    for (let thread = 0; thread < 5; thread++) {
      const found = await store.cases.at({ surface: 'sandbox', thread: `${round}-${thread}` })
      for (const event of found?.events ?? []) if (event.kind === 'skipped') kept.push(event.step)
      expect(found?.revision).toBe(found?.events.length)
    }
    expect(kept).toEqual(expect.arrayContaining([...printed]))
    expect(new Set(kept).size).toBe(kept.length)
    // Each of the child's three lanes may have been cut off between the commit and the print.
    expect(kept.length - printed.length).toBeLessThanOrEqual(3)
    for (const step of printed) {
      const again = await store.cases.accept({
        delivery: `sandbox:${step}`,
        place: { surface: 'sandbox', thread: 'again' },
        workspace: 'sandbox',
        asker: 'U1',
        knowledge: 'k1',
        event: { kind: 'started' },
      })
      expect(again, step).toBeUndefined()
    }
  } finally {
    await store.close()
  }
}
