import { z } from 'zod'

const id = z.string().min(1).max(60)
const meta = z.strictObject({ channel: id.optional(), ts: id.optional() })

/** What a modal remembers: where it was opened from. Ids only, since Slack keeps it. */
export type Meta = z.output<typeof meta>

/** Takes where a modal is opened from; gives it as Slack carries it. */
export function writeMeta(given: Meta): string {
  return JSON.stringify(given)
}

/** Reads it back; nothing for what this version did not write. */
export function readMeta(carried: string | undefined): Meta {
  try {
    return meta.safeParse(JSON.parse(carried ?? '')).data ?? {}
  } catch {
    return {}
  }
}
