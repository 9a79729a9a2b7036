/** How likely a cause makes us see something: the two-sided words authors write. */
export const WORDS = {
  'almost-never': 0.02,
  rarely: 0.2,
  sometimes: 0.5,
  usually: 0.8,
  'almost-always': 0.98,
} as const
type Word = keyof typeof WORDS

/** A link that proves a statement. */
type Reference = { readonly title: string; readonly url: string }

/** A kind of fact that tells causes apart, and how often each of its values is met in general. */
export type FactKind = {
  readonly id: string
  readonly title: string
  /** value → share among all cases; sums to one. Empty for kinds that only inform people. */
  readonly values: Readonly<Record<string, number>>
  /** value → what was seen, as people are told it. */
  readonly seen?: Readonly<Record<string, string>>
  /** Facts that say the same thing twice share a group: only the one that tells most counts. */
  readonly group?: string | undefined
}

/** What makes an error show a symptom: every condition given must hold; a list means any of it. */
export type Sign = {
  readonly code?: readonly string[]
  readonly service?: readonly string[]
  readonly operation?: readonly string[]
  readonly step?: readonly string[]
  readonly status?: readonly number[]
  /** Which program printed it, by the id of its page. */
  readonly program?: readonly string[]
  /** Literal words of the error, compared without case. */
  readonly says?: readonly string[]
  readonly not_says?: readonly string[]
  /** What must stand around it, where others say the same: something only AWS prints, or a call that signs in. */
  readonly beside?: 'aws' | 'sign-in'
  /** It stands around the error that tells more: it counts only where nothing else does. */
  readonly wraps?: boolean
}

/** What an error means before its cause is known: one symptom has several causes, each with a share. */
export type Symptom = {
  readonly id: string
  /** One sentence: what AWS or the SDK refused. */
  readonly says: string
  /** One sentence: what that does and does not mean. */
  readonly means: string
  /** Words and sentences people type when they look for it. */
  readonly asked_as: readonly string[]
  readonly signs: readonly Sign[]
  /** Words nobody has a page for: what they mean is not known, and the answer says so. */
  readonly open?: boolean | undefined
  readonly shares: readonly Share[]
  readonly references: readonly Reference[]
}

/** How often a cause is behind a symptom, as a count, with where the count was made. */
type Share = { readonly cause: string; readonly count: number; readonly origin: string }

/** One recognisable way an error is printed: literal words, the most specific variant wins. */
export type Variant = {
  readonly id: string
  readonly title: string
  readonly emitter: string
  readonly versions: string
  /** All of these stand in the error, compared without case and with white space folded. */
  readonly shows: readonly string[]
  readonly samples: readonly VariantSample[]
  readonly references: readonly Reference[]
}
/** What a program is, as far as it changes how its errors are read and spoken of. */
export const PROGRAM_KINDS = ['terraform', 'tool', 'cli', 'sdk', 'service'] as const

/** A program that prints errors of signing in: how its output is known, and how it begins an error. */
export type Program = {
  readonly id: string
  /** As a sentence names it: "the AWS CLI", "aws-vault". */
  readonly title: string
  readonly kind: (typeof PROGRAM_KINDS)[number]
  /** It talks to AWS alone, so that its errors need no other sign of AWS. */
  readonly only_aws?: boolean | undefined
  /** Literal words by which its output is known, any of them, compared without case. */
  readonly marks: readonly string[]
  /** Words that others print as well: they count only where no mark stands. */
  readonly perhaps?: readonly string[] | undefined
  /** What its errors begin with, at the start of a line. */
  readonly frames?: readonly string[] | undefined
}

type VariantSample = {
  readonly name: string
  readonly text: string
  readonly code: string | null
  readonly phase: string
}

/** What a fact says of a cause: how likely this cause makes the fact have (one of) these values. */
export type Evidence = {
  readonly fact: string
  readonly is: readonly string[]
  readonly how: Word
  /** Why it is that likely, for those who edit the page. */
  readonly because?: string
}

export const SHELLS = ['bash', 'powershell', 'cmd', 'hcl', 'yaml', 'ini', 'text'] as const
export type Shell = (typeof SHELLS)[number]
/** The shells that people type in: a command for one says the same as that for another. */
export const PERSON_SHELLS = ['bash', 'powershell', 'cmd'] as const satisfies readonly Shell[]
export type PersonShell = (typeof PERSON_SHELLS)[number]
/** Where Terraform runs, as far as it changes what to type. `local` is a person's machine. */
export const PLACES = [
  'local',
  'docker',
  'compose',
  'ecs',
  'eks',
  'ec2',
  'github-actions',
  'gitlab',
  'hcp-terraform',
  'jenkins',
  'circleci',
  'atlantis',
  'terragrunt',
] as const
export type RunPlace = (typeof PLACES)[number]

/** Without a place, a command is for wherever the remedy itself applies. */
export type Command = {
  readonly shell: Shell
  readonly text: string
  readonly place?: RunPlace | undefined
  /** Of a command for one place: it adds to the general ones instead of standing in for them. */
  readonly beside?: true
  /** What this block alone restarts, replaces or opens. */
  readonly risk_says?: string
}

/** A change or command that cures a cause; always shown, never run by us. */
export type Remedy = {
  /** `<cause>/<id>` */
  readonly id: string
  readonly cause: string
  readonly title: string
  readonly says: string
  readonly seconds: number
  readonly risk: 'low' | 'medium' | 'high'
  /** What else breaks or changes, said before the command, for anything above low. */
  readonly risk_says?: string | undefined
  readonly commands: readonly Command[]
  /** Where the remedy applies as it stands; the places of its commands come on top. */
  readonly places: readonly RunPlace[]
  /** cause id → how often this remedy ends it; its own cause is always among them. */
  readonly cures: Readonly<Record<string, Word>>
  /** Kinds of fact it changes: what was known of them before no longer counts once it was tried. */
  readonly stale?: readonly string[] | undefined
}

