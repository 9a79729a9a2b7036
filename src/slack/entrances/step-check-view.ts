import type { types } from '@slack/bolt'
import { z } from 'zod'
import { STEP_CHECKS } from '../../app/checks/all-checks.ts'
import { FIELD_IDS, FIELDS } from '../../app/checks/kinds/fields.ts'
import type { Press, TypedFields } from '../../app/reply/reply.ts'
import { FORMS } from '../protocol/action-ids.ts'

const id = z.string().min(1).max(200)
const meta = z.strictObject({
  channel: id,
  ts: id,
  case: id,
  revision: z.int().nonnegative(),
  check: z.enum(STEP_CHECKS),
  asks: z.array(z.enum(FIELD_IDS)).max(FIELD_IDS.length),
})
/** What the form remembers: which step of which case it belongs to; never what is typed. */
type Meta = z.output<typeof meta>

const submitted = z.looseObject({
  user: z.looseObject({ id }),
  view: z.looseObject({
    id,
    private_metadata: z.string(),
    state: z.looseObject({
      values: z.record(
        z.string(),
        z.record(z.string(), z.looseObject({ value: z.string().nullish().catch(undefined) })),
      ),
    }),
  }),
})

/** Draws the form for what a check must be told; `needed` are the parts it cannot do without. */
export function stepCheckView(given: Meta, needed: readonly string[]): types.ModalView {
  return {
    type: 'modal',
    callback_id: FORMS.stepCheck,
    title: plain('Look it up in AWS'),
    submit: plain('Check it'),
    close: plain('Close'),
    private_metadata: JSON.stringify(given),
    blocks: [
      ...given.asks.map((part): types.InputBlock => {
        const { label, hint, most } = FIELDS[part]
        return {
          type: 'input',
          block_id: part,
          label: plain(label),
          hint: plain(hint),
          optional: !needed.includes(part),
          element: {
            type: 'plain_text_input',
            action_id: part,
            multiline: most > 1000,
            max_length: most,
          },
        }
      }),
      {
        type: 'context',
        block_id: 'why',
        elements: [
          {
            type: 'mrkdwn',
            verbatim: true,
            text: 'Asked of AWS once, read only, and not kept. The answer is shown to you alone; the thread gets what it settles, masked.',
          },
        ],
      },
    ],
  }
}

/** Takes a submitted form; gives the press it stands for, undefined for what this version did not draw. */
export function readStepCheck(body: unknown):
  | {
      readonly delivery: string
      readonly user: string
      readonly press: Press
      readonly thread: { readonly team: string; readonly channel: string; readonly ts: string }
    }
  | undefined {
  const { user, view } = submitted.safeParse(body).data ?? {}
  const carried = meta.safeParse(jsonIn(view?.private_metadata)).data
  if (!user || !view || !carried) return undefined
  const { channel, ts, revision, check, asks } = carried
  const typed = (part: string) => view.state.values[part]?.[part]?.value?.trim() || undefined
  const given: TypedFields = Object.fromEntries(
    asks.flatMap((part) => {
      const value = typed(part)
      return value === undefined ? [] : [[part, value]]
    }),
  )
  return {
    delivery: `slack:view:${view.id}`,
    user: user.id,
    press: { case: carried.case, revision, do: { kind: 'check', check, asks, given } },
    thread: { team: '', channel, ts },
  }
}

function jsonIn(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false }
}
