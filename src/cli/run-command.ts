import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { diagnoseText } from '../app/paste/diagnose-text.ts'
import { MAX_PASTE } from '../core/text/plain-text.ts'
import { parse } from './arguments.ts'
import type { Cli } from './cli.ts'
import { forPeople } from './diagnose-command.ts'
import { RUN } from './help/command-pages.ts'
import { UsageError } from './usage-error.ts'

/** Told to us, these are meant for the program we run; what a terminal sends reaches it anyway. */
const PASSED_ON: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2']

/**
 * `tfauth run -- PROGRAM …`: runs a program as if we were not there, and explains at its end why it could not sign in, if
 * that is why it failed. The exit code is the program's.
 */
export async function runCommand(args: readonly string[], cli: Cli): Promise<number> {
  const end = args.indexOf('--')
  const { values } = parse(end < 0 ? args : args.slice(0, end), RUN.options, 0)
  const [program, ...words] = end < 0 ? [] : args.slice(end + 1)
  if (program === undefined)
    throw new UsageError('run takes the program behind two dashes: tfauth run -- terraform plan.')
  const { code, signal, said } = await passThrough(program, words)
  if (code !== 0) await explain(said, folderOf(words), !values.offline, cli)
  // Whoever waits for us learns how the program died.
  if (signal) process.kill(process.pid, signal)
  return code ?? 1
}

type Ended = {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly said: string
}

async function passThrough(program: string, words: readonly string[]): Promise<Ended> {
  // On a terminal its standard output stays the terminal's: errors come on the other stream.
  const listens = !process.stdout.isTTY
  const child = spawn(program, words, { stdio: ['inherit', listens ? 'pipe' : 'inherit', 'pipe'] })
  const tail = keepTail()
  child.stdout?.on('data', tail).pipe(process.stdout, { end: false })
  child.stderr?.on('data', tail).pipe(process.stderr, { end: false })
  const release = passSignals(child)
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', (error: NodeJS.ErrnoException) => reject(notStarted(program, error)))
      child.once('close', (code, signal) => resolve({ code, signal, said: tail.text() }))
    })
  } finally {
    release()
  }
}

function passSignals(child: ChildProcess): () => void {
  // A terminal sends it to both of us; the program decides what it means.
  const ignore = () => undefined
  const pass = (signal: NodeJS.Signals) => child.kill(signal)
  process.on('SIGINT', ignore)
  for (const signal of PASSED_ON) process.on(signal, pass)
  return () => {
    process.off('SIGINT', ignore)
    for (const signal of PASSED_ON) process.off(signal, pass)
  }
}

function notStarted(program: string, error: NodeJS.ErrnoException): Error {
  const reason =
    error.code === 'ENOENT' ? 'there is no such program' : `it cannot be started (${error.code})`
  return new UsageError(`${program}: ${reason}.`)
}

/** Keeps the end of what it is given, where the error stands. */
function keepTail() {
  let chunks: Buffer[] = []
  let size = 0
  const take = (chunk: Buffer) => {
    chunks.push(chunk)
    size += chunk.length
    if (size <= 2 * MAX_PASTE) return
    const kept = Buffer.concat(chunks).subarray(-MAX_PASTE)
    chunks = [kept]
    size = kept.length
  }
  return Object.assign(take, {
    text: () => Buffer.concat(chunks).subarray(-MAX_PASTE).toString('utf8'),
  })
}

/** Terraform's own option for another folder. */
function folderOf(words: readonly string[]): string {
  const chosen = words.flatMap((word) => /^-{1,2}chdir=(.+)$/.exec(word)?.[1] ?? [])[0]
  return chosen === undefined ? process.cwd() : join(process.cwd(), chosen)
}

async function explain(said: string, folder: string, online: boolean, cli: Cli): Promise<void> {
  const knowledge = cli.knowledge()
  if (diagnoseText(knowledge, said).outcome === 'not-auth') return
  const { probe } = await cli.examine({ online, folder })
  const rule = '─'.repeat(Math.min(cli.columns ?? 80, 80))
  cli.writeError(`\n${rule}\n${forPeople(knowledge, `${said}\n${probe}`, false)}`)
}
