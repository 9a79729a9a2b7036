import { z } from 'zod'

const id = z.string().min(1).max(60)
const meta = z.strictObject({
  channel: id.optional(),
  link: id.optional(),
  check: z.string().max(20).optional(),
})
type LinkMeta = z.output<typeof meta>

/** Takes what a form must remember, all of it ids or names of ours; gives it as Slack carries it. */
export function writeLinkMeta(
  given: {
    readonly [K in keyof LinkMeta]: LinkMeta[K] | undefined
  },
): string {
  return JSON.stringify(given)
}

/** Reads it back; nothing for what this version did not write. */
export function readLinkMeta(carried: string | undefined): LinkMeta {
  try {
    return meta.safeParse(JSON.parse(carried ?? '')).data ?? {}
  } catch {
    return {}
  }
}
