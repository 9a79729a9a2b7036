import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ciLog, HOSTILE, TYPICAL } from '../../bench/logs.ts'
import { read } from '../../src/core/read/read-paste.ts'
import { MAX_PASTE } from '../../src/core/text/plain-text.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { makeReader } from '../../src/reading/background-reader.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../knowledge'))
const reader = makeReader({ knowledge, mostMs: 30_000 })
afterAll(() => reader.close())

test('short or long, in the worker or not, a paste reads the same', async () => {
  for (const text of [TYPICAL, ciLog(200_000, TYPICAL)])
    expect(await reader.read(text)).toEqual(read(text, knowledge))
})

test('what takes too long is given up, and the next paste is read by another worker', async () => {
  const hasty = makeReader({ knowledge, mostMs: 1 })
  expect(
    await hasty.read(HOSTILE['words that announce a secret']?.(4_000_000) ?? ''),
  ).toBeUndefined()
  await hasty.close()
  const patient = makeReader({ knowledge, mostMs: 30_000, here: 0 })
  expect((await patient.read(TYPICAL))?.errors[0]?.code).toBe('InvalidClientTokenId')
  await patient.close()
})

test('longer than the limit, or behind too many others, nothing is read', async () => {
  expect(await reader.read('x'.repeat(MAX_PASTE + 1))).toBeUndefined()
  const busy = makeReader({ knowledge, mostMs: 30_000, mostWaiting: 250_000 })
  const log = ciLog(100_000, TYPICAL)
  const readings = await Promise.all([busy.read(log), busy.read(log), busy.read(log)])
  expect(readings.map((reading) => reading !== undefined)).toEqual([true, true, false])
  await busy.close()
})

test('while a log of megabytes is read, the event loop goes on', async () => {
  const log = ciLog(5_000_000, TYPICAL)
  let ticks = 0
  const clock = setInterval(() => ticks++, 1)
  const reading = await reader.read(log)
  clearInterval(clock)
  expect(reading?.errors[0]?.code).toBe('InvalidClientTokenId')
  expect(ticks).toBeGreaterThan(5)
})

test('a long request is parsed in the worker and comes back whole', async () => {
  const text = `${'│ Error: 🔑 is cut\n'.repeat(100_000)}end`
  for (const json of [{ text, place: 'x', '__proto__ ': [1, { a: null }] }, [text], 'x', null, {}])
    expect(await reader.parse(new TextEncoder().encode(JSON.stringify(json)))).toEqual({ json })
  expect(await reader.parse(new TextEncoder().encode(`{"text": "${'x'.repeat(10)}`))).toEqual({
    fault: 'not-json',
  })
  expect(await reader.parse(Uint8Array.of(0x7b, 0xff))).toEqual({ fault: 'not-text' })
})
