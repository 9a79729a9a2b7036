import type { Fact } from './fact.ts'
import { FACT_RULES } from './fact-rules.ts'
import type { Region } from './knowledge.ts'
import { readProbe } from './read-probe.ts'

/** Takes plain, redacted lines and the regions AWS has; gives at most one fact of each kind, with its quote. */
export function readFacts(lines: readonly string[], regions: readonly Region[]): readonly Fact[] {
  const facts = new Map<string, Fact>()
  // The probe's machine-made lines are surer than anything else in the paste.
  for (const fact of readProbe(lines)) facts.set(fact.kind, fact)
  const text = lines.join('\n')
  for (const { kind, value, pattern } of FACT_RULES) {
    if (facts.has(kind)) continue
    const match = pattern.exec(text)
    if (!match) continue
    facts.set(kind, {
      kind,
      value: value ?? match[1] ?? '',
      quote: quoteOf(match),
      source: 'paste',
    })
  }
  const kindOfRegion = regionKind(facts.get('region'), regions)
  if (kindOfRegion) facts.set('region-kind', kindOfRegion)
  return [...facts.values()]
}

function regionKind(fact: Fact | undefined, regions: readonly Region[]): Fact | undefined {
  const region = fact && regions.find(({ name }) => name === fact.value)
  if (!fact || !region) return undefined
  return { ...fact, kind: 'region-kind', value: region.opt_in ? 'opt-in' : 'default' }
}

/** The words matched, without line breaks, short enough to show. */
function quoteOf(match: RegExpExecArray): string {
  const words = match[0].replace(/\s+/g, ' ').trim()
  return words.length > 160 ? `${words.slice(0, 159)}…` : words
}
