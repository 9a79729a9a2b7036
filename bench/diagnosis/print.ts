export type Row = readonly (string | number)[]

/** Prints a table; the first column to the left, the others to the right. */
export function print(title: string, rows: readonly Row[]): void {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => `${row[at]}`.length)))
  const lines = rows.map((row) =>
    row
      .map((cell, at) =>
        at === 0 ? `${cell}`.padEnd(widths[0] ?? 0) : `${cell}`.padStart(widths[at] ?? 0),
      )
      .join('  '),
  )
  console.log(`${title}\n\n${lines.join('\n')}\n`)
}

export function percent(part: number): string {
  return `${(100 * part).toFixed(1)}%`
}
