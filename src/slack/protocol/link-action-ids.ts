import type { types } from '@slack/bolt'

/** What can be pressed about linked accounts. Values hold ids of ours only: never an external id, never an answer. */
const LINK_ACTIONS = ['verify', 'cancel', 'unlink', 'who', 'audit', 'ask', 'show'] as const
export type LinkAction = (typeof LINK_ACTIONS)[number]

/** Every action id of ours here begins so; the number keeps the ids of one message apart. */
export const LINK_ACTION = /^tfauth-link:/

/** The callback ids of the forms. */
export const LINK_FORMS = {
  link: 'tfauth-link',
  who: 'tfauth-link-who',
  check: 'tfauth-check',
} as const

/** The action id of what can be pressed; `index` is its place in the message. */
export function linkActionId(action: LinkAction, index: number): string {
  return `tfauth-link:${action}:${index}`
}

/** Takes an action id; gives what it does, undefined for one that this version does not draw. */
export function readLinkAction(actionId: string): LinkAction | undefined {
  const [, action] = /^tfauth-link:([a-z]+):\d{1,3}$/.exec(actionId) ?? []
  return LINK_ACTIONS.find((one) => one === action)
}

/** Draws a button; `index` is its place in the message. */
export function linkButton(
  action: LinkAction,
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
    action_id: linkActionId(action, index),
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