type Sample = { readonly name: string; readonly text: string }
type NearMiss = { readonly name: string; readonly text: string; readonly because: string }

/** A reason an error happens, with its page. */
export type Cause = {
  readonly id: string
  readonly title: string
  readonly says: string
  readonly why: string
  /** Words and sentences people type when they look for it. */
  readonly asked_as: readonly string[]
  /** What a person would call "the same cause". */
  readonly family: string
  /** At which of the three published levels the tree treats it. */
  readonly level: 1 | 2 | 3
  /** Where it can occur; each has a remedy. */
  readonly places: readonly RunPlace[]
  readonly evidence: readonly Evidence[]
  readonly remedies: readonly Remedy[]
  readonly prevent: readonly string[]
  /** What a source article claims about this and whether it holds, for people who come with it open. */
  readonly articles: readonly {
    readonly claim: string
    readonly holds: boolean
    readonly says: string
  }[]
  readonly references: readonly Reference[]
  readonly samples: readonly Sample[]
  readonly near_misses: readonly NearMiss[]
}

/** A question whose answer is a value of a fact. */
export type Question = {
  readonly id: string
  readonly fact: string
  readonly asks: string
  readonly how: string
  readonly command?: Command | undefined
  readonly seconds: number
  readonly answers: readonly { readonly value: string; readonly label: string }[]
}

/** Read-only lines whose pasted output answers many questions at once. */
export type Probe = Look & {
  /** The two or three lines that everybody knows; the rest stands behind them. */
  readonly quick: Look
}

type Look = {
  readonly says: string
  readonly seconds: number
  readonly commands: readonly Command[]
  /** The fact kinds its output can settle. */
  readonly settles: readonly string[]
}

/** A node of the published decision tree, tied to what it stands for here. */
export type TreeNode = {
  readonly id: string
  readonly level: 1 | 2 | 3
  readonly says: string
  readonly stands_for: {
    readonly kind: 'question' | 'check' | 'remedy' | 'probe' | 'cause'
    readonly id: string
  }
  readonly next: readonly string[]
}

export type Region = { readonly name: string; readonly opt_in: boolean; readonly partition: string }

/** What a well-known article says, and whether it holds. */
export type ArticleStatement = {
  readonly article: 'in-depth' | 'short'
  readonly part: string
  readonly says: string
  readonly holds: 'yes' | 'partly' | 'no'
  readonly because: string
  /** The cause or symptom where it is treated. */
  readonly page: string
}

/** What `npm run learn` made of examples: linear models over the same features, one for each label. */
export type LearnedModel = {
  readonly labels: readonly string[]
  /** The kinds of thing it looks at in a text. */
  readonly families: readonly string[]
  /** What a label has without any feature, in thousandths; and what one unit of weight is, in millionths. */
  readonly biases: readonly number[]
  readonly scales: readonly number[]
  /** Numbers as bytes, in base64: of each feature its hash, what it tells and how many cells it has; of each cell its label and weight. */
  readonly hashes: string
  readonly tells: string
  readonly counts: string
  readonly cells: string
  readonly weights: string
}

/** What is learnt from examples, by the name of its file in `knowledge/learned/`. */
export type Learned = { readonly resembles: LearnedModel }

const NOTHING: LearnedModel = {
  labels: [],
  families: [],
  biases: [],
  scales: [],
  hashes: '',
  tells: '',
  counts: '',
  cells: '',
  weights: '',
}
/** What is known before anything is learnt. */
export const NOTHING_LEARNED: Learned = { resembles: NOTHING }

export const REPLY_MEANINGS = [
  'fixed',
  'still-failing',
  'not-sure',
  'skip',
  'back',
  'stop',
  'hand-over',
  'yes',
  'no',
  'thanks',
  'greeting',
  'help',
] as const
/** What people type instead of pressing a button. */
export type ReplyMeaning = (typeof REPLY_MEANINGS)[number]

/** How people type each of them, and what only sounds like it. */
export type Replies = {
  /** Words that change nothing of an answer. */
  readonly around: readonly string[]
  readonly replies: readonly {
    readonly means: ReplyMeaning
    readonly examples: readonly string[]
    readonly near_misses: readonly string[]
  }[]
}

/** Everything in `knowledge/`, loaded and proved. */
export type Knowledge = {
  /** Changes when any file does; a case remembers which knowledge answered it. */
  readonly hash: string
  readonly facts: readonly FactKind[]
  readonly symptoms: readonly Symptom[]
  readonly causes: readonly Cause[]
  readonly variants: readonly Variant[]
  readonly programs: readonly Program[]
  readonly questions: readonly Question[]
  readonly probe: Probe
  readonly tree: readonly TreeNode[]
  readonly regions: readonly Region[]
  readonly articles: readonly ArticleStatement[]
  readonly learned: Learned
  readonly replies: Replies
}

/** What reading a paste needs of the knowledge. */
export type Readable = Pick<Knowledge, 'symptoms' | 'variants' | 'programs' | 'regions'> &
  Partial<Pick<Knowledge, 'learned'>>

/** Takes a remedy's id; gives it, undefined when the knowledge has none of that name (any more). */
export function remedyOf({ causes }: Knowledge, id: string): Remedy | undefined {
  return causes.flatMap(({ remedies }) => remedies).find((remedy) => remedy.id === id)
}

/** Takes a cause's id; gives it, undefined when there is none. */
export function causeOf({ causes }: Knowledge, id: string | undefined): Cause | undefined {
  return causes.find((cause) => cause.id === id)
}
