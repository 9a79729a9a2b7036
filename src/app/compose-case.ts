import type { Case } from '../core/case.ts'
import { type Diagnosis, diagnose } from '../core/diagnose.ts'
import type { Knowledge } from '../core/knowledge.ts'
import { nextStep, type Step } from '../core/next-step.ts'
import { fold, type State } from '../core/state.ts'
import { composeStep } from './compose-step.ts'
import { composeVerdict } from './compose-verdict.ts'
import type { Saying } from './reply.ts'
import { secretWarning } from './words.ts'

/** Everything that is derived from a case's events. */
export type View = {
  readonly case: Case
  readonly state: State
  readonly diagnosis: Diagnosis
  readonly next: Step
}

/** Takes a case; gives what is known of it and what comes next. */
function viewOf(knowledge: Knowledge, found: Case): View {
  const state = fold(found.events, knowledge)
  const diagnosis = diagnose(knowledge, state)
  return { case: found, state, diagnosis, next: nextStep(knowledge, state, diagnosis) }
}

/** Takes a case; gives its whole thread: the verdict, the step once the walkthrough runs, and a warning to the asker. */
export function composeCase(knowledge: Knowledge, found: Case): readonly Saying[] {
  const view = viewOf(knowledge, found)
  const sayings: Saying[] = [
    { to: 'thread', slot: 'verdict', reply: composeVerdict(knowledge, view) },
  ]
  if (view.state.started || found.messages.step) {
    sayings.push({ to: 'thread', slot: 'step', reply: composeStep(knowledge, view) })
  }
  const last = found.events.at(-1)
  // Said once, with the paste that held it: a press later must not repeat the alarm.
  const leaked =
    last?.kind === 'pasted'
      ? last.reading.secrets.filter(({ kind }) => kind !== 'aws-access-key-id')
      : []
  if (leaked.length > 0) sayings.push({ to: 'person', reply: secretWarning(leaked) })
  return sayings
}
