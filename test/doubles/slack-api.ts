import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Call = {
  readonly method: string
  readonly args: Readonly<Record<string, unknown>>
  readonly token: string | undefined
  readonly at: number
}
type Verdict = {
  readonly status?: number
  readonly headers?: Record<string, string>
  readonly body: object
  /** The answer is held back until then. */
  readonly after?: Promise<void>
}
export type SlackApi = {
  readonly url: string
  readonly calls: Call[]
  /** Says how a method is answered; `undefined` leaves it to the default. */
  on(method: string, verdict: (call: Call) => Verdict | undefined): void
  named(method: string): Call[]
  close(): Promise<void>
}

/** A local web server in the place of Slack's Web API: it remembers what was sent and answers like Slack. */
export async function slackApi(): Promise<SlackApi> {
  const calls: Call[] = []
  const verdicts = new Map<string, (call: Call) => Verdict | undefined>()
  let posted = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const method = (request.url ?? '').replace('/api/', '')
      const call: Call = {
        method,
        args: argsOf(Buffer.concat(chunks).toString()),
        token: request.headers.authorization,
        at: performance.now(),
      }
      calls.push(call)
      posted += 1
      const verdict: Verdict = verdicts.get(method)?.(call) ?? {
        body:
          method === 'auth.test'
            ? { ok: true, user_id: 'U0TFAUTH', bot_id: 'B0TFAUTH', team_id: 'T0TFTEST' }
            : {
                ok: true,
                channel: call.args.channel,
                ts: `1800000000.${String(posted).padStart(6, '0')}`,
              },
      }
      void Promise.resolve(verdict.after).then(() => {
        response.writeHead(verdict.status ?? 200, {
          'content-type': 'application/json',
          ...verdict.headers,
        })
        response.end(JSON.stringify(verdict.body))
      })
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/api/`,
    calls,
    on: (method, verdict) => void verdicts.set(method, verdict),
    named: (method) => calls.filter((call) => call.method === method),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** The Web API is called with forms, a `response_url` with JSON. */
function argsOf(body: string): Record<string, unknown> {
  if (body.startsWith('{')) return JSON.parse(body)
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      /^[[{]/.test(value) ? JSON.parse(value) : value,
    ]),
  )
}
