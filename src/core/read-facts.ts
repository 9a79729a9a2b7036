import type { Fact, ReadError } from './fact.ts'
import { BLOCKS } from './facts/blocks.ts'
import { CHAIN_RULES } from './facts/chain-rules.ts'
import { CI_SYSTEMS } from './facts/ci-systems.ts'
import { CLI_OUTPUTS } from './facts/cli-outputs.ts'
import { CLOCK } from './facts/clock.ts'
import { DERIVED_KINDS, derived } from './facts/derived.ts'
import { ENDPOINTS } from './facts/endpoints.ts'
import { ERRORS } from './facts/errors.ts'
import type { FactReader, Seen } from './facts/fact-reader.ts'
import { INI } from './facts/ini.ts'
import { KEY_RULES } from './facts/key-rules.ts'
import { NETWORK } from './facts/network.ts'
import { OIDC_RULES } from './facts/oidc-rules.ts'
import { REFUSALS } from './facts/refusals.ts'
import { REGIONS } from './facts/regions.ts'
import { relevant } from './facts/relevant.ts'
import { ROLE_RULES } from './facts/role-rules.ts'
import { SENTENCES } from './facts/sentences.ts'
import { TOOL_RULES } from './facts/tool-rules.ts'
import { TRUST } from './facts/trust.ts'
import { VARIABLES } from './facts/variables.ts'
import { WORKFLOWS } from './facts/workflows.ts'
import type { Region } from './knowledge.ts'
import { PROBE_KINDS, readProbe } from './read-probe.ts'
import { wordsIn } from './words-in.ts'

/** The first reader that finds a kind of fact decides it, so the surer kinds of text stand first. */
const READERS: readonly FactReader[] = [
  CHAIN_RULES,
  CLI_OUTPUTS,
  REFUSALS,
  TRUST,
  OIDC_RULES,
  NETWORK,
  CLOCK,
  ERRORS,
  BLOCKS,
  VARIABLES,
  INI,
  WORKFLOWS,
  ROLE_RULES,
  KEY_RULES,
  ENDPOINTS,
  CI_SYSTEMS,
  TOOL_RULES,
  REGIONS,
  SENTENCES,
]

/** One walk over the text finds which readers need to look at all. */
const openIn = wordsIn(READERS.flatMap(({ gates = [] }) => gates))

/** Every kind of fact that a text can show; `read` adds what only the text before redaction shows. */
export const READABLE_KINDS: readonly string[] = [
  ...new Set([
    ...PROBE_KINDS,
    ...READERS.flatMap(({ kinds }) => kinds),
    ...DERIVED_KINDS,
    'key-account',
    'unit',
  ]),
].sort()

/**
 * Takes plain, redacted lines, the regions AWS has and the errors read from the lines; gives at most one fact of each
 * kind, with its quote.
 */
export function readFacts(
  lines: readonly string[],
  regions: readonly Region[],
  errors: readonly ReadError[],
): readonly Fact[] {
  const facts = new Map<string, Fact>()
  // The probe's machine-made lines are surer than anything else in the paste.
  for (const fact of readProbe(lines)) facts.set(fact.kind, fact)
  const seen = seenOf(relevant(lines), regions, errors)
  for (const reader of READERS)
    for (const fact of reader.read(seen)) if (!facts.has(fact.kind)) facts.set(fact.kind, fact)
  for (const fact of derived(facts, seen)) if (!facts.has(fact.kind)) facts.set(fact.kind, fact)
  return [...facts.values()]
}

function seenOf(
  lines: readonly string[],
  regions: readonly Region[],
  errors: readonly ReadError[],
): Seen {
  const text = lines.join('\n')
  const flat = text.replace(/\s+/g, ' ')
  const lower = flat.toLowerCase()
  return { text, flat, lower, open: openIn(lower), errors, regions }
}
