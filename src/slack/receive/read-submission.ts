import { z } from 'zod'
import { FIELDS } from '../draw/views.ts'
import { type Meta, readMeta } from '../protocol/view-metadata.ts'

const field = z.looseObject({
  value: z.string().nullish().catch(undefined),
  selected_option: z.looseObject({ value: z.string() }).nullish().catch(undefined),
  selected_options: z
    .array(z.looseObject({ value: z.string() }))
    .nullish()
    .catch(undefined),
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

/** What somebody submitted in one of our forms. */
export type Submission = {
  readonly delivery: string
  readonly view: string
  readonly user: string
  readonly meta: Meta
  readonly text: string
  readonly file:
    | { readonly id: string; readonly url: string | undefined; readonly size: number | undefined }
    | undefined
  /** Undefined where the form says nothing of it, which is not the same as nothing chosen. */
  readonly chosen: readonly string[] | undefined
  readonly option: string | undefined
}

/** Takes a body; gives what was submitted. Undefined for what is no form of ours. */
export function readSubmission(body: unknown): Submission | undefined {
  const read = submitted.safeParse(body).data
  if (read === undefined) return undefined
  const { view, user } = read
  const at = (name: string) => view.state.values[name]?.[name]
  const file = at(FIELDS.file)?.files?.[0]
  return {
    // A form is taken once; after an error under a field it is the same one, and nothing was taken yet.
    delivery: `slack:view:${view.id}`,
    view: view.id,
    user: user.id,
    meta: readMeta(view.private_metadata),
    text: [at(FIELDS.text)?.value, at(FIELDS.rest)?.value].filter(Boolean).join('\n').trim(),
    file: file && { id: file.id, url: file.url_private_download, size: file.size },
    chosen: at(FIELDS.listens)?.selected_options?.map(({ value }) => value),
    option: at(FIELDS.quiet)?.selected_option?.value,
  }
}
