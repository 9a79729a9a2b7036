import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../fixtures/slack')

/** A recorded body of Slack, its ids made up; `any`-free, since tests treat it as what came off the wire. */
export function fixture(name: string): Record<string, unknown> {
  return object(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')))
}

/** A press of a button on the recorded message. */
export function pressBody(
  button: { readonly action_id: string; readonly value: string },
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  const body = fixture('block-actions')
  const [action] = list(body.actions)
  return { ...body, actions: [{ ...object(action), ...button }], ...changes }
}

/** A recorded event with other words in it, on a message of its own. */
export function messageBody(text: string, ts: string, changes: Record<string, unknown> = {}) {
  const body = fixture('message-text-only')
  const event = { ...object(body.event), text, ts, event_ts: ts, ...changes }
  return { ...body, event_id: `Ev${ts}`, event }
}

export function object(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('not an object')
  return { ...value }
}

export function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error('not a list')
  return value
}
