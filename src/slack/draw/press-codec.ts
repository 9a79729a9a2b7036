import { z } from 'zod'
import type { Action, Press } from '../../app/reply/reply.ts'
import { CHECK_PARTS, CHECKS } from '../../core/case/check-ids.ts'
import { OWN } from '../protocol/action-ids.ts'
import { SLACK_LIMITS } from '../protocol/limits.ts'
import { LINK_ACTION } from '../protocol/link-action-ids.ts'

const name = z.string().min(1).max(200)

/** What each deed carries. A button's action id is the deed's kind; its value holds the rest. */
const DEEDS = {
  start: z.strictObject({ kind: z.literal('start') }),
  answer: z.strictObject({ kind: z.literal('answer'), question: name, answer: name }),
  'not-sure': z.strictObject({ kind: z.literal('not-sure'), question: name }),
  fixed: z.strictObject({ kind: z.literal('fixed'), remedy: name }),
  'still-failing': z.strictObject({ kind: z.literal('still-failing'), remedy: name }),
  skip: z.strictObject({ kind: z.literal('skip'), step: name }),
  back: z.strictObject({ kind: z.literal('back') }),
  stop: z.strictObject({ kind: z.literal('stop') }),
  'hand-over': z.strictObject({ kind: z.literal('hand-over') }),
  was: z.strictObject({ kind: z.literal('was'), cause: name }),
  share: z.strictObject({ kind: z.literal('share'), channel: z.string().max(200) }),
  tree: z.strictObject({ kind: z.literal('tree'), node: name.optional() }),
  guided: z.strictObject({ kind: z.literal('guided') }),
  // What was typed never travels in a button.
  check: z.strictObject({
    kind: z.literal('check'),
    check: z.enum(CHECKS),
    asks: z.array(z.enum(CHECK_PARTS)).max(CHECK_PARTS.length),
  }),
} satisfies { [K in Action['kind']]: z.ZodType<Extract<Action, { kind: K }>> }

const KINDS = Object.keys(DEEDS).join('|')

/** A choice of a channel has no value of its own: its action id says for which case, at which revision. */
const SHARE = 'tfauth:share:\\d{1,2}:[\\w-]{1,60}:\\d{1,9}'
const DRAWN = `(?:tfauth:(?:${KINDS}):\\d{1,2}|${SHARE})$`

/** Matches every action id drawn here; the number keeps the ids of one message apart. */
export const KNOWN_ACTION = new RegExp(`^${DRAWN}`)
/** Matches every other action id, so that exactly one listener takes each press. */
export const UNKNOWN_ACTION = new RegExp(
  `^(?!${DRAWN})(?!(?:${Object.values(OWN).join('|')})$)(?!${LINK_ACTION.source.slice(1)})`,
)

const carried = z.strictObject({
  case: name,
  revision: z.int().nonnegative(),
  do: z.discriminatedUnion('kind', [
    DEEDS.start,
    DEEDS.answer,
    DEEDS['not-sure'],
    DEEDS.fixed,
    DEEDS['still-failing'],
    DEEDS.skip,
    DEEDS.back,
    DEEDS.stop,
    DEEDS['hand-over'],
    DEEDS.was,
    DEEDS.share,
    DEEDS.tree,
    DEEDS.guided,
    DEEDS.check,
  ]),
})

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

/** The same answer as one of a menu, whose values are short: case, revision, question, answer. */
export function encodeChoice({ case: id, revision, do: deed }: Press): string | undefined {
  if (deed.kind !== 'answer') return undefined
  const words = [id, String(revision), deed.question, deed.answer]
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
  return press?.do.kind === kind ? press : undefined
}

function choice(value: string): unknown {
  const [id, revision, question, answer] = value.split(' ')
  return { case: id, revision: Number(revision), do: { kind: 'answer', question, answer } }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
