import type { Knowledge } from '../../core/knowledge.ts'
import { remedyOf } from '../../core/knowledge.ts'
import type { Part, Reply } from '../reply/reply.ts'
import { flat, text } from '../reply/text.ts'
import type { CaseView } from './case-view.ts'
import { composeCheckStep } from './compose-check-step.ts'
import { composeFixed, composePaused, composeStopped } from './compose-end.ts'
import { composeQuestion } from './compose-question.ts'
import { composeRemedy } from './compose-remedy.ts'
import { composeSummary } from './compose-summary.ts'
import { composeTreeStep } from './compose-tree-step.ts'
import { placeCommands } from './place-commands.ts'
import { button, navigationButtons } from './step-buttons.ts'
import { footnote, stepNumber, whatHappened } from './step-notes.ts'

/** Takes a case's view; gives the walkthrough's one message as it stands now. */
export function composeStep(knowledge: Knowledge, view: CaseView): Reply {
  const { state } = view
  if (state.end === 'fixed') return composeFixed(knowledge, view)
  if (state.end === 'stopped') return composeStopped(view)
  if (!state.started) return composePaused(view)
  if (state.end === 'handed-over') return composeSummary(knowledge, view)
  const before = whatHappened(knowledge, view)
  const node = knowledge.tree.find(({ id }) => id === state.tree)
  if (node) return composeTreeStep(knowledge, node, view, before)
  if (view.doubt) return composeQuestion(view.doubt.question, view, before, view.doubt.says)
  return guided(knowledge, view, before) ?? composeSummary(knowledge, view)
}

/** The step that costs least, undefined when only a hand-over is left. */
function guided(knowledge: Knowledge, view: CaseView, before: readonly Part[]): Reply | undefined {
  const { next } = view
  switch (next.kind) {
    case 'probe':
      return probe(knowledge, view, before)
    case 'question': {
      const question = knowledge.questions.find(({ id }) => id === next.id)
      return question && composeQuestion(question, view, before)
    }
    case 'remedy': {
      const remedy = remedyOf(knowledge, next.id)
      return remedy && composeRemedy(knowledge, remedy, view, before)
    }
    case 'check':
      return composeCheckStep(knowledge, view, before)
    case 'hand-over':
      return undefined
  }
}

function probe({ probe }: Knowledge, view: CaseView, before: readonly Part[]): Reply {
  const headline = text(`${stepNumber(view)}: run one read-only command`)
  return {
    headline,
    parts: [
      ...before,
      { kind: 'paragraph', text: text(probe.says) },
      ...placeCommands(probe.commands, view.state),
      {
        kind: 'paragraph',
        text: text(
          'Then paste its output here, in this thread. It holds no secret: names, lengths and the last four characters of a key id.',
        ),
      },
      footnote(view, probe.seconds),
    ],
    buttons: navigationButtons(view, [
      button(view, 'Skip', 'Skip the command and answer questions instead', {
        kind: 'skip',
        step: 'probe:probe',
      }),
    ]),
    fallback: `${flat(headline)} and paste its output in this thread. It prints no secret.`,
  }
}
