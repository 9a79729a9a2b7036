import type { Knowledge, Remedy } from '../../core/knowledge.ts'
import { causeOf } from '../../core/knowledge.ts'
import type { Button, Part, Reply } from '../reply/reply.ts'
import { flat, text } from '../reply/text.ts'
import type { CaseView } from './case-view.ts'
import { placeCommands } from './place-commands.ts'
import { button, navigationButtons } from './step-buttons.ts'
import { footnote, stepNumber } from './step-notes.ts'

/** Takes a remedy; gives it as a proposal: what it is for, what else it changes, its commands. */
export function composeRemedy(
  knowledge: Knowledge,
  remedy: Remedy,
  view: CaseView,
  before: readonly Part[],
): Reply {
  const headline = text(`${stepNumber(view)}: ${remedy.title}`)
  return {
    headline,
    parts: [...before, ...remedyParts(knowledge, remedy, view), footnote(view, remedy.seconds)],
    buttons: navigationButtons(view, [
      ...outcomesOf(remedy, view),
      button(view, 'Skip', 'Skip this step; show me another', {
        kind: 'skip',
        step: `remedy:${remedy.id}`,
      }),
    ]),
    fallback: `${flat(headline)}. ${flat(text(remedy.says))} Then choose That fixed it or Still failing.`,
  }
}

/** What a remedy is for and does; the risk stands before the command. */
export function remedyParts(
  knowledge: Knowledge,
  remedy: Remedy,
  { state }: CaseView,
): readonly Part[] {
  const cause = causeOf(knowledge, remedy.cause)
  return [
    ...(cause ? [{ kind: 'note', text: text(`In case: ${cause.title}.`) } as const] : []),
    { kind: 'paragraph', text: text(remedy.says) },
    ...(remedy.risk_says ? [{ kind: 'warning', text: text(remedy.risk_says) } as const] : []),
    ...placeCommands(
      remedy.commands,
      state,
      cause && { kind: 'cause', id: cause.id, title: cause.title },
    ),
  ]
}

/** Whether it helped. A new error is pasted in the thread instead. */
export function outcomesOf({ id }: Remedy, view: CaseView): readonly Button[] {
  return [
    button(
      view,
      'That fixed it',
      'That fixed it; end the walkthrough',
      { kind: 'fixed', remedy: id },
      { style: 'primary' },
    ),
    button(view, 'Still failing', 'It still fails; show me the next step', {
      kind: 'still-failing',
      remedy: id,
    }),
  ]
}
