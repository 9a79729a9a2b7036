import { createHmac } from 'node:crypto'

export const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5'

export type Twist = {
  readonly secret?: string
  readonly at?: number
  readonly type?: string
  readonly path?: string
}

/** Sends a body as Slack does: signed over the time and the exact bytes. */
export function send(port: number, body: string, twist: Twist = {}): Promise<Response> {
  const at = String(twist.at ?? Math.floor(Date.now() / 1_000))
  const hmac = createHmac('sha256', twist.secret ?? SIGNING_SECRET).update(`v0:${at}:${body}`)
  return fetch(`http://127.0.0.1:${port}${twist.path ?? '/slack/events'}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': twist.type ?? 'application/json',
      'x-slack-request-timestamp': at,
      'x-slack-signature': `v0=${hmac.digest('hex')}`,
    },
  })
}

/** A press travels as a form with one field. */
export function form(body: object): string {
  return new URLSearchParams({ payload: JSON.stringify(body) }).toString()
}
