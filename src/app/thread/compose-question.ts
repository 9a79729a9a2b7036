import type { Question } from '../../core/knowledge.ts'
import type { Button, Part, Reply } from '../reply/reply.ts'
import { flat, text } from '../reply/text.ts'
import type { CaseView } from './case-view.ts'
import { placeCommands } from './place-commands.ts'
import { button, navigationButtons } from './step-buttons.ts'
import { footnote, stepNumber } from './step-notes.ts'

// More answers than these are one menu, where the surface has menus.
const MOST_BUTTONS = 5

/** Takes a question; gives it with its answers, one of which may also be typed in the thread. */
export function composeQuestion(
  question: Question,
  view: CaseView,
  before: readonly Part[],
  doubt: string | null = null,
): Reply {
  const headline = text(`${stepNumber(view)}: ${question.asks}`)
  return {
    headline,
    parts: [
      ...before,
      ...(doubt === null ? [] : [{ kind: 'warning', text: text(doubt) } as const]),
      ...howToCheck(question, view),
      footnote(view, question.seconds),
    ],
    buttons: navigationButtons(view, answersTo(question, view)),
    fallback: `${flat(headline)} ${question.answers.map(({ label }) => label).join(' / ')} / Not sure`,
  }
}

/** How to find the answer out, with the command that shows it. */
export function howToCheck({ how, command }: Question, { state }: CaseView): readonly Part[] {
  return [
    { kind: 'list', title: 'How do I check?', items: [text(how)] },
    ...placeCommands(command ? [command] : [], state),
  ]
}

/** The answers of a question as buttons, or as one menu when they are many, and "Not sure". */
export function answersTo({ id, asks, answers }: Question, view: CaseView): readonly Button[] {
  const menu = answers.length > MOST_BUTTONS ? { menu: asks } : {}
  return [
    ...answers.map(({ value, label }) =>
      button(
        view,
        label,
        `Answer: ${label}`,
        { kind: 'answer', question: id, answer: value },
        menu,
      ),
    ),
    button(view, 'Not sure', 'I am not sure; ask me something else', {
      kind: 'not-sure',
      question: id,
    }),
  ]
}
