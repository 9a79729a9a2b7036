import { endAt } from '../../text/match-at.ts'
import { type Span, spanOf } from '../shapes/secret-span.ts'

const MOST = 16_000
const BEGIN = /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-{0,5}/g
const END = /-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----/y
// One piece of the body, with what a log, a box or a string literal puts between two pieces.
const PIECE =
  /(?:\\{1,8}[nrt]|[\s"'`+\\,|│>]){0,60}(?:(?:\d{4}-\d\d-\d\d[T ][\d:.,]{8,20}Z?[\s│|>]{1,6})|(?:Proc-Type|DEK-Info|Version|Comment|Encryption)[ :][^\n\\]{1,80}|[A-Za-z0-9+/]{16,8000}={0,3}|[A-Za-z0-9+/]{1,15}={0,3}(?=(?:\\{1,8}[nrt]|[\s"'`+\\,|│>]){0,60}-----END))/y
// The same body where its first line was cut off: the DER of every usual key begins so.
const BODY =
  /(?<![A-Za-z0-9+/])(?:MII[A-Za-z0-9+/]{2,4}IBA[AD][A-Za-z0-9+/]{8}|b3BlbnNzaC1rZXktdj|MHcCAQEE|MIG[kH]AgE[BA]|MC4CAQAw)/g
const TAIL =
  /(?:^|[^A-Za-z0-9+/=])(?:[A-Za-z0-9+/]{16,80}={0,2}(?:\\{1,8}[nr]|[\s"'│>]){1,8}){1,100}[A-Za-z0-9+/]{0,80}={0,2}(?:\\{1,8}[nr]|[\s"'│>]){0,8}$/
const LAST = /-----END [A-Z0-9 ]{0,30}PRIVATE KEY/g

/** Takes text; gives where private keys stand in it: whole, in one line, or cut off at either end. */
export function privateKeySpans(text: string): readonly Span[] {
  const spans: Span[] = []
  const hasMark = text.includes('PRIVATE KEY')
  if (hasMark) {
    for (const match of text.matchAll(BEGIN)) {
      if (match.index < (spans.at(-1)?.to ?? 0)) continue
      spans.push(spanOf('private-key', match.index, bodyEnd(text, match.index + match[0].length)))
    }
    let reached = 0
    for (const match of text.matchAll(LAST)) {
      const start = Math.max(reached, match.index - MOST)
      reached = match.index + match[0].length
      if (spans.some(({ from, to }) => from <= match.index && match.index < to)) continue
      const tail = TAIL.exec(text.slice(start, match.index))
      if (tail) spans.push(spanOf('private-key', start + tail.index, match.index))
    }
  }
  if (text.includes('MI') || text.includes('b3B') || text.includes('MHc') || text.includes('MC4')) {
    for (const match of text.matchAll(BODY))
      spans.push(spanOf('private-key', match.index, bodyEnd(text, match.index)))
  }
  return spans
}

function bodyEnd(text: string, start: number): number {
  let at = start
  while (at < start + MOST) {
    const end = endAt(PIECE, text, at)
    if (end === at) break
    at = end
  }
  const gap =
    /^(?:\\{1,8}[nrt]|[\s"'`+\\,|│>]){0,60}/.exec(text.slice(at, at + 64))?.[0].length ?? 0
  const end = endAt(END, text, at + gap)
  return end > at + gap ? end : at
}
