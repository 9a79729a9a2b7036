import type { Case } from '../../core/case/case.ts'
import type { State } from '../../core/case/case-state.ts'
import { fold } from '../../core/case/fold-events.ts'
import { withShares } from '../../core/case/learned-shares.ts'
import { contradiction } from '../../core/diagnosis/contradiction.ts'
import { type Diagnosis, diagnose } from '../../core/diagnosis/diagnose.ts'
import type { Knowledge, Question, TreeNode } from '../../core/knowledge.ts'
import { nextStep, type Step } from '../../core/plan/next-step.ts'
import { possibleChecks } from '../checks/possible-checks.ts'

/** Everything that is derived from a case's events. */
export type CaseView = {
  readonly case: Case
  readonly state: State
  readonly diagnosis: Diagnosis
  readonly next: Step
  /** Whether what was learnt here changed which cause comes first. */
  readonly habit: boolean
  /** The one answer to ask again, because the rest of what is known speaks against it. */
  readonly doubt: { readonly question: Question; readonly says: string } | null
}

/** A contradiction is asked about once, and only where a question can settle it. */
function doubtOf(knowledge: Knowledge, state: State, diagnosis: Diagnosis): CaseView['doubt'] {
  const found = contradiction(knowledge, state, diagnosis)
  const question = knowledge.questions.find(({ fact }) => fact === found?.fact)
  return found && question && !state.askedAgain.has(question.id)
    ? { question, says: found.says }
    : null
}

/** Takes a case; gives what is known of it and what comes next, with what the workspace had learnt when it was pasted. */
export function caseView(knowledge: Knowledge, found: Case): CaseView {
  const state = fold(found.events, knowledge)
  const { learnt } = state
  const here = learnt ? withShares(knowledge, { [learnt.symptom]: learnt.counts }) : knowledge
  const diagnosis = diagnose(here, state)
  const first = (one: Diagnosis) => one.causes[0]?.cause.id
  return {
    case: found,
    habit: learnt !== null && first(diagnosis) !== first(diagnose(knowledge, state)),
    state,
    diagnosis,
    next: nextStep(here, state, diagnosis, { checks: possibleChecks(state) }),
    doubt: state.end === null ? doubtOf(here, state, diagnosis) : null,
  }
}

/** Takes a case; gives the node of the tree that stands for its next step, else where the tree begins. */
export function nodeHere({ tree }: Knowledge, { next, diagnosis }: CaseView): string | undefined {
  const top = diagnosis.causes[0]?.cause.id
  const here =
    tree.find(({ stands_for: { kind, id } }) => kind === next.kind && id === next.id) ??
    tree.find((node) => top !== undefined && leadsTo(node, top))
  return (here ?? tree[0])?.id
}

/** Takes a node of the tree and a cause; tells whether the node stands for it or for one of its remedies. */
export function leadsTo({ stands_for: { kind, id } }: TreeNode, cause: string): boolean {
  return kind === 'cause' ? id === cause : kind === 'remedy' && id.startsWith(`${cause}/`)
}
