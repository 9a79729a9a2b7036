import { join } from 'node:path'
import process from 'node:process'
import { fold } from '../src/core/case/fold-events.ts'
import { diagnose } from '../src/core/diagnosis/diagnose.ts'
import { nextStep } from '../src/core/plan/next-step.ts'
import { read } from '../src/core/read/read-paste.ts'
import { loadKnowledge } from '../src/knowledge/load-knowledge.ts'
import { makeReader } from '../src/reading/background-reader.ts'
import { corePatterns } from './core-patterns.ts'
import { ciLog, HOSTILE, TYPICAL } from './logs.ts'
import { percentile, printTable, processor, short, timed } from './measure.ts'

const MB = 1_000_000
const knowledge = loadKnowledge(join(import.meta.dirname, '../knowledge'))

/** Measures reading: a typical paste, logs up to ten megabytes, hostile texts, and the event loop meanwhile. */
export async function benchReading(): Promise<void> {
  const patterns = (await corePatterns()).map(({ source, flags }) => new RegExp(source, flags))
  // What reading would cost without windows or gates: every pattern over the whole text, one by one.
  const plainLoop = (text: string) => {
    let hits = 0
    for (const pattern of patterns) {
      if (pattern.global) for (const _ of text.matchAll(pattern)) hits++
      else if (pattern.test(text)) hits++
      pattern.lastIndex = 0
    }
    return hits
  }
  const ceiling = (text: string) => text.indexOf('~no such words~')
  benchTypical(plainLoop)
  benchLogs(patterns.length, plainLoop, ceiling)
  benchHostile()
  await benchLoop()
}

function benchTypical(plainLoop: (text: string) => number): void {
  const both = () => {
    const reading = read(TYPICAL, knowledge)
    const state = fold([{ kind: 'pasted', reading }], knowledge)
    nextStep(knowledge, state, diagnose(knowledge, state))
  }
  const works: readonly (readonly [string, () => unknown])[] = [
    ['read', () => read(TYPICAL, knowledge)],
    ['read + diagnose + next step', both],
    ['the plain loop', () => plainLoop(TYPICAL)],
  ]
  const rows = works.map(([name, work]) => {
    const times = timed(3000, work, 1000)
    return [
      name,
      short(processor(1000, work, 0)),
      short(percentile(times, 0.5)),
      short(percentile(times, 0.99)),
      short(Math.max(...times)),
    ]
  })
  process.stdout.write(
    `A typical paste of ${TYPICAL.length} characters, core only, 3000 runs (ms)\n`,
  )
  printTable(['what', 'processor, mean', 'clock, p50', 'p99', 'most'], rows)
}

function benchLogs(
  count: number,
  plainLoop: (text: string) => number,
  ceiling: (text: string) => number,
): void {
  const rows = ([0.064, 1, 2.5, 5, 10] as const).map((size) => {
    const text = ciLog(size * MB, TYPICAL)
    const ours = processor(size < 1 ? 30 : 5, () => read(text, knowledge), 2)
    // Its time grows with the text, so the largest need not be waited for.
    const part = size > 1 ? ciLog(MB, TYPICAL) : text
    const loop =
      (processor(size < 1 ? 10 : 1, () => plainLoop(part), 1) * text.length) / part.length
    const scan = percentile(
      timed(30, () => ceiling(text)),
      0.5,
    )
    return [
      `CI log, ${size} MB`,
      short(ours),
      short(text.length / MB / (ours / 1000)),
      short(loop),
      `${short(loop / ours)}x`,
      short(scan),
    ]
  })
  process.stdout.write(
    `A log with one error in its middle (ms of processor); the loop runs all ${count} patterns of core, above 1 MB it is reckoned from 1 MB\n`,
  )
  printTable(['text', 'read', 'MB/s', 'plain loop', 'loop / read', 'one indexOf'], rows)
}

function benchHostile(): void {
  const rows = Object.entries(HOSTILE).map(([name, make]) => {
    const [least = 0, small = 0, large = 0] = [0.008, 2.5, 10].map((size) => {
      const text = make(size * MB)
      return processor(size < 1 ? 40 : 2, () => read(text, knowledge), size < 1 ? 5 : 0)
    })
    return [name, short(least), short(small), short(large), `${short(large / small)}x`]
  })
  process.stdout.write(
    'Texts made to hurt (ms of processor); four times the text should take four times at most\n',
  )
  printTable(['text', '8 kB', '2.5 MB', '10 MB', '10 / 2.5'], rows)
}

/** How long the event loop stood still while the worker read ten megabytes. */
async function benchLoop(): Promise<void> {
  const reader = makeReader({ knowledge, mostMs: 60_000 })
  await reader.read(ciLog(0.2 * MB, TYPICAL))
  const rows: string[][] = []
  const log = ciLog(10 * MB, TYPICAL)
  const errors = HOSTILE['only errors']?.(10 * MB) ?? ''
  const works: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['reading a CI log, 10 MB', () => reader.read(log)],
    ['reading only errors, 10 MB', () => reader.read(errors)],
    ['parsing a request, 10 MB', () => reader.parse(request)],
    ['nothing (for comparison)', () => new Promise((resolve) => setTimeout(resolve, 1000))],
  ]
  const request = new TextEncoder().encode(JSON.stringify({ text: log }))
  for (const [name, work] of works) {
    let worst = 0
    let busy = 0
    let last = performance.now()
    let used = process.threadCpuUsage()
    const tick = () => {
      const now = performance.now()
      const { user, system } = process.threadCpuUsage(used)
      worst = Math.max(worst, now - last)
      busy = Math.max(busy, (user + system) / 1000)
      last = now
      used = process.threadCpuUsage()
    }
    const clock = setInterval(tick, 1)
    const start = performance.now()
    await work()
    const took = performance.now() - start
    tick()
    clearInterval(clock)
    rows.push([name, short(took), short(worst), short(busy)])
  }
  await reader.close()
  process.stdout.write('The event loop while the worker works (ms)\n')
  printTable(['meanwhile', 'answered after', 'longest stall', 'of it on the processor'], rows)
}
