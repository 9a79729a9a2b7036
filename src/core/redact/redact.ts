import type { SecretCount } from '../fact.ts'
import { chunks } from './chunks.ts'
import { findSecrets } from './find-secrets.ts'
import { MARK, SECRET_KINDS, type SecretKind, type Span } from './shapes/secret-span.ts'
import { unwrapped } from './unwrapped-text.ts'

export type Redacted = { readonly text: string; readonly secrets: readonly SecretCount[] }

// What a mark leaves beside it can look like a secret of its own; it settles at once, and never takes more.
const MAX_PASSES = 6

/**
 * Takes text (see `plain`); gives it with every secret replaced by its kind and length, and what was found.
 * A key id keeps its first four and last four characters, since diagnosis needs them and they open nothing; external
 * ids are numbered, so that it can still be told which of them are the same.
 */
export function redact(text: string): Redacted {
  const found = new Map<SecretKind, number>()
  const numbers: Numbers = new Map()
  const out = chunks(text)
    .map((chunk) => cleared(chunk, found, numbers))
    .join('')
  return {
    text: out,
    secrets: [...found].map(([kind, count]) => ({ kind, count })),
  }
}

/** Which external id of the text is which. */
type Numbers = Map<string, number>

function cleared(text: string, found: Map<SecretKind, number>, numbers: Numbers): string {
  let out = text
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const spans = settled(out, spansIn(out))
    if (spans.length === 0) break
    for (const { kind } of spans) found.set(kind, (found.get(kind) ?? 0) + 1)
    out = without(out, spans, numbers)
  }
  return out
}

/** Looks at the text as it stands and as it was meant, since either can hide what the other shows. */
function spansIn(text: string): readonly Span[] {
  const spans = findSecrets(text)
  const meant = unwrapped(text)
  if (!meant) return spans
  const { origin } = meant
  return [
    ...spans,
    ...findSecrets(meant.text).map((span) => ({
      ...span,
      from: origin(span.from),
      to: origin(span.to - 1) + 1,
    })),
  ]
}

const RANK = new Map(SECRET_KINDS.map((kind, at) => [kind, at]))
const rank = ({ kind }: Span) => RANK.get(kind) ?? 0
const STAYS: readonly SecretKind[] = ['aws-access-key-id', 'base64-aws-access-key-id']

/** Places in order that do not overlap: what meets is joined, but a key id stays readable, and marks stay. */
function settled(text: string, spans: readonly Span[]): readonly Span[] {
  if (spans.length === 0) return spans
  const ids = joined(spans.filter(({ kind }) => STAYS.includes(kind)))
  const marks = [...text.matchAll(MARK)].map(({ 0: mark, index }) => ({
    kind: 'labelled-secret' as const,
    from: index,
    to: index + mark.length,
    length: 0,
  }))
  const others = cut(
    joined(spans.filter(({ kind }) => !STAYS.includes(kind))),
    ordered([...ids, ...marks]),
  )
  return ordered([...cut(ids, marks), ...others]).filter(({ from, to }) => to - from > 3)
}

const ordered = (spans: readonly Span[]) =>
  [...spans].sort((a, b) => a.from - b.from || a.to - b.to)

function joined(spans: readonly Span[]): readonly Span[] {
  const out: Span[] = []
  for (const span of ordered(spans)) {
    const last = out.at(-1)
    if (!last || span.from >= last.to) {
      out.push(span)
      continue
    }
    const surer = rank(span) < rank(last) ? span : last
    const to = Math.max(last.to, span.to)
    const same = last.from === span.from && last.to === span.to
    const length = same
      ? Math.min(last.length, span.length)
      : to === surer.to && surer.from === last.from
        ? surer.length
        : to - last.from
    out[out.length - 1] = { kind: surer.kind, from: last.from, to, length }
  }
  return out
}

/** Takes the second places out of the first; both in order. */
function cut(spans: readonly Span[], kept: readonly Span[]): readonly Span[] {
  const out: Span[] = []
  let next = 0
  for (const span of spans) {
    while ((kept[next]?.to ?? Number.POSITIVE_INFINITY) <= span.from) next++
    let from = span.from
    for (let at = next; (kept[at]?.from ?? Number.POSITIVE_INFINITY) < span.to; at++) {
      const hole = kept[at]
      if (!hole) break
      if (hole.from > from) out.push({ ...span, from, to: hole.from, length: hole.from - from })
      from = Math.max(from, hole.to)
    }
    if (from === span.from) out.push(span)
    else if (from < span.to) out.push({ ...span, from, length: span.to - from })
  }
  return out
}

function without(text: string, spans: readonly Span[], numbers: Numbers): string {
  const pieces: string[] = []
  let done = 0
  for (const { kind, from, to, length } of spans) {
    pieces.push(text.slice(done, from), shown(kind, text.slice(from, to), length, numbers))
    done = to
  }
  pieces.push(text.slice(done))
  return pieces.join('')
}

function shown(kind: SecretKind, secret: string, length: number, numbers: Numbers): string {
  if (kind === 'external-id') {
    const number = numbers.get(secret) ?? numbers.size + 1
    numbers.set(secret, number)
    return `[${kind} ${number}]`
  }
  if (kind === 'aws-access-key-id') {
    const id = secret.replace(/[^A-Z0-9]/g, '')
    return `${id.slice(0, 4)}${'*'.repeat(Math.max(4, id.length - 8))}${id.slice(-4)}`
  }
  if (kind === 'base64-aws-access-key-id') return `${secret.slice(0, 4)}[${kind} ${length}]`
  return `[${kind} ${length}]`
}
