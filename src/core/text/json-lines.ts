import { BOX_END } from './line-starts.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * A line of `terraform … -json` as the text Terraform would have printed, or undefined for any other line.
 * A line that was cut off is unescaped by hand, since half a JSON object does not parse.
 */
export function renderJsonLine(line: string): readonly string[] | undefined {
  const start = line.indexOf('{"@level"')
  if (start < 0) return undefined
  const text = line.slice(start)
  const parsed = parse(text)
  if (!parsed) {
    const from = text.indexOf('"summary":"')
    return unescaped(from < 0 ? text : `Error: ${text.slice(from + 11)}`).split('\n')
  }
  const diagnostic = record(parsed.diagnostic)
  if (!diagnostic) return string(parsed['@message']).split('\n')
  const head = diagnostic.severity === 'warning' ? 'Warning: ' : 'Error: '
  const address = string(diagnostic.address)
  return [
    `${head}${string(diagnostic.summary)}`,
    ...(address ? [`  with ${address},`] : []),
    ...place(diagnostic),
    '',
    ...string(diagnostic.detail).split('\n'),
    BOX_END,
  ]
}

function place(diagnostic: Json): readonly string[] {
  const range = record(diagnostic.range)
  if (!range) return []
  const line = record(range.start)?.line
  const context = string(record(diagnostic.snippet)?.context)
  return [`  on ${string(range.filename)} line ${String(line)}${context ? `, in ${context}` : ''}:`]
}

function parse(text: string): Json | undefined {
  try {
    return record(JSON.parse(text))
  } catch {
    return undefined
  }
}

function record(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null ? (value as Json) : undefined
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function unescaped(text: string): string {
  return text.replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\"/g, '"')
}
