import { request } from 'node:http'

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
    const asking = request(
      { hostname, port, path, method, headers, agent: false },
      async (response) => {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk)
        const text = Buffer.concat(chunks).toString()
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      },
    )
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
