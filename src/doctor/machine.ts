/** What a look at a machine may touch, and nothing else; tests give another one. */
export type Machine = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly home: string
  readonly folder: string
  readonly now: () => number
  /** A file's text, undefined where it cannot be read. */
  readonly text: (path: string) => string | undefined
  /** The files of a folder, each with when it was last changed; none where there is no such folder. */
  readonly files: (folder: string) => readonly FileSeen[]
  /** What a program prints, both its streams; undefined where it is not there or takes too long. */
  readonly run: (
    program: string,
    args: readonly string[],
    seconds: number,
  ) => Promise<string | undefined>
  /** What time a server says it is, in milliseconds; undefined where it does not answer. */
  readonly timeAt: (url: string) => Promise<number | undefined>
}

type FileSeen = { readonly path: string; readonly name: string; readonly changed: number }
