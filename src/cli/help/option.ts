/** One option of a command: a switch, or one that takes a value. */
export type Option = {
  readonly says: string
  /** What the value is called in the help; without it the option is a switch. */
  readonly takes?: string
  /** The values there are, where they can be told. */
  readonly among?: readonly string[]
}

export type Options = Readonly<Record<string, Option>>

/** What people are told about a command, wherever they are told: help, completion, manual page. */
export type CommandPage = {
  readonly name: string
  readonly does: string
  /** The words behind `tfauth`, one way to call it each. */
  readonly usage: readonly string[]
  readonly options: Options
  /** The words that may stand first behind the command, where they can be told. */
  readonly words?: readonly string[]
  /** Whether what stands behind it are files. */
  readonly files?: true
  readonly examples: readonly { readonly types: string; readonly does: string }[]
  readonly exits?: string
}
