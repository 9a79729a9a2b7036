import process from 'node:process'
import { corePatterns } from './core-patterns.ts'
import { printTable, short } from './measure.ts'

const SMALL = 16_000
const LARGE = 4 * SMALL
// Faster than this is not told apart from noise.
const NOISE_MS = 0.3

/** Measures how the time of each pattern of core grows from a text to one four times as long, over strings made to pump it. */
export async function benchPatterns(): Promise<void> {
  const patterns = await corePatterns()
  const rows = patterns
    .map(({ source, flags, where }) => ({ source, where, ...worst(source, flags) }))
    .filter(({ perMb }) => perMb > 150)
    .sort((a, b) => b.perMb - a.perMb)
    .map(({ source, where, growth, perMb, pump }) => [
      where,
      `${short(growth)}x`,
      short(perMb),
      JSON.stringify(pump.slice(0, 20)),
      source.slice(0, 60),
    ])
  process.stdout.write(
    `${patterns.length} patterns over ${SMALL} and ${LARGE} characters; below: what takes above 150 ms for a megabyte, and how its time grew\n`,
  )
  printTable(['where', 'growth', 'ms/MB', 'pump', 'pattern'], rows)
}

type Worst = { readonly growth: number; readonly perMb: number; readonly pump: string }

function worst(source: string, flags: string): Worst {
  const words = [...source.matchAll(/[A-Za-z0-9 :_./-]{3,20}/g)].map(([word]) => word).slice(0, 6)
  let found: Worst = { growth: 0, perMb: 0, pump: '' }
  for (const pump of [
    'a',
    ' ',
    '\n',
    '0',
    '"',
    '\\',
    'a ',
    'aA1/',
    'a=',
    ...words,
    words.join(''),
  ]) {
    if (!pump) continue
    for (const lead of ['', words[0] ?? '']) {
      const large = time(source, flags, lead, pump, LARGE)
      const perMb = (large / LARGE) * 1_000_000
      if (perMb <= found.perMb) continue
      const small = Math.max(time(source, flags, lead, pump, SMALL), NOISE_MS)
      found = { growth: large / small, perMb, pump }
    }
  }
  return found
}

function time(source: string, flags: string, lead: string, pump: string, size: number): number {
  const pattern = new RegExp(
    source,
    flags.includes('g') || flags.includes('y') ? flags : `${flags}g`,
  )
  const text = `${lead}${pump.repeat(Math.ceil(size / pump.length))}\u0001`
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < 2; run++) {
    const start = performance.now()
    let hits = 0
    for (const _ of flags.includes('y') ? [pattern.exec(text)] : text.matchAll(pattern)) hits++
    least = Math.min(least, performance.now() - start + hits * 0)
  }
  return least
}
