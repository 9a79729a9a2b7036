/** A field of a check as people fill it in. */
type Field = {
  /** What it is called where people type it. */
  readonly label: string
  readonly hint: string
  /** The longest it can be. */
  readonly most: number
  /** The word in front of it where a check is typed as one line, for what stands behind the subject. */
  readonly option?: string
}

/** What a check can be told; a case never keeps a whole key id, an external id or a token. */
export const FIELDS = {
  'key-id': {
    label: 'Access key id',
    hint: 'All 20 characters, from AKIA on. Never the secret.',
    most: 128,
  },
  user: { label: 'IAM user', hint: 'Its name.', most: 64 },
  role: { label: 'Role', hint: 'Its ARN.', most: 600 },
  caller: {
    label: 'Caller',
    hint: 'The ARN that asks for the role, as aws sts get-caller-identity prints it.',
    most: 700,
    option: 'from',
  },
  'external-id': {
    label: 'External id that is sent',
    hint: 'As it stands in the configuration. It is neither kept nor shown.',
    most: 1224,
    option: 'external-id',
  },
  duration: {
    label: 'Session duration asked for',
    hint: 'In seconds, or as Terraform writes it, such as 2h.',
    most: 20,
    option: 'duration',
  },
  claims: {
    label: 'Claims of the token',
    hint: 'As JSON with iss, sub and aud. Only what AWS looks at is read, and the rest is dropped.',
    most: 3000,
  },
  region: { label: 'Region', hint: 'Such as eu-south-1.', most: 40 },
  message: {
    label: 'Encoded authorization message',
    hint: 'The long word behind “Encoded authorization failure message:”.',
    most: 3000,
  },
} as const satisfies Readonly<Record<string, Field>>

export type FieldId = keyof typeof FIELDS

/** Every field, in the order in which forms ask for them. */
export const FIELD_IDS = Object.keys(FIELDS) as readonly FieldId[]

/** What was typed, or is known, by the field it stands for. */
export type FieldWords = Readonly<Partial<Record<FieldId, string | undefined>>>

/** Which field cannot be used, and why; it never repeats what was typed, since that may be a secret. */
export type FieldFault = {
  readonly field: FieldId
  /** A sentence; of an option it lacks the subject, which is the option as it was typed. */
  readonly fault: string
}

/** Takes a field; gives the option it is where a check is typed as one line, undefined for a subject. */
export function optionOf(field: FieldId): string | undefined {
  const { option }: Field = FIELDS[field]
  return option
}

/** Takes a fault; gives it as a sentence for somebody who sees the field. */
export function faultSentence({ field, fault }: FieldFault): string {
  return optionOf(field) === undefined ? fault : `This ${fault}`
}
