import { z } from 'zod'
import { STEP_CHECKS } from '../../app/checks/all-checks.ts'
import { FIELD_IDS } from '../../app/checks/kinds/fields.ts'
import { ACTION_FIELDS, type FieldKind } from '../../app/reply/action-fields.ts'
import type { Action, Press } from '../../app/reply/reply.ts'
import { PERSON_SHELLS } from '../../core/knowledge.ts'
import { OWN } from '../protocol/action-ids.ts'
import { SLACK_LIMITS } from '../protocol/limits.ts'
import { LINK_ACTION } from '../protocol/link-action-ids.ts'

const name = z.string().min(1).max(200)
const FIELDS: Readonly<Record<FieldKind, z.ZodType>> = {
  name,
  'name?': name.optional(),
  channel: z.string().max(200),
  check: z.enum(STEP_CHECKS),
  details: z.enum(['why', 'probe']),
  shell: z.enum(PERSON_SHELLS),
  asks: z.array(z.enum(FIELD_IDS)).max(FIELD_IDS.length),
  // What was typed never travels in a button.
  'typed?': z.undefined().optional(),
}

/** A button's action id is the kind of its action; its value holds what the action carries. */
const ACTIONS: readonly z.ZodType[] = Object.entries(ACTION_FIELDS).map(([kind, fields]) =>
  z.strictObject({
    kind: z.literal(kind),
    ...Object.fromEntries(Object.entries(fields).map(([field, holds]) => [field, FIELDS[holds]])),
  }),
)
const KINDS = Object.keys(ACTION_FIELDS).join('|')

/** A choice of a channel has no value of its own: its action id says for which case, at which revision. */
const SHARE = 'tfauth:share:\\d{1,2}:[\\w-]{1,60}:\\d{1,9}'
const DRAWN = `(?:tfauth:(?:${KINDS}|menu):\\d{1,2}|${SHARE})$`

/** Matches every action id drawn here; the number keeps the ids of one message apart. */
export const KNOWN_ACTION = new RegExp(`^${DRAWN}`)
/** Matches every other action id, so that exactly one listener takes each press. */
export const UNKNOWN_ACTION = new RegExp(
  `^(?!${DRAWN})(?!(?:${Object.values(OWN).join('|')})$)(?!${LINK_ACTION.source.slice(1)})`,
)

// The table has been held against the type of an action; what zod builds of it has lost that type.
const action = z.union(ACTIONS) as z.ZodType<Action>
const carried = z.strictObject({ case: name, revision: z.int().nonnegative(), do: action })

/**
 * A press as Slack carries it.
 * @param index the button's place in its message.
 * @returns `undefined` when it cannot travel inside a value.
 */
export function encodePress(
  press: Press,
  index: number,
): { readonly action_id: string; readonly value: string } | undefined {
  const value = JSON.stringify(press)
  if (value.length > SLACK_LIMITS.buttonValue) return undefined
  return { action_id: `tfauth:${press.do.kind}:${index}`, value }
}

/** The words of an action that travel in a menu, in order; undefined where something else would have to. */
function wordsOf(kind: Action['kind']): readonly string[] | undefined {
  const fields: Readonly<Record<string, FieldKind>> = ACTION_FIELDS[kind]
  return Object.values(fields).every((field) => SHORT.has(field)) ? Object.keys(fields) : undefined
}

const SHORT: ReadonlySet<FieldKind> = new Set(['name', 'name?', 'details', 'shell'])

/** The same press as one of a menu, whose values are short. */
export function encodeChoice({ case: id, revision, do: action }: Press): string | undefined {
  const held: Readonly<Record<string, unknown>> = { ...action }
  const names = wordsOf(action.kind)?.filter((field) => held[field] !== undefined)
  if (names === undefined) return undefined
  const words = [id, String(revision), action.kind, ...names.map((field) => String(held[field]))]
  const value = words.join(' ')
  return value.length > SLACK_LIMITS.optionValue || words.some((word) => /\s/.test(word))
    ? undefined
    : value
}

/** The action id of a choice of channels; undefined for anything else, or when it cannot travel. */
export function encodeShare(press: Press, index: number): string | undefined {
  const id = `tfauth:share:${index}:${press.case}:${press.revision}`
  return press.do.kind === 'share' && KNOWN_ACTION.test(id) ? id : undefined
}

/** Reads a press back; `undefined` for anything this version did not draw itself. */
export function decodePress(actionId: string, value: string): Press | undefined {
  if (!KNOWN_ACTION.test(actionId)) return undefined
  const [, kind, , id, revision] = actionId.split(':')
  const given =
    id === undefined
      ? value.startsWith('{')
        ? parse(value)
        : choice(value)
      : { case: id, revision: Number(revision), do: { kind: 'share', channel: value } }
  const press = carried.safeParse(given).data
  return press?.do.kind === kind || kind === 'menu' ? press : undefined
}

function choice(value: string): unknown {
  const [id, revision, kind = '', ...words] = value.split(' ')
  const names = (Object.hasOwn(ACTION_FIELDS, kind) && wordsOf(kind as Action['kind'])) || []
  const held = Object.fromEntries(words.map((word, at) => [names[at] ?? '?', word]))
  return { case: id, revision: Number(revision), do: { kind, ...held } }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
