import { createReadStream } from 'node:fs'
import process from 'node:process'
import { MAX_PASTE } from '../core/text/plain-text.ts'
import type { Cli } from './cli.ts'
import { UsageError } from './usage-error.ts'

type Bytes = AsyncIterable<Uint8Array | string>

/** Takes the names of files, none for standard input; gives what they hold as one paste. Whoever sits at a terminal is told what is waited for. */
export async function readPaste(
  names: readonly string[],
  { stdin, isTyped, writeError }: Pick<Cli, 'stdin' | 'isTyped' | 'writeError'>,
): Promise<string> {
  if (isTyped && (names.length === 0 || names.includes('-')))
    writeError(`Paste what Terraform printed, then press ${END} on a line of its own.\n`)
  const texts: string[] = []
  for (const name of names.length > 0 ? names : ['-']) texts.push(await readInput(name, stdin))
  const paste = texts.join('\n')
  if (paste.length > MAX_PASTE) throw tooLarge('All of it together', MAX_PASTE)
  return paste
}

const END = process.platform === 'win32' ? 'Ctrl-Z and Enter' : 'Ctrl-D'

/** Takes a file's name, or '-' for standard input; gives its text. Too large, binary or missing input is refused with a sentence. */
export async function readInput(name: string, stdin: Bytes, most = MAX_PASTE): Promise<string> {
  const what = name === '-' ? 'Standard input' : name
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of name === '-' ? stdin : createReadStream(name)) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      size += bytes.length
      if (size > most) throw tooLarge(what, most)
      chunks.push(bytes)
    }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`I cannot read ${name}: ${reason(error)}.`)
  }
  return decode(Buffer.concat(chunks), what)
}

function decode(bytes: Uint8Array, what: string): string {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw notText(what)
  }
  if (text.includes('\u0000')) throw notText(what)
  if (!text.trim())
    throw new UsageError(
      `${what} is empty. Give me what Terraform printed, from "Error:" to the end.`,
    )
  return text
}

function tooLarge(what: string, most: number): UsageError {
  return new UsageError(
    `${what} is larger than ${most / 1024 / 1024} MB. Give me the part from "Error:" on; the rest does not help.`,
  )
}

function notText(what: string): UsageError {
  return new UsageError(`${what} is not UTF-8 text. Give me what Terraform printed, saved as text.`)
}

function reason(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EISDIR') return 'it is a folder'
  if (code === 'EACCES') return 'I may not open it'
  return code ?? 'it broke off'
}
