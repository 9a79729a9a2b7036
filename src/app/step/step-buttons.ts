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
  rest: {
    readonly style?: Button['style']
    readonly menu?: string
    readonly more?: true
  } = {},
): Button {
  const { style = 'plain', menu, more } = rest
  return {
    label,
    describes: describes.slice(0, 75),
    style,
    ...(menu === undefined ? {} : { menu }),
    ...(more === undefined ? {} : { more }),
    press: { case: id, revision, do: deed },
  }
}

/** Takes a step's own buttons; gives them with the ways out that every step has, behind the three dots. */
export function navigationButtons(view: CaseView, own: readonly Button[]): readonly Button[] {
  const { state, next } = view
  const open = state.end === null
  const ways: readonly (Button | false)[] = [
    state.canGoBack && way(view, 'Back', 'Go back one step and take the answer back', 'back'),
    open &&
      (state.tree === null
        ? way(view, 'Show the decision tree', 'Follow the published tree from here', 'tree')
        : way(view, 'Guided order', 'Go on in the order that costs you least', 'guided')),
    open &&
      (next.kind !== 'hand-over' || state.tree !== null) &&
      way(view, 'Hand over', 'Give this to a colleague, with a summary', 'hand-over'),
    open && way(view, 'End', 'End this; you can go on later', 'stop'),
  ]
  const shown = ways.filter((one) => one !== false)
  return [...own, ...askAws(view), ...shown].filter(
    ({ press }, at, all) => all.findIndex((one) => same(one.press.do, press.do)) === at,
  )
}

function way(
  view: CaseView,
  label: string,
  describes: string,
  kind: 'back' | 'tree' | 'guided' | 'hand-over' | 'stop',
): Button {
  return button(view, label, describes, { kind }, { more: true })
}

const same = (a: Action, b: Action): boolean => JSON.stringify(a) === JSON.stringify(b)

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
