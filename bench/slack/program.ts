import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { short } from '../measure.ts'
import { SIGNING_SECRET } from './load.ts'

const ROOT = join(import.meta.dirname, '../..')

/** Whether the system can hold a process to one core. */
export const PINS = spawnSync('taskset', ['-c', '0', 'true']).status === 0

/** The real program over HTTP, held to one core where that can be. */
export async function startProgram(env: Record<string, string>) {
  const dataDir = await mkdtemp(join(tmpdir(), 'tfauth-bench-'))
  const port = await freePort()
  const flags = (process.env.BENCH_NODE_FLAGS ?? '').split(' ').filter(Boolean)
  const command = [process.execPath, '--max-semi-space-size=4', ...flags, 'bin/tfauth.mjs', 'serve']
  const [file = '', ...args] = PINS ? ['taskset', '-c', '0', ...command] : command
  const child: ChildProcess = spawn(file, args, {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH ?? '',
      LOG_LEVEL: 'error',
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      TFAUTH_DATA_DIR: dataDir,
      PORT: String(port),
      ...env,
    },
  })
  process.once('exit', () => child.kill('SIGKILL'))
  goFirst(child.pid ?? 0)
  const ended = once(child, 'close')
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined)
  for (let tries = 0; (await ask('/readyz'))?.status !== 200; tries += 1) {
    if (child.exitCode !== null || tries > 600) throw new Error('the program did not start')
    await wait(200)
  }
  return {
    port,
    /** How long until everything that was accepted is answered. */
    async drained(): Promise<string> {
      const began = performance.now()
      for (;;) {
        const page = (await (await ask('/metrics'))?.text()) ?? ''
        if (/^tfauth_deliveries_owed 0$/m.test(page)) break
        if (performance.now() - began > 120_000) return 'not within 120 s'
        await wait(100)
      }
      return `${short((performance.now() - began) / 1_000)} s`
    },
    /** What the program has used of a processor so far, all its threads, in milliseconds. */
    async cpuMs(): Promise<number> {
      // The 14th and 15th fields: ticks in user and in system mode, a hundred a second on Linux.
      const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '')
      const [user = 0, system = 0] = stat.split(' ').slice(13, 15).map(Number)
      return (user + system) * 10
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Other work on the machine is not the program's; only root may say so. */
function goFirst(pid: number): void {
  try {
    setPriority(pid, -10)
  } catch {}
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
