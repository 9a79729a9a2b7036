import type { Fact, ReadError, Source } from '../fact.ts'
import type { Program, Region } from '../knowledge.ts'

/** One kind of text and the kinds of fact it can show; among several facts of a kind the first counts. */
export type FactReader = {
  readonly kinds: readonly string[]
  /** Words in lower case it asks for; all readers' words are looked for in one walk. */
  readonly gates?: readonly string[]
  readonly read: (seen: Seen) => readonly Fact[]
}

/** What a reader of facts sees of a paste; everything in it is plain and redacted. */
export type Seen = {
  /** The lines as they stood. */
  readonly text: string
  /** The same words in one line, so that a wrap cannot part a sentence. */
  readonly flat: string
  /** `flat` in lower case: what gates look into. */
  readonly lower: string
  /** The readers' gates that stand in `lower`. */
  readonly open: ReadonlySet<string>
  readonly errors: readonly ReadError[]
  readonly regions: readonly Region[]
  readonly programs: readonly Program[]
  /** The one that printed the error to explain, null where its words do not show it. */
  readonly program: Program | null
}

/** How one kind of fact is read: the value is fixed, or the pattern's first group. */
type FactRule = {
  readonly kind: string
  readonly value?: string
  readonly pattern: RegExp
  /** Where lines matter; everything else is matched in the flat text. */
  readonly lines?: true
}

/** Rules that are tried only where one of the lower-case words stands in the text. */
type RuleGroup = {
  readonly gate: readonly string[]
  readonly rules: readonly FactRule[]
}

/** Takes a kind, its value and the words it was read from; gives the fact, with a quote short enough to show. */
export function factOf(kind: string, value: string, words: string, source: Source = 'paste'): Fact {
  const quote = words.replace(/\s+/g, ' ').trim()
  return { kind, value, quote: quote.length > 160 ? `${quote.slice(0, 159)}…` : quote, source }
}

/** Takes what is seen and words in lower case; says whether one of them stands there. */
export function shows(seen: Seen, words: readonly string[]): boolean {
  return words.some((word) => seen.lower.includes(word))
}

/** Takes groups of rules, the surest first; gives their reader. */
export function readerOf(groups: readonly RuleGroup[]): FactReader {
  const kinds = [...new Set(groups.flatMap(({ rules }) => rules.map(({ kind }) => kind)))]
  const gates = groups.flatMap(({ gate }) => gate)
  const read = (seen: Seen): readonly Fact[] => {
    const found = new Map<string, Fact>()
    for (const { gate, rules } of groups) {
      if (!gate.some((word) => seen.open.has(word))) continue
      for (const { kind, value, pattern, lines } of rules) {
        if (found.has(kind)) continue
        const match = pattern.exec(lines ? seen.text : seen.flat)
        const is = match && (value ?? match[1])
        if (is) found.set(kind, factOf(kind, is, match[0]))
      }
    }
    return [...found.values()]
  }
  return { kinds, gates, read }
}
