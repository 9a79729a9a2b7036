import type { Fact } from '../fact.ts'
import { factOf } from './fact-reader.ts'

type Mark = {
  readonly kind: string
  readonly value?: string
  readonly gate: string
  readonly pattern: RegExp
}

// Making a paste plain takes these prefixes away; they still tell which program printed the lines.
const MARKS: readonly Mark[] = [
  {
    kind: 'ci-system',
    value: 'azure-pipelines',
    gate: '##[',
    pattern:
      /##\[section\](?:Starting|Finishing|Async)|##\[error\](?:Bash exited|Terraform command|Error: There was an error)/,
  },
  { kind: 'ci-system', value: 'azure-pipelines', gate: '##vso[', pattern: /##vso\[\w{1,20}/ },
  {
    kind: 'ci-system',
    value: 'github-actions',
    gate: '##[',
    pattern:
      /##\[(?:group|endgroup)\]|##\[error\](?:Process completed with exit code|Terraform exited with code|Credentials could not|Could not assume role)/,
  },
  {
    kind: 'ci-system',
    value: 'gitlab',
    gate: 'section_start:',
    pattern: /section_start:\d{1,12}:/,
  },
  {
    kind: 'ci-system',
    value: 'jenkins',
    gate: '[Pipeline]',
    pattern: /\[Pipeline\] (?:sh|bat|stage|node|\}|\{|withCredentials|withAWS|End of Pipeline)/,
  },
  { kind: 'ci-system', value: 'teamcity', gate: '##teamcity[', pattern: /##teamcity\[/ },
  {
    kind: 'ci-system',
    value: 'spacelift',
    gate: '[0',
    pattern: /(?:^|\n)\[0[0-7][0-9A-HJKMNP-TV-Z]{24}\] /,
  },
  {
    kind: 'tool',
    value: 'terragrunt',
    gate: 'STDERR',
    pattern: /\d\d:\d\d:\d\d\.\d{3} STDERR (?:\[[^\]\n]{1,200}\] )?(?:terraform|tofu):/,
  },
  {
    kind: 'tool',
    value: 'terragrunt',
    gate: 'tf-path=',
    pattern: /\blevel=\w{1,10} prefix=\S{1,200} tf-path=/,
  },
  { kind: 'unit', gate: 'STDERR [', pattern: /STDERR \[([\w./@-]{1,200})\]/ },
  { kind: 'unit', gate: 'prefix=', pattern: /\bprefix=\[?([\w./@-]{1,200})\]? / },
]

// A byte order mark or a zero-width blank in front of a key id came with the copy and is sent along.
const UNSEEN = /[=:"' ][\u200b-\u200f\u2060\ufeff](?:AKIA|ASIA)(?=[A-Z0-9]{8})/

/** Takes a paste as it arrived; gives what only its line prefixes say. The quotes hold the prefixes and nothing else. */
export function lostMarks(text: string): readonly Fact[] {
  const facts = new Map<string, Fact>()
  for (const { kind, value, gate, pattern } of MARKS) {
    if (facts.has(kind) || !text.includes(gate)) continue
    const match = pattern.exec(text)
    const is = match && (value ?? match[1])
    if (is) facts.set(kind, factOf(kind, is, match[0]))
  }
  if (UNSEEN.test(text))
    facts.set(
      'access-key-shape',
      factOf('access-key-shape', 'damaged', 'an invisible character in front of the key id'),
    )
  const system = facts.get('ci-system')
  return system
    ? [...facts.values(), { ...system, kind: 'where', value: 'ci' }]
    : [...facts.values()]
}
