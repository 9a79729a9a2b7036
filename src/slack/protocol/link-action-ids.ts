import type { types } from '@slack/bolt'

/** What can be pressed about linked accounts. Values hold ids of ours only: never an external id, never an answer. */
const DEEDS = ['verify', 'cancel', 'unlink', 'who', 'audit', 'ask', 'show'] as const
export type LinkAction = (typeof DEEDS)[number]

/** Every action id of ours here begins so; the number keeps the ids of one message apart. */
export const LINK_ACTION = /^tfauth-link:/

/** The callback ids of the forms. */
export const LINK_FORMS = {
  link: 'tfauth-link',
  who: 'tfauth-link-who',
  check: 'tfauth-check',
} as const

/** Takes an action id; gives the deed, undefined for one that this version does not draw. */
export function readLinkAction(actionId: string): LinkAction | undefined {
  const [, deed] = /^tfauth-link:([a-z]+):\d{1,3}$/.exec(actionId) ?? []
  return DEEDS.find((one) => one === deed)
}

/** Draws a button; `index` is its place in the message. */
export function linkButton(
  deed: LinkAction,
  { value, index }: { readonly value: string; readonly index: number },
  says: {
    readonly text: string
    readonly describes: string
    readonly style?: 'primary' | 'danger'
    readonly confirm?: types.ConfirmationDialog
  },
): types.Button {
  return {
    type: 'button',
    action_id: `tfauth-link:${deed}:${index}`,
    value,
    text: plainTextObject(says.text),
    accessibility_label: says.describes,
    ...(says.style ? { style: says.style } : {}),
    ...(says.confirm ? { confirm: says.confirm } : {}),
  }
}

/** Asks once more before something is done that others notice. */
export function confirming(title: string, says: string, yes: string, no: string) {
  return {
    title: plainTextObject(title),
    text: plainTextObject(says),
    confirm: plainTextObject(yes),
    deny: plainTextObject(no),
  } satisfies types.ConfirmationDialog
}

/** Words that are shown as they are. */
export function plainTextObject(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false }
}
