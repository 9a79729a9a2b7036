import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import { percentile, printTable, short } from './measure.ts'
import { MIXES, type Mix } from './slack/events.ts'
import type { Order, Taken } from './slack/load.ts'
import { PINS, startProgram } from './slack/program.ts'

const RATES = [100, 300]
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10)
const WARM = 200

/**
 * Measures how long Slack waits for its acknowledgement while signed events arrive at a steady pace from another
 * process: the real program over HTTP, on one core, with every paste durable before it is acknowledged. Beside it the
 * same program asked for `/healthz` at the same pace: what machine, client and server cost alone.
 */
export async function benchSlack(): Promise<void> {
  const load = fork(join(import.meta.dirname, 'slack/load.ts'))
  process.once('exit', () => load.kill('SIGKILL'))
  const [{ api }] = (await once(load, 'message')) as [{ api: string }]
  const { DATABASE_URL } = process.env
  const stores: readonly (readonly [string, Record<string, string>])[] = [
    ['PGlite', {}],
    ...(DATABASE_URL ? [['PostgreSQL', { DATABASE_URL }] as const] : []),
  ]
  const rows: string[][] = []
  let from = 0
  for (const [store, env] of stores)
    for (const mix of Object.keys(MIXES) as Mix[]) {
      const program = await startProgram({ ...env, SLACK_API_URL: api })
      const ask = (order: Pick<Order, 'rate' | 'count' | 'mix'>) => {
        const asked = sent(load, { ...order, port: program.port, from })
        from += order.count
        return asked
      }
      try {
        await ask({ rate: 40, count: WARM, mix })
        for (const rate of RATES) {
          const count = rate * SECONDS
          await program.drained()
          const alone = await ask({ rate, count, mix: undefined })
          const before = await program.cpuMs()
          const acks = await ask({ rate, count, mix })
          const drained = await program.drained()
          const cpu = (await program.cpuMs()) - before
          const taken = acks.filter(({ status }) => status === 200).length
          const row = [store, mix, String(rate), `${taken} of ${count}`]
          rows.push([...row, ...times(acks), ...times(alone), short(cpu / count), drained])
        }
      } finally {
        await program.stop()
      }
    }
  load.kill()
  process.stdout.write(
    `${PINS ? 'The program on one core, the load from another process.' : 'taskset is missing: the program was not held to one core.'}\n` +
      `${DATABASE_URL ? '' : 'PostgreSQL: not measured, DATABASE_URL is not set\n'}`,
  )
  printTable(
    [
      'store',
      'events',
      'a second',
      'acknowledged',
      'ack p50 ms',
      'p99',
      'max',
      'healthz p50',
      'p99',
      'max',
      'CPU ms an event',
      'all answered after',
    ],
    rows,
  )
}

function times(taken: readonly Taken[]): string[] {
  const all = taken.map(({ ms }) => ms)
  return [percentile(all, 0.5), percentile(all, 0.99), Math.max(...all)].map(short)
}

async function sent(load: ChildProcess, order: Order): Promise<readonly Taken[]> {
  load.send(order)
  const [{ taken }] = (await once(load, 'message')) as [{ taken: readonly Taken[] }]
  return taken
}
