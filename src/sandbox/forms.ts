import { z } from 'zod'
import { STEP_CHECKS } from '../app/checks/all-checks.ts'
import { FIELD_IDS } from '../app/checks/kinds/fields.ts'
import { ACTION_FIELDS, type FieldKind } from '../app/reply/action-fields.ts'
import type { Action, Press } from '../app/reply/reply.ts'
import { PERSON_SHELLS } from '../core/knowledge.ts'

// Long enough for any id in the knowledge, short enough that a forged press cannot fill the store.
const id = z.string().min(1).max(200)

/** Unguessable on purpose: whoever knows a thread's id can read and continue its case. */
export const threadId = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/)
const delivery = threadId

const FIELDS: Readonly<Record<FieldKind, z.ZodType>> = {
  name: id,
  'name?': id.optional(),
  channel: z.string().max(200),
  check: z.enum(STEP_CHECKS),
  details: z.enum(['why', 'probe']),
  shell: z.enum(PERSON_SHELLS),
  asks: z.array(z.enum(FIELD_IDS)).max(FIELD_IDS.length),
  'typed?': z.partialRecord(z.enum(FIELD_IDS), z.string().max(11_000)).optional(),
}
const ACTIONS: readonly z.ZodType[] = Object.entries(ACTION_FIELDS).map(([kind, fields]) =>
  z.strictObject({
    kind: z.literal(kind),
    ...Object.fromEntries(Object.entries(fields).map(([field, holds]) => [field, FIELDS[holds]])),
  }),
)
// The table has been held against the type of an action; what zod builds of it has lost that type.
const action = z.union(ACTIONS) as z.ZodType<Action>

const press = z.strictObject({
  case: id,
  revision: z.int().nonnegative(),
  do: action,
}) satisfies z.ZodType<Press>

/** What the page sends when someone pastes; `text` is judged apart, because people can get that one wrong. */
export const pasteForm = z.strictObject({ thread: threadId.optional(), text: z.string(), delivery })

/** What the page sends when someone presses a button. */
export const pressForm = z.strictObject({ press, delivery })
