import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const CHILD = join(import.meta.dirname, 'accepting-child.ts')

/** Takes a data directory and a name for the round; starts the process. */
export function startAccepting(dataDir: string, round: string): Accepting {
  const child = spawn(process.execPath, [CHILD, dataDir, round], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  const ended = once(child, 'close')
  return {
    open: Promise.race([once(child.stdout, 'data'), ended]),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
      // The last line may be cut off; then nobody was told that it is durable.
      const lines = printed.split('\n').slice(0, -1)
      return lines.filter((line) => line !== 'open')
    },
  }
}

/** A process that has the data directory open and accepts deliveries until it is killed. */
export type Accepting = {
  /** Resolves when its store is open, or when it ended before that. */
  readonly open: Promise<unknown>
  /** Ends it with SIGKILL; gives what it printed as durable. */
  kill(): Promise<readonly string[]>
}
