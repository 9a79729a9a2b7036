import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { Agent, createServer, request } from 'node:http'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { eventBody, type Mix } from './events.ts'

/** What the bench asks of this process: a number of events at a pace, or only the health page when there is no mix. */
export type Order = {
  readonly port: number
  readonly rate: number
  readonly count: number
  readonly from: number
  readonly mix: Mix | undefined
}
export type Taken = { readonly ms: number; readonly status: number }

export const SIGNING_SECRET = 'the secret of a benchmark'

// Idle for longer than this, a connection may be closed by the server just when it is used again.
const AGENT = new Agent({ keepAlive: true, maxSockets: 128, timeout: 3_000 })

/** Sends `count` requests, `rate` a second, whether or not the ones before were answered; times count from when one was due. */
async function paced({ port, rate, count, from, mix }: Order): Promise<readonly Taken[]> {
  const bodies = Array.from({ length: count }, (_, at) => mix && eventBody(mix, from + at))
  const began = performance.now()
  const sent: Promise<Taken>[] = []
  for (let at = 0; at < count; ) {
    const now = performance.now() - began
    for (; at < count && (at * 1_000) / rate <= now; at += 1) {
      const due = began + (at * 1_000) / rate
      sent.push(post(port, bodies[at]).then((status) => ({ status, ms: performance.now() - due })))
    }
    await wait(1)
  }
  return Promise.all(sent)
}

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

/** Takes every call of the Web API and says yes; gives its address. */
async function yesSlack(): Promise<string> {
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
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/`
}

// Started as a process of its own, so that what it costs is not the program's.
if (process.send) {
  process.send({ api: await yesSlack() })
  process.on('message', (order: Order) => {
    void paced(order).then((taken) => process.send?.({ taken }))
  })
}
