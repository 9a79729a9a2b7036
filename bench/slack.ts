import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { Agent, createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { percentile, printTable, short } from './measure.ts'

const RATES = [100, 300]
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10)
const SIGNING_SECRET = 'the secret of a benchmark'
const ROOT = join(import.meta.dirname, '..')
// Idle for longer than this, a connection may be closed by the server just when it is used again.
const AGENT = new Agent({ keepAlive: true, maxSockets: 128, timeout: 3_000 })

/** Four shapes of one family; each event says one of them, with a request id of its own. */
const PASTES = [
  'Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: {id}, api error InvalidClientTokenId: The security token included in the request is invalid.',
  'Error: error configuring Terraform AWS Provider: error validating provider credentials: error calling sts:GetCallerIdentity: ExpiredToken: The security token included in the request is expired\n\tstatus code: 403, request id: {id}',
  'Error: No valid credential sources found\n\n  with provider["registry.terraform.io/hashicorp/aws"],\n  on main.tf line 12, in provider "aws":\n  12: provider "aws" {',
  'Error: Cannot assume IAM Role\n\noperation error STS: AssumeRole, https response error StatusCode: 403, RequestID: {id}, api error AccessDenied: User: arn:aws:iam::{account}:user/dev is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::{account}:role/deploy',
]

/**
 * Measures how long Slack waits for its acknowledgement while signed events arrive at a steady pace: the real program
 * over HTTP, with every paste durable before it is acknowledged. Beside it the same program asked for `/healthz` at
 * the same pace: what machine, client and server cost alone. Times count from when an event was due.
 */
export async function benchSlack(): Promise<void> {
  const slack = await localSlack()
  const { DATABASE_URL } = process.env
  const stores: readonly (readonly [string, Record<string, string>])[] = [
    ['PGlite', {}],
    ...(DATABASE_URL ? [['PostgreSQL', { DATABASE_URL }] as const] : []),
  ]
  const rows: string[][] = []
  for (const [store, env] of stores) {
    const program = await start({ ...env, SLACK_API_URL: slack.url })
    try {
      await paced(20, 100, (at) => program.event(-1 - at))
      let first = 0
      for (const rate of RATES) {
        const count = rate * SECONDS
        const alone = await paced(rate, count, program.health)
        const from = first
        const before = await program.cpuMs()
        const acks = await paced(rate, count, (at) => program.event(from + at))
        const cpu = (await program.cpuMs()) - before
        first += count
        const drained = await program.drained()
        rows.push([
          store,
          String(rate),
          `${acks.filter(({ status }) => status === 200).length} of ${count}`,
          ...times(acks),
          ...times(alone),
          short(cpu / count),
          drained,
        ])
      }
    } finally {
      await program.stop()
    }
  }
  await slack.close()
  AGENT.destroy()
  if (!DATABASE_URL) process.stdout.write('PostgreSQL: not measured, DATABASE_URL is not set\n')
  printTable(
    [
      'store',
      'events/s',
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

type Taken = { readonly ms: number; readonly status: number }

function times(taken: readonly Taken[]): string[] {
  const all = taken.map(({ ms }) => ms)
  return [percentile(all, 0.5), percentile(all, 0.99), Math.max(...all)].map(short)
}

/** Sends `count` requests, `rate` a second, whether or not the ones before were answered. */
async function paced(rate: number, count: number, send: (at: number) => Promise<number>) {
  const began = performance.now()
  const sent: Promise<Taken>[] = []
  for (let at = 0; at < count; ) {
    const now = performance.now() - began
    for (; at < count && (at * 1_000) / rate <= now; at += 1) {
      const due = began + (at * 1_000) / rate
      sent.push(send(at).then((status) => ({ status, ms: performance.now() - due })))
    }
    await wait(1)
  }
  return Promise.all(sent)
}

async function start(env: Record<string, string>) {
  const dataDir = await mkdtemp(join(tmpdir(), 'tfauth-bench-'))
  const port = await freePort()
  const child = spawn(process.execPath, ['--max-semi-space-size=4', 'src/main.ts'], {
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
  const ended = once(child, 'close')
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined)
  for (let tries = 0; (await ask('/readyz'))?.status !== 200; tries += 1) {
    if (child.exitCode !== null || tries > 600) throw new Error('the program did not start')
    await wait(200)
  }
  return {
    event: (at: number) => post(port, eventBody(at)),
    health: () => post(port, undefined),
    /** How long until everything that was accepted is answered. */
    async drained(): Promise<string> {
      const began = performance.now()
      for (;;) {
        const page = (await (await ask('/metrics'))?.text()) ?? ''
        if (/^tfauth_deliveries_owed 0$/m.test(page)) break
        if (performance.now() - began > 60_000) return 'not within 60 s'
        await wait(50)
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

/** The body of the `at`-th event, always the same for the same number but for the time of the run. */
function eventBody(at: number): string {
  const id = `0f2c1c9e-6f1a-4d0b-9c35-${String(at + 1_000).padStart(12, '0')}`
  const text = (PASTES[Math.abs(at * 7) % PASTES.length] ?? '')
    .replaceAll('{id}', id)
    .replaceAll('{account}', String(100_000_000_000 + at))
  const ts = `${RUN}.${String(at + 1_000).padStart(6, '0')}`
  return JSON.stringify({
    type: 'event_callback',
    team_id: 'T0BENCH',
    api_app_id: 'A0BENCH',
    event_id: `Ev${ts}`,
    event_time: RUN,
    authorizations: [{ team_id: 'T0BENCH', user_id: 'U0BENCH', is_bot: true }],
    event: {
      type: 'message',
      // A channel and a person of its own: otherwise it would be stitched, or said already.
      channel: `C${at + 1_000}`,
      channel_type: 'channel',
      user: `U${at + 1_000}`,
      ts,
      event_ts: ts,
      text,
    },
  })
}

// Deliveries of an earlier run into the same database would be repeats.
const RUN = Math.floor(Date.now() / 1_000)

/** Sends an event as Slack signs it, or asks for the health page; gives the status. */
function post(port: number, body: string | undefined): Promise<number> {
  const at = String(Math.floor(Date.now() / 1_000))
  const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${at}:${body}`).digest('hex')
  return new Promise((resolve) => {
    const asked = request(
      {
        agent: AGENT,
        port,
        host: '127.0.0.1',
        method: body === undefined ? 'GET' : 'POST',
        path: body === undefined ? '/healthz' : '/slack/events',
        headers: {
          'content-type': 'application/json',
          'x-slack-request-timestamp': at,
          'x-slack-signature': `v0=${signature}`,
        },
      },
      (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0))
      },
    )
    asked.on('error', () => resolve(0)).end(body)
  })
}

/** Takes every call and says yes. */
async function localSlack() {
  let posted = 0
  const server = createServer((asked, response) => {
    asked.resume().on('end', () => {
      posted += 1
      const who = { user_id: 'U0BENCH', bot_id: 'B0BENCH', team_id: 'T0BENCH' }
      const ts = `1800000000.${String(posted).padStart(6, '0')}`
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ ok: true, ...who, ts }))
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/api/`,
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
