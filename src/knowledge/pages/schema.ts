import { z } from 'zod'
import { CREDENTIAL_STEPS, PHASES } from '../../core/fact.ts'
import { PLACES, PROGRAM_KINDS, REPLY_MEANINGS, SHELLS, WORDS } from '../../core/knowledge.ts'

// The shape of every file in knowledge/; ids are not in it because they come from the path.

const text = z.string().min(1)
const words = z.array(text).min(1)

const word = z
  .enum(Object.keys(WORDS) as [keyof typeof WORDS, ...(keyof typeof WORDS)[]])
  .describe('How likely the cause makes us see it.')

const reference = z
  .strictObject({
    title: text.describe('What stands behind the link.'),
    url: z.url().describe('A public https address.'),
  })
  .describe('A link that proves a statement of this page.')

const references = z.array(reference)

const askedAs = z
  .array(text)
  .exactOptional()
  .describe('What people type when they look for it: synonyms, half sentences.')

const command = z.strictObject({
  shell: z.enum(SHELLS),
  text: text.describe('The command as people paste it. It must not print a secret.'),
  place: z
    .enum(PLACES)
    .exactOptional()
    .describe('For one place only: its CI system, its container.'),
  beside: z
    .literal(true)
    .exactOptional()
    .describe('Of a command for one place: it adds to the general ones and stands among them.'),
  risk_says: text
    .exactOptional()
    .describe('What this block alone restarts, replaces or opens; said in front of it.'),
})

const evidence = z.strictObject({
  fact: text.describe('A kind from facts.yaml that has values.'),
  is: z
    .union([text, words])
    .transform((value) => (typeof value === 'string' ? [value] : value))
    .describe('One value of the fact, or several.'),
  how: word.describe('How likely this cause makes the fact have (one of) these values.'),
  because: text
    .exactOptional()
    .describe('For those who edit the page: why it is that likely. People see the fact itself.'),
})

const remedy = z.strictObject({
  id: text.describe('Unique in this cause; elsewhere it is written <cause>/<id>.'),
  title: text.describe('What to do, as an order: "Unset the old variables".'),
  says: text.describe('What it does and how to see that it worked.'),
  seconds: z.number().int().positive().describe('All in, without running the plan again.'),
  risk: z.enum(['low', 'medium', 'high']).describe('What else it can break.'),
  risk_says: text.optional().describe('What else breaks or changes; needed above low.'),
  commands: z.array(command),
  places: z
    .array(z.enum(PLACES))
    .exactOptional()
    .describe(
      'Where it applies as it stands; local when left out. Places of commands come on top.',
    ),
  cures: z
    .record(text, word)
    .optional()
    .describe('cause → how often this ends it. This cause is almost-always unless you say less.'),
  stale: words
    .exactOptional()
    .describe('Facts it changes: tried in vain, what was known of them no longer counts.'),
})

const article = z.strictObject({
  claim: text.describe('What the article says, in our words.'),
  holds: z.boolean(),
  says: text.describe('Whether it holds and why, kindly: people arrive with that article open.'),
})

/** causes/<id>/cause.yml */
export const causePage = z.strictObject({
  title: text.describe('The cause in a few words.'),
  says: text.describe('One sentence, shown first.'),
  why: text.describe('Why it happens.'),
  asked_as: askedAs,
  family: text.describe('What a person would call "the same cause".'),
  level: z
    .union([z.literal(1), z.literal(2), z.literal(3)])
    .describe('At which published level the tree treats it.'),
  places: z
    .array(z.enum(PLACES))
    .exactOptional()
    .describe('Where it can occur: local when left out. Each needs a remedy.'),
  evidence: z.array(evidence),
  remedies: z.array(remedy),
  prevent: z.array(text).describe('What keeps it from coming back.'),
  articles: z.array(article).optional(),
  references,
})

/** causes/<id>/samples.yml */
export const samplesPage = z.strictObject({
  samples: z
    .array(z.strictObject({ name: text, text }))
    .describe('Pastes that must lead here, in the real shape, with invented ids.'),
  near_misses: z
    .array(z.strictObject({ name: text, because: text, text }))
    .describe('Pastes that look like this cause and are not, each with its reason.'),
})

const condition = {
  code: words.exactOptional().describe('The error code, any of these.'),
  service: words.exactOptional().describe('The service as the SDK prints it: STS, S3, EC2.'),
  operation: words.exactOptional(),
  step: z
    .array(z.enum(CREDENTIAL_STEPS))
    .min(1)
    .exactOptional()
    .describe('The link of the credential chain that spoke.'),
  program: words.exactOptional().describe('The program that printed it, by its page.'),
  status: z.array(z.int()).min(1).exactOptional().describe('HTTP status; 0 when no answer came.'),
  says: words.exactOptional().describe('Literal words of the error, any of these, without case.'),
  not_says: words.exactOptional().describe('Literal words it must not hold, none of these.'),
  beside: z
    .enum(['aws', 'sign-in'])
    .exactOptional()
    .describe(
      'Where others print the same: it counts only beside something of AWS, or in a call that signs in.',
    ),
  wraps: z
    .boolean()
    .exactOptional()
    .describe('Words around the error that tells more: they count only where nothing else does.'),
}

const sign = z
  .strictObject(condition)
  .refine((value) => Object.keys(value).length > 0, 'A sign needs at least one condition.')

