import { expect, test } from 'vitest'
import { makeTurns } from '../../src/aws/turns.ts'

const never = new AbortController().signal

/** A clock that moves only when somebody waits for it. */
function clock() {
  let time = 0
  return {
    now: () => time,
    wait: async (ms: number) => {
      time = Math.max(time, time + ms)
    },
    pass: (ms: number) => {
      time += ms
    },
  }
}

test('R26: calls through one link are a second apart', async () => {
  const time = clock()
  const turns = makeTurns(time)
  const at: number[] = []
  for (let call = 0; call < 4; call++) {
    expect(await turns.take(never)).toBeUndefined()
    at.push(time.now())
  }
  expect(at).toEqual([0, 1000, 2000, 3000])
})

test('R26: at most sixty within a minute, whatever their distance', async () => {
  const time = clock()
  const turns = makeTurns(time, {
    apartMs: 0,
    perMinute: 60,
    backOffMs: 60_000,
    longestWaitMs: 7000,
  })
  for (let call = 0; call < 60; call++) expect(await turns.take(never)).toBeUndefined()
  expect(await turns.take(never)).toBe('busy')
  time.pass(60_000)
  expect(await turns.take(never)).toBeUndefined()
})

test('R26: a hundred at once: those whose turn would come too late are told so at once', async () => {
  const turns = makeTurns({ now: () => 0, wait: async () => {} })
  const answers = await Promise.all(Array.from({ length: 100 }, () => turns.take(never)))
  expect(answers.filter((one) => one === undefined)).toHaveLength(8)
  expect(answers.filter((one) => one === 'busy')).toHaveLength(92)
})

test('R27: after a throttling nothing is asked for a minute', async () => {
  const time = clock()
  const turns = makeTurns(time)
  turns.backOff()
  time.pass(59_999)
  expect(await turns.take(never)).toBe('throttled')
  time.pass(1)
  expect(await turns.take(never)).toBeUndefined()
})
