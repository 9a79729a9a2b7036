import { z } from 'zod'

const id = z.string().min(1).max(60)
const metadata = z.strictObject({
  channel: id.optional(),
  ts: id.optional(),
  link: id.optional(),
  check: z.string().max(20).optional(),
})

/** What a modal remembers: where it was opened from and what it is about. Ids and names of ours only, since Slack keeps it. */
export type ViewMetadata = z.output<typeof metadata>

/** Takes what a modal must remember; gives it as Slack carries it. */
export function writeMetadata(
  given: {
    readonly [K in keyof ViewMetadata]: ViewMetadata[K] | undefined
  },
): string {
  return JSON.stringify(given)
}

/** Reads it back; nothing for what this version did not write. */
export function readMetadata(carried: string | undefined): ViewMetadata {
  try {
    return metadata.safeParse(JSON.parse(carried ?? '')).data ?? {}
  } catch {
    return {}
  }
}
