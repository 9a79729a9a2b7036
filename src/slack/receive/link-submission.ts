import { z } from 'zod'
import { readLinkMeta } from '../protocol/link-meta.ts'

const field = z.looseObject({
  value: z.string().nullish().catch(undefined),
  selected_option: z.looseObject({ value: z.string() }).nullish().catch(undefined),
  selected_options: z
    .array(z.looseObject({ value: z.string() }))
    .nullish()
    .catch(undefined),
  selected_conversations: z.array(z.string()).nullish().catch(undefined),
})
const submitted = z.looseObject({
  user: z.looseObject({ id: z.string().min(1) }),
  view: z.looseObject({
    id: z.string().min(1),
    private_metadata: z.string().optional().catch(undefined),
    state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), field)) }),
  }),
})

/** A form about accounts that was filled in. */
export type LinkSubmission = {
  readonly view: string
  readonly user: string
  readonly meta: ReturnType<typeof readLinkMeta>
  /** A field of the form, to show a fault under. */
  readonly field: string
  /** What stands in a text box or was chosen from a menu; undefined for an empty one. */
  readonly word: (name: string) => string | undefined
  /** What was chosen of many; undefined where the form did not ask. */
  readonly chosen: (name: string) => readonly string[] | undefined
}

/** Takes a body; gives what was submitted. Undefined for what is no form. */
export function readLinkSubmission(body: unknown): LinkSubmission | undefined {
  const read = submitted.safeParse(body).data
  if (read === undefined) return undefined
  const { view, user } = read
  const at = (name: string) => view.state.values[name]?.[name]
  return {
    view: view.id,
    user: user.id,
    meta: readLinkMeta(view.private_metadata),
    field: Object.keys(view.state.values)[0] ?? '',
    word: (name) => (at(name)?.value ?? at(name)?.selected_option?.value)?.trim() || undefined,
    chosen: (name) =>
      at(name)?.selected_conversations ?? at(name)?.selected_options?.map(({ value }) => value),
  }
}
