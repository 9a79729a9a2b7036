import type { Symptom } from '../knowledge.ts'
import { ERROR, eachAnchor, FACT, SECRET } from './excerpt-keywords.ts'

/** Texts up to this many characters are read whole. */
export const LONG = 64 * 1024

// A log of line breaks only would cost more in lines than in characters.
const BLANKS = /\n{60,600}/g
// A line longer than this (one-line JSON, base64) is taken in pieces that end at a blank.
const PIECE = 2_048
const LONGEST_PIECE = 32_768
// So much around errors tells all there is to tell; a log that holds more repeats itself.
const MOST_AROUND_ERRORS = 512 * 1024
const MOST_AROUND_FACTS = 256 * 1024
const HEAD = { lines: 100, characters: 8 * 1024 }
const TAIL = { lines: 200, characters: 16 * 1024 }
// Secrets are longer than lines: their last lines are a run of these without a blank.
const GOES_ON = /(?:^|\s)[\w/+=.%-]{20,400}\s{0,4}$/
const LONGEST_SECRET = 130

/** How many lines around an anchor belong to it. */
const AROUND = {
  [ERROR]: { before: 30, after: 60 },
  [FACT]: { before: 3, after: 8 },
  [SECRET]: { before: 1, after: 2 },
} as const

/**
 * Takes a text and the symptoms; gives what of it is worth reading: the text itself up to `LONG`, of a longer one its head, its tail
 * and the lines around words that errors, facts or secrets are known by. Lines with secrets are never left out, since
 * all of them are counted; of the others a bounded number is kept. What was left out leaves a blank line.
 */
export function worthReading(text: string, symptoms: readonly Symptom[]): string {
  if (text.length <= LONG) return text
  const whole = text.replace(/\r\n?/g, '\n').replace(BLANKS, '\n\n')
  const starts = pieces(whole)
  const kept = new Uint8Array(starts.length - 1)
  keepEnds(starts, kept)
  const around = [
    keeper(starts, kept, ERROR, MOST_AROUND_ERRORS),
    keeper(starts, kept, FACT, MOST_AROUND_FACTS),
    keeper(starts, kept, SECRET, Number.POSITIVE_INFINITY, (line) =>
      GOES_ON.test(
        whole.slice(Math.max(starts[line] ?? 0, (starts[line + 1] ?? 0) - 420), starts[line + 1]),
      ),
    ),
  ]
  let line = 0
  let last = 0
  eachAnchor(whole, symptoms, (at, kinds) => {
    // Each scan begins at the front again.
    if (at < last) line = 0
    last = at
    while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= at) line++
    for (const keep of around) keep(line, kinds)
  })
  return joined(whole, starts, kept)
}

/** Where lines begin, and the text's end behind them; lines without end are cut at blanks. */
function pieces(text: string): Uint32Array {
  const starts: number[] = [0]
  for (let from = 0; from < text.length; ) {
    const at = text.indexOf('\n', from)
    const end = at < 0 ? text.length : at + 1
    while (end - from > LONGEST_PIECE) {
      from = cutAfter(text, from + PIECE, Math.min(end, from + LONGEST_PIECE))
      starts.push(from)
    }
    starts.push(end)
    from = end
  }
  return Uint32Array.from(starts)
}

/** The first place behind a blank; where there is none, the furthest allowed. */
function cutAfter(text: string, from: number, most: number): number {
  for (let at = from; at < most; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 32 || unit === 9) return at + 1
  }
  return most
}

function keepEnds(starts: Uint32Array, kept: Uint8Array): void {
  const end = starts[kept.length] ?? 0
  for (let line = 0; line < kept.length && line < HEAD.lines; line++) {
    if ((starts[line] ?? 0) > HEAD.characters) break
    kept[line] = 1
  }
  for (let line = kept.length - 1; line >= 0 && line >= kept.length - TAIL.lines; line--) {
    if (end - (starts[line] ?? 0) > TAIL.characters) break
    kept[line] = 1
  }
}

/** Keeps the lines around anchors of one kind, each line looked at once however many anchors are near it. */
function keeper(
  starts: Uint32Array,
  kept: Uint8Array,
  kind: keyof typeof AROUND,
  most: number,
  goesOn: (line: number) => boolean = () => false,
) {
  const { before, after } = AROUND[kind]
  let room = most
  let done = 0
  const keep = (from: number, to: number): void => {
    for (let line = Math.max(from, done); line <= to && line < kept.length && room > 0; line++) {
      if (kept[line] !== 1) room -= (starts[line + 1] ?? 0) - (starts[line] ?? 0)
      kept[line] = 1
    }
    done = Math.max(done, to + 1)
  }
  let seen = -1
  return (at: number, kinds: number): void => {
    if ((kinds & kind) === 0 || at === seen) return
    // Each scan begins at the front again.
    if (at < seen) done = 0
    seen = at
    keep(at - before, at + after)
    for (let line = at; line < at + LONGEST_SECRET && goesOn(line); line++) keep(line, line + 2)
  }
}

function joined(text: string, starts: Uint32Array, kept: Uint8Array): string {
  const parts: string[] = []
  for (let line = 0; line < kept.length; line++) {
    if (kept[line] !== 1) continue
    const first = line
    while (kept[line + 1] === 1) line++
    parts.push(text.slice(starts[first], starts[line + 1]))
  }
  return parts.map((part) => (part.endsWith('\n') ? part : `${part}\n`)).join('\n')
}
