/** What a recipe writes, and what it leaves to a person. */
type Recipe = {
  /** Path from the root to text. */
  readonly files: (name: string) => Readonly<Record<string, string>>
  readonly left: (name: string) => readonly string[]
}

// TODO_ marks what has to be replaced; no sample or fact of that name holds, so a page left like this fails its proof.
export const RECIPES: Readonly<Record<string, Recipe>> = {
  cause: {
    files: (name) => ({
      [`knowledge/causes/${name}/cause.yml`]: CAUSE,
      [`knowledge/causes/${name}/samples.yml`]: SAMPLES,
    }),
    left: (name) => [
      'Fill in both files: three samples in three spellings, two near misses, remedies for each place, references.',
      `Give ${name} a share in each knowledge/symptoms/*.yml that it can be behind.`,
      'Write evidence that tells it from every other cause there; a new fact goes into knowledge/facts.yaml.',
      'npx vitest run test/knowledge',
    ],
  },
  message: {
    files: (name) => ({ [`knowledge/variants/${name}.yml`]: VARIANT }),
    left: () => [
      'Fill in the words that only this message holds, and a sample in its real frame.',
      'Where it means something no symptom says yet: a sign in knowledge/symptoms/.',
      'npx vitest run test/knowledge',
    ],
  },
}

const CAUSE = `title: TODO_ a short sentence, as you would say it to a colleague
says: TODO_ one sentence about what happened.
why: >-
  TODO_ why it happens, in a paragraph.
asked_as:
  - TODO_ what people type when they have it
family: TODO_
level: 1
places: [local]
evidence:
  - fact: TODO_
    is: "yes"
    how: usually
    because: TODO_ what was seen, not what a weight is.
remedies:
  - id: todo-the-fix
    title: TODO_ verb first
    says: TODO_ what it does, in a sentence.
    seconds: 60
    risk: low
    commands:
      - shell: bash
        text: aws sts get-caller-identity
prevent:
  - TODO_ how to keep it from coming back
references:
  - title: TODO_
    url: https://docs.aws.amazon.com/
`

const SAMPLES = `samples:
  - name: TODO_ boxed
    text: |
      ╷
      │ Error: TODO_
      ╵
near_misses:
  - name: TODO_
    because: TODO_ what makes it another cause
    text: |
      Error: TODO_
`

const VARIANT = `title: TODO_ what it means, in one line
emitter: TODO_ the program
versions: all versions
shows:
  - 'TODO_ words that only this message holds'
samples:
  - name: TODO_
    code: null
    phase: unknown
    text: |-
      Error: TODO_
references:
  - title: TODO_
    url: https://docs.aws.amazon.com/
`
