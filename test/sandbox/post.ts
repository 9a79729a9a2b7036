import { request } from 'node:http'
import { text } from 'node:stream/consumers'

export type Got = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

type Sent = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

/** Asks over a real connection, with any header (fetch refuses to send Host or Origin). */
export function send(
  base: string,
  path: string,
  { method = 'GET', headers = {}, body }: Sent = {},
): Promise<Got> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      const { statusCode: status = 0, headers } = response
      text(response).then((words) => resolve({ status, headers, text: words }), reject)
    })
    asking.on('error', reject)
    asking.end(body)
  })
}

/** Posts JSON the way the page does. */
export function post(base: string, path: string, value: unknown): Promise<Got> {
  return send(base, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify(value),
  })
}
