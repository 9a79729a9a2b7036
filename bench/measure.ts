import process from 'node:process'

/** Takes times in milliseconds; gives the one that a share of them stays under. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Takes work; gives how long each of `runs` took on the clock, after some that only warm up. */
export function timed(runs: number, work: () => unknown, warm = runs): readonly number[] {
  for (let run = 0; run < warm; run++) work()
  return Array.from({ length: runs }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
}

/**
 * Takes work; gives its milliseconds of this thread's processor, the mean over `runs`: what else the machine does is
 * not the work's. That clock ticks in milliseconds, so short work needs many runs.
 */
export function processor(runs: number, work: () => unknown, warm = runs): number {
  for (let run = 0; run < warm; run++) work()
  const start = process.threadCpuUsage()
  for (let run = 0; run < runs; run++) work()
  const { user, system } = process.threadCpuUsage(start)
  return (user + system) / 1000 / runs
}

/** Prints rows under their headings, each column as wide as it must be. */
export function printTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const all = [headings, ...rows]
  const widths = headings.map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |\n`
  process.stdout.write(
    `${line(headings)}${line(widths.map((width) => '-'.repeat(width)))}${rows.map(line).join('')}\n`,
  )
}

/** A number as people read it. */
export function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(3)
}
