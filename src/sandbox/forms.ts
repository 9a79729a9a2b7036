import { z } from 'zod'
import type { Press } from '../app/reply/reply.ts'
import { CHECK_PARTS, CHECKS } from '../core/case/check-ids.ts'

// Long enough for any id in the knowledge, short enough that a forged press cannot fill the store.
const id = z.string().min(1).max(200)

/** Unguessable on purpose: whoever knows a thread's id can read and continue its case. */
export const threadId = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/)
const delivery = threadId

const deed = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('start') }),
  z.strictObject({ kind: z.literal('answer'), question: id, answer: id }),
  z.strictObject({ kind: z.literal('not-sure'), question: id }),
  z.strictObject({ kind: z.literal('fixed'), remedy: id }),
  z.strictObject({ kind: z.literal('still-failing'), remedy: id }),
  z.strictObject({ kind: z.literal('skip'), step: id }),
  z.strictObject({ kind: z.literal('back') }),
  z.strictObject({ kind: z.literal('stop') }),
  z.strictObject({ kind: z.literal('hand-over') }),
  z.strictObject({ kind: z.literal('was'), cause: id }),
  z.strictObject({ kind: z.literal('share'), channel: z.string().max(200) }),
  z.strictObject({ kind: z.literal('tree'), node: id.optional() }),
  z.strictObject({ kind: z.literal('guided') }),
  z.strictObject({
    kind: z.literal('check'),
    check: z.enum(CHECKS),
    asks: z.array(z.enum(CHECK_PARTS)).max(CHECK_PARTS.length),
    given: z.partialRecord(z.enum(CHECK_PARTS), z.string().max(11_000)).optional(),
  }),
])

const press = z.strictObject({
  case: id,
  revision: z.int().nonnegative(),
  do: deed,
}) satisfies z.ZodType<Press>

/** What the page sends when someone pastes; `text` is judged apart, because people can get that one wrong. */
export const pasteForm = z.strictObject({ thread: threadId.optional(), text: z.string(), delivery })

/** What the page sends when someone presses a button. */
export const pressForm = z.strictObject({ press, delivery })
