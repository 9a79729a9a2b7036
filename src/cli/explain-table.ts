import type { Contrast, Explanation, Weighed } from '../core/plan/explain-plan.ts'

/** Takes an explanation; gives the table of every cause, each piece of evidence in decibels, and the sum. */
export function explainTable({ causes, contrast, step, cures }: Explanation): string {
  const [first] = causes
  if (!first) return ''
  const pieces = first.evidence.map((piece, at) => ({ piece, at }))
  const head = ['cause', 'chance', 'share', ...pieces.map(({ at }) => `(${at + 1})`), 'sum']
  const rows = causes.map(({ id, probability, share, evidence, sum }) => [
    id,
    `${(100 * probability).toFixed(1)}%`,
    decibels(share),
    ...evidence.map(({ weight }) => decibels(weight)),
    decibels(sum),
  ])
  const legend = pieces.map(({ piece, at }) => `  (${at + 1}) ${named(piece)}`)
  return [
    'In decibels; ten of them are a factor of ten.',
    ...aligned([head, ...rows]),
    ...legend,
    ...(contrast ? [line(contrast)] : []),
    `Next: ${step.kind} ${step.id}, ${step.seconds} s${
      cures === null ? '' : `, ends ${(100 * cures).toFixed(0)}% of what is left`
    }.`,
    '',
  ].join('\n')
}

function line({
  first,
  rival,
  probability,
  rivalProbability,
  because,
  although,
}: Contrast): string {
  const percent = (chance: number) => `${(100 * chance).toFixed(0)}%`
  const said = (list: readonly Weighed[]) =>
    list.map((one) => `${named(one)} (${decibels(one.weight)} dB)`).join(' and ')
  const reasons = because.length > 0 ? ` because ${said(because)}` : ''
  const against = although.length > 0 ? `, although ${said(although)}` : ''
  return `${percent(probability)} ${first} rather than ${rival} (${percent(rivalProbability)})${reasons}${against}.`
}

function named({ kind, id, value }: Weighed): string {
  if (kind === 'share') return 'its share of such errors'
  return kind === 'failed' ? `${id} did not help` : `${id}=${value}`
}

function decibels(weight: number): string {
  return `${weight > 0 ? '+' : ''}${(weight / 100).toFixed(1)}`
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  )
}
