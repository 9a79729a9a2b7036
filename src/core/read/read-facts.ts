import type { ReadErrors } from '../errors/read-errors.ts'
import type { Fact } from '../fact.ts'
import type { FactReader, Seen } from '../facts/fact-reader.ts'
import { INI } from '../facts/files/aws-config.ts'
import { WORKFLOWS } from '../facts/files/ci-workflows.ts'
import { VARIABLES } from '../facts/files/environment-variables.ts'
import { BLOCKS } from '../facts/files/provider-blocks.ts'
import { REFUSALS } from '../facts/printed/access-denied.ts'
import { KEY_RULES } from '../facts/printed/access-keys.ts'
import { CLI_OUTPUTS } from '../facts/printed/aws-cli.ts'
import { CI_SYSTEMS } from '../facts/printed/ci-systems.ts'
import { CLOCK } from '../facts/printed/clock-skew.ts'
import { CHAIN_RULES } from '../facts/printed/credential-chain.ts'
import { ENDPOINTS } from '../facts/printed/endpoints.ts'
import { ERRORS } from '../facts/printed/error-details.ts'
import { NETWORK } from '../facts/printed/network.ts'
import { PROGRAMS } from '../facts/printed/programs.ts'
import { REGIONS } from '../facts/printed/regions.ts'
import { ROLE_RULES } from '../facts/printed/role-rules.ts'
import { OIDC_RULES } from '../facts/printed/roles-and-tokens.ts'
import { TOOL_RULES } from '../facts/printed/tools.ts'
import { TRUST } from '../facts/printed/trust-policies.ts'
import { PROBE_KINDS, readProbe } from '../facts/probe-output.ts'
import { SENTENCES } from '../facts/prose/statements.ts'
import type { Readable } from '../knowledge.ts'
import { wordsIn } from '../text/find-words.ts'
import { DERIVED_KINDS, derived } from './derived-facts.ts'
import { relevant } from './relevant-lines.ts'

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
  PROGRAMS,
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
 * Takes plain, redacted lines, the knowledge and the errors read from the lines; gives at most one fact of each kind, with
 * its quote.
 */
export function readFacts(
  lines: readonly string[],
  knowledge: Pick<Readable, 'regions' | 'programs'>,
  told: Pick<ReadErrors, 'errors' | 'program'>,
): readonly Fact[] {
  const facts = new Map<string, Fact>()
  // The probe's machine-made lines are surer than anything else in the paste.
  for (const fact of readProbe(lines)) facts.set(fact.kind, fact)
  const seen = seenOf(relevant(lines), knowledge, told)
  for (const reader of READERS)
    for (const fact of reader.read(seen)) if (!facts.has(fact.kind)) facts.set(fact.kind, fact)
  for (const fact of derived(facts, seen)) if (!facts.has(fact.kind)) facts.set(fact.kind, fact)
  return [...facts.values()]
}

function seenOf(
  lines: readonly string[],
  { regions, programs }: Pick<Readable, 'regions' | 'programs'>,
  { errors, program }: Pick<ReadErrors, 'errors' | 'program'>,
): Seen {
  const text = lines.join('\n')
  const flat = text.replace(/\s+/g, ' ')
  const lower = flat.toLowerCase()
  return { text, flat, lower, open: openIn(lower), errors, regions, programs, program }
}