/** symptoms/<id>.yml */
export const symptomPage = z.strictObject({
  says: text.describe('One sentence: what AWS or the SDK refused.'),
  means: text.describe('One sentence: what that does and does not mean.'),
  asked_as: askedAs,
  signs: z.array(sign).min(1).describe('An error that fits any of these shows the symptom.'),
  open: z
    .boolean()
    .exactOptional()
    .describe('Words nobody has a page for: the answer says that their cause is not known.'),
  shares: z
    .array(
      z.strictObject({
        cause: text,
        count: z.number().positive().describe('How many cases were counted.'),
        origin: text.describe('Where the count was made.'),
      }),
    )
    .min(1),
  references,
})

/** programs/<id>.yml */
export const programPage = z.strictObject({
  title: text.describe('As a sentence names it: "the AWS CLI", "aws-vault".'),
  kind: z.enum(PROGRAM_KINDS).describe('What it is; tools stand around the others they call.'),
  only_aws: z
    .boolean()
    .exactOptional()
    .describe('It talks to AWS alone: its errors need no other sign of AWS.'),
  marks: z.array(text).describe('Literal words its output is known by, any of them, without case.'),
  perhaps: words
    .exactOptional()
    .describe('Words that others print as well: they count only where no mark stands.'),
  frames: words.exactOptional().describe('What its errors begin with, at the start of a line.'),
  signs: z
    .array(z.strictObject({ means: text.describe('The symptom it shows.'), ...condition }))
    .exactOptional()
    .describe('Its own sentences, and what they mean.'),
  samples: z
    .array(
      z.strictObject({
        name: text,
        means: text.describe('The symptom that must be read from it.'),
        code: z.string().nullable().describe('The code that must be read from it.'),
        text,
      }),
    )
    .min(1),
  references: references.min(1),
})

/** variants/<id>.yml */
export const variantPage = z.strictObject({
  title: text,
  emitter: text.describe('Which program prints it.'),
  versions: text.describe('In which versions.'),
  shows: words.describe('All of these stand in the error; the longest total wins.'),
  samples: z
    .array(
      z.strictObject({
        name: text,
        text,
        code: z.string().nullable().describe('The code that must be read from it.'),
        phase: z.enum(PHASES).describe('The phase that must be read from it.'),
      }),
    )
    .min(1),
  references,
})

/** questions/<id>.yml */
export const questionPage = z.strictObject({
  fact: text.describe('The kind of fact it settles.'),
  asks: text.describe('The question, in plain words.'),
  how: text.describe('How to find out without printing a secret.'),
  command: command.optional(),
  seconds: z.number().int().positive(),
  answers: z
    .array(z.strictObject({ value: text, label: text.max(75).describe('The button.') }))
    .min(2)
    .describe('Exactly the values of the fact.'),
})

/** probe.yaml */
const look = {
  says: text,
  seconds: z.number().int().positive(),
  commands: z.array(command).min(1),
  settles: words.describe('The fact kinds its output can settle.'),
}
export const probePage = z.strictObject({
  quick: z.strictObject(look).describe('The few lines that people know, asked first.'),
  ...look,
})

/** facts.yaml */
export const factsPage = z.array(
  z.strictObject({
    id: text,
    title: text,
    values: z.record(text, z.number().positive().lt(1)).describe('value → share; sums to one.'),
    seen: z
      .record(text, text)
      .exactOptional()
      .describe('value → what was seen, as people are told it; one sentence for each value.'),
    group: text
      .optional()
      .describe('Facts that say the same thing twice share a group: only one of them counts.'),
  }),
)

/** tree.yaml */
export const treePage = z.array(
  z.strictObject({
    id: text,
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    says: text,
    stands_for: z.strictObject({
      kind: z.enum(['question', 'check', 'remedy', 'probe', 'cause']),
      id: text,
    }),
    next: z.array(text),
  }),
)

/** articles.yaml */
export const articlesPage = z.array(
  z.strictObject({
    article: z.enum(['in-depth', 'short']),
    part: text.describe('The section of the article.'),
    says: text.describe('What it says, in our words.'),
    holds: z.enum(['yes', 'partly', 'no']),
    because: text.describe('Why, kindly.'),
    page: text.describe('The cause or symptom where it is treated.'),
  }),
)

/** replies.yaml */
export const repliesPage = z.strictObject({
  around: z.array(text).describe('Words that people put around an answer and that change nothing.'),
  replies: z.array(
    z.strictObject({
      means: z.enum(REPLY_MEANINGS),
      examples: z.array(text).min(1).describe('What people type for it.'),
      near_misses: z.array(text).describe('What only sounds like it.'),
    }),
  ),
})

/** pins.yaml */
export const pinsPage = z.array(
  z.strictObject({
    name: text.describe('The action or image, as commands write it.'),
    version: text.describe('What stands behind its @ or colon in every command.'),
    except: z
      .array(text)
      .exactOptional()
      .describe('Causes that name another version on purpose; say why beside it.'),
    references: references.min(1),
  }),
)

/** regions.yaml */
export const regionsPage = z.array(
  z.strictObject({ name: text, opt_in: z.boolean(), partition: text }),
)

export type CausePage = z.infer<typeof causePage>
export type SamplesPage = z.infer<typeof samplesPage>
export type SymptomPage = z.infer<typeof symptomPage>
export type ProgramPage = z.infer<typeof programPage>
export type VariantPage = z.infer<typeof variantPage>
export type QuestionPage = z.infer<typeof questionPage>
export type ProbePage = z.infer<typeof probePage>
export type FactsPage = z.infer<typeof factsPage>
export type TreePage = z.infer<typeof treePage>
export type ArticlesPage = z.infer<typeof articlesPage>
export type RepliesPage = z.infer<typeof repliesPage>
export type PinsPage = z.infer<typeof pinsPage>
export type RegionsPage = z.infer<typeof regionsPage>
