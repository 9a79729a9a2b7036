import { checkOf } from '../checks/all-checks.ts'
import { type PossibleCheck, possibleChecks } from '../checks/possible-checks.ts'
import type { Action, Button } from '../reply/reply.ts'
import type { CaseView } from './case-view.ts'

/** Takes what a button says and does; gives it for the case as it stands. */
export function button(
  { case: { id, revision } }: CaseView,
  label: string,
  describes: string,
  deed: Action,
  more: { readonly style?: Button['style']; readonly menu?: string } = {},
): Button {
  const { style = 'plain', menu } = more
  return {
    label,
    describes: describes.slice(0, 75),
    style,
    ...(menu === undefined ? {} : { menu }),
    press: { case: id, revision, do: deed },
  }
}

/** Takes a step's own buttons; gives them with the ways out that every step has. */
export function navigationButtons(view: CaseView, own: readonly Button[]): readonly Button[] {
  const { state, next } = view
  const open = state.end === null
  return [
    ...own,
    ...askAws(view),
    ...(state.canGoBack
      ? [button(view, 'Back', 'Go back one step and take the answer back', { kind: 'back' })]
      : []),
    ...(open && state.tree !== null
      ? [
          button(view, 'Guided order', 'Go on in the order that costs you least', {
            kind: 'guided',
          }),
        ]
      : []),
    ...(open && state.tree === null
      ? [
          button(view, 'Published tree', 'Follow the published decision tree from here instead', {
            kind: 'tree',
          }),
        ]
      : []),
    ...(open && (next.kind !== 'hand-over' || state.tree !== null)
      ? [
          button(view, 'Hand over', 'Give this to a colleague, with a summary', {
            kind: 'hand-over',
          }),
        ]
      : []),
    ...(open
      ? [button(view, 'Stop', 'End this walkthrough', { kind: 'stop' }, { style: 'danger' })]
      : []),
  ]
}

/** Where AWS can be asked and the step is another one, whoever wants may ask first: one thing, the most to the point. */
function askAws(view: CaseView): readonly Button[] {
  const { state, next } = view
  if (state.end !== null || state.tree !== null || next.kind === 'check') return []
  const possible = possibleChecks(state).filter(
    (one) => !state.skipped.has(`check:${one.id}`) && tells(view, one),
  )
  const one = possible.find(({ known }) => Object.keys(known).length > 0) ?? possible[0]
  const step = one && checkOf(one.id).step
  return step
    ? [
        button(view, step.button, 'Have this looked up in the linked AWS account, read only', {
          kind: 'check',
          check: one.id,
          asks: one.missing,
        }),
      ]
    : []
}

/** Whether what a check settles is still open, and tells causes of this error apart. */
function tells({ state, diagnosis }: CaseView, { settles }: PossibleCheck): boolean {
  const open = settles.filter((kind) => !state.facts.has(kind))
  return diagnosis.causes.some(({ cause }) =>
    cause.evidence.some(({ fact }) => open.includes(fact)),
  )
}
