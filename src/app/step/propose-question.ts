import type { Question } from '../../core/knowledge.ts'
import type { Button, Part } from '../reply/reply.ts'
import { text } from '../reply/text.ts'
import type { CaseView } from './case-view.ts'
import { placeCommands } from './place-commands.ts'
import type { Proposal } from './proposal.ts'
import { button } from './step-buttons.ts'

// More answers than these are one menu, where the surface has menus.
const MOST_BUTTONS = 3

/** Takes a question; gives it with its answers, one of which may also be typed in the thread. */
export function proposeQuestion(
  question: Question,
  view: CaseView,
  doubt: string | null = null,
): Proposal {
  return {
    lead: question.asks,
    says: [{ kind: 'paragraph', text: text(question.how) }],
    warnings: doubt === null ? [] : [{ kind: 'warning', text: text(doubt) }],
    commands: commandsOf(question, view),
    seconds: question.seconds,
    buttons: answersTo(question, view),
    left: [],
  }
}

function commandsOf({ command }: Question, { state }: CaseView): readonly Part[] {
  return command ? placeCommands([command], state).shown : []
}

/** How to find the answer out, with the command that shows it. */
export function howToCheck(question: Question, view: CaseView): readonly Part[] {
  return [
    { kind: 'list', title: 'How do I check?', items: [text(question.how)] },
    ...commandsOf(question, view),
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
    button(view, 'Not sure', 'I’m not sure; ask me something else', {
      kind: 'not-sure',
      question: id,
    }),
  ]
}
