import { z } from 'zod'
import { readMetadata, type ViewMetadata } from '../protocol/view-metadata.ts'

const field = z.looseObject({
  value: z.string().nullish().catch(undefined),
  selected_option: z.looseObject({ value: z.string() }).nullish().catch(undefined),
  selected_options: z
    .array(z.looseObject({ value: z.string() }))
    .nullish()
    .catch(undefined),
  selected_conversations: z.array(z.string()).nullish().catch(undefined),
  files: z
    .array(
      z.looseObject({
        id: z.string(),
        url_private_download: z.url().optional().catch(undefined),
        size: z.number().optional().catch(undefined),
      }),
    )
    .nullish()
    .catch(undefined),
})
const submitted = z.looseObject({
  user: z.looseObject({ id: z.string().min(1) }),
  view: z.looseObject({
    id: z.string().min(1),
    private_metadata: z.string().optional().catch(undefined),
    state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), field)) }),
  }),
})

/** A form of ours that somebody filled in. */
export type Submission = {
  readonly delivery: string
  readonly view: string
  readonly user: string
  readonly meta: ViewMetadata
  /** The first field of the form, to show a fault under. */
  readonly field: string
  /** What stands in a text box or was chosen from a menu; undefined for an empty one. */
  readonly word: (name: string) => string | undefined
  /** What was chosen of many; undefined where the form did not ask, which is not the same as nothing chosen. */
  readonly chosen: (name: string) => readonly string[] | undefined
  readonly file: (name: string) => SubmittedFile | undefined
}
/** A form may bring no more of a file than its id. */
export type SubmittedFile = {
  readonly id: string
  readonly url: string | undefined
  readonly size: number | undefined
}

/** Takes a body; gives what was submitted. Undefined for what is no form. */
export function readSubmission(body: unknown): Submission | undefined {
  const read = submitted.safeParse(body).data
  if (read === undefined) return undefined
  const { view, user } = read
  const at = (name: string) => view.state.values[name]?.[name]
  return {
    // A form is taken once; after an error under a field it is the same one, and nothing was taken yet.
    delivery: `slack:view:${view.id}`,
    view: view.id,
    user: user.id,
    meta: readMetadata(view.private_metadata),
    field: Object.keys(view.state.values)[0] ?? '',
    word: (name) => (at(name)?.value ?? at(name)?.selected_option?.value)?.trim() || undefined,
    chosen: (name) =>
      at(name)?.selected_conversations ?? at(name)?.selected_options?.map(({ value }) => value),
    file: (name) => {
      const file = at(name)?.files?.[0]
      return file && { id: file.id, url: file.url_private_download, size: file.size }
    },
  }
}
