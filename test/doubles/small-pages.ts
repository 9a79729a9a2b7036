import type { Files } from '../../src/knowledge/pages/read-pages.ts'

const FILES: Readonly<Record<string, string>> = {
  'facts.yaml': `
- id: token
  title: Session token
  values: { set: 0.4, unset: 0.6 }
  seen: { set: A token is set., unset: No token is set. }
- id: region
  title: Region
  values: {}
`,
  'articles.yaml': `- article: short
  part: causes
  says: A token can be missing.
  holds: "yes"
  because: It can.
  page: no-token`,
  'pins.yaml': `
- name: example/setup
  version: v4
  references: [{ title: Releases, url: https://example.com/releases }]
`,
  'regions.yaml': '- { name: eu-west-1, opt_in: false, partition: aws }',
  'probe.yaml': `
says: Paste this.
seconds: 30
settles: [token]
commands:
  - { shell: bash, text: 'echo "\${#AWS_SESSION_TOKEN}"' }
quick:
  says: It prints no secret.
  seconds: 20
  settles: [token]
  commands:
    - { shell: bash, text: env | cut -d= -f1 }
`,
  'tree.yaml': `
- id: start
  level: 1
  says: Is a token set?
  stands_for: { kind: question, id: token }
  next: [end]
- id: end
  level: 1
  says: It is not.
  stands_for: { kind: remedy, id: no-token/set-it }
  next: []
`,
  'questions/token.yml': `
fact: token
asks: Is a token set?
how: Look.
seconds: 10
answers:
  - { value: set, label: It is set }
  - { value: unset, label: It is not set }
`,
  'symptoms/refused.yml': `
says: It was refused.
means: It is not known.
asked_as: [Refused, refusal]
signs:
  - code: [Refused]
shares:
  - { cause: no-token, count: 3, origin: counted }
references:
  - { title: Proof, url: https://example.com/proof }
`,
  'variants/short.yml': `
title: Short
emitter: A program
versions: all
shows: [Refused]
samples:
  - { name: alone, text: 'Error: Refused', code: Refused, phase: unknown }
references:
  - { title: Proof, url: https://example.com/proof }
`,
  'replies.yaml': `
around: [thanks]
replies:
  - { means: fixed, examples: [it works], near_misses: [it works for bob] }
  - { means: skip, examples: [next step], near_misses: [] }
`,
  'causes/no-token/cause.yml': `
title: No token
says: The token is missing.
why: Nobody set it.
asked_as: [no token, token gone, where is the token]
family: token
level: 1
evidence:
  - { fact: token, is: unset, how: almost-always }
remedies:
  - id: set-it
    title: Set it
    says: Then it is there.
    seconds: 20
    risk: low
    commands:
      - { shell: bash, text: terraform plan }
prevent: [Use a profile.]
references:
  - { title: Proof, url: https://example.com/proof }
`,
  'causes/no-token/samples.yml': `
samples:
  - { name: one, text: Refused one }
  - { name: two, text: Refused two }
  - { name: three, text: Refused three }
near_misses:
  - { name: other, because: It is another code., text: Expired }
  - { name: none, because: It shows no code., text: Hello }
`,
}

/** A knowledge of one page each, without a fault; `change` replaces words of its files. */
export const smallKnowledge = (
  change: Readonly<Record<string, readonly [from: string, to: string] | string>> = {},
): Files => {
  const files = new Map(Object.entries(FILES))
  for (const [path, edit] of Object.entries(change)) {
    const before = files.get(path) ?? ''
    const after = typeof edit === 'string' ? edit : before.replace(edit[0], edit[1])
    if (after === before) throw new Error(`The change to ${path} changes nothing.`)
    files.set(path, after)
  }
  return files
}

/** Adds words after the first place where `after` stands. */
export const adding = (after: string, words: string): readonly [string, string] => [
  after,
  `${after}${words}`,
]
