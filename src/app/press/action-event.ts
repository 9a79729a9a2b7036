import type { CaseEvent } from '../../core/case/case.ts'
import type { Knowledge } from '../../core/knowledge.ts'
import { causeOf, remedyOf } from '../../core/knowledge.ts'
import { STEP_CHECKS } from '../checks/all-checks.ts'
import type { Action } from '../reply/reply.ts'
import { type CaseView, nodeHere } from '../step/case-view.ts'

/** Takes what someone did and where; gives what it adds to the record, undefined when the knowledge does not have it (any more). */
export function actionEvent(
  action: Action,
  knowledge: Knowledge,
  view: CaseView,
): CaseEvent | undefined {
  const question =
    'question' in action ? knowledge.questions.find(({ id }) => id === action.question) : undefined
  const remedy = 'remedy' in action && remedyOf(knowledge, action.remedy) !== undefined
  switch (action.kind) {
    case 'start':
      return { kind: 'started' }
    case 'answer': {
      const known = question?.answers.some(({ value }) => value === action.answer)
      return known
        ? { kind: 'answered', question: action.question, answer: action.answer }
        : undefined
    }
    case 'not-sure':
      return question && { kind: 'not-sure', question: question.id }
    case 'fixed':
      return remedy ? { kind: 'tried', remedy: action.remedy, worked: true } : undefined
    case 'still-failing':
      return remedy ? { kind: 'tried', remedy: action.remedy, worked: false } : undefined
    case 'was':
      return view.state.end === 'fixed' && causeOf(knowledge, action.cause)
        ? { kind: 'was', cause: action.cause }
        : undefined
    case 'skip':
      return isStep(action.step, knowledge) ? { kind: 'skipped', step: action.step } : undefined
    case 'share':
      return /^[A-Za-z0-9_-]{1,60}$/.test(action.channel)
        ? { kind: 'shared', channel: action.channel }
        : undefined
    case 'tree': {
      const node = action.node ?? nodeHere(knowledge, view)
      return node !== undefined && knowledge.tree.some(({ id }) => id === node)
        ? { kind: 'tree', node }
        : undefined
    }
    case 'guided':
    case 'back':
      return { kind: action.kind }
    case 'stop':
      return { kind: 'stopped' }
    case 'hand-over':
      return { kind: 'handed-over' }
    case 'shell':
      return { kind: 'shell', shell: action.shell }
    // Made of what AWS answers (press-check.ts); read, and no event (press-button.ts).
    case 'check':
    case 'details':
      return undefined
  }
}

function isStep(step: string, { questions, causes }: Knowledge): boolean {
  return (
    step === 'probe:probe' ||
    STEP_CHECKS.some((id) => step === `check:${id}`) ||
    questions.some(({ id }) => step === `question:${id}`) ||
    causes.some(({ remedies }) => remedies.some(({ id }) => step === `remedy:${id}`))
  )
}
