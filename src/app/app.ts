import type { Case } from '../core/case/case.ts'
import { answerPaste } from './paste/answer-paste.ts'
import { answerReply } from './paste/answer-reply.ts'
import type { Paste } from './paste/paste.ts'
import { showCase, unanswered } from './paste/redraw.ts'
import type { AppDeps } from './ports/app-deps.ts'
import { pressButton } from './press/press-button.ts'
import type { Pressed } from './press/pressed.ts'
import type { Answer, OwedAnswer } from './reply/answer.ts'
import type { Slot } from './reply/reply.ts'
import { type Incident, incidentsIn } from './workspace/incidents.ts'
import { type LearningHere, learningIn } from './workspace/learning.ts'
import { makeWorkspaceView, type WorkspaceView } from './workspace/workspace.ts'

/** All a surface can ask. */
export type App = {
  /** Undefined: nothing to say, because the delivery was answered before, or was only overheard and is not ours. */
  paste(paste: Paste): Promise<OwedAnswer | undefined>
  /** Takes what somebody typed in a thread, where it is an answer to the step that is open there; undefined when it is anything else. */
  reply(paste: Paste): Promise<OwedAnswer | undefined>
  press(pressed: Pressed): Promise<Answer | undefined>
  /** A thread as it stands, redrawn from its case. */
  show(place: Case['place']): Promise<Answer | undefined>
  /** What was accepted and never answered, because a process died in between. */
  unanswered(olderThanMs: number, limit: number): Promise<readonly OwedAnswer[]>
  /** Which message shows a slot; the first to say so wins, and its message is returned. */
  remember(caseId: string, slot: Slot, message: string): Promise<string>
  answered(delivery: string): Promise<void>
  /** Whether a workspace learns, and what it has learnt. */
  learning(workspace: string): Promise<LearningHere>
  setLearning(workspace: string, on: boolean): Promise<void>
  resetLearning(workspace: string): Promise<void>
  /** What several cases of a workspace hit in the last two hours, the largest first. */
  incidents(workspace: string): Promise<readonly Incident[]>
  /** What people see and set beside the threads. */
  readonly workspace: WorkspaceView
}

/** Takes the knowledge and a store; gives the app that every surface shares. */
export function makeApp(deps: AppDeps): App {
  const { cases, workspaces } = deps
  return {
    paste: (paste) => answerPaste(deps, paste, { tie: true }),
    reply: (paste) => answerReply(deps, paste),
    press: (pressed) => pressButton(deps, pressed),
    show: (place) => showCase(deps, place),
    unanswered: (olderThanMs, limit) => unanswered(deps, olderThanMs, limit),
    remember: (caseId, slot, message) => cases.remember(caseId, slot, message),
    answered: (delivery) => cases.answered(delivery),
    learning: (workspace) => learningIn(deps, workspace),
    setLearning: async (workspace, on) => workspaces.setLearning(workspace, on),
    resetLearning: async (workspace) => workspaces.resetLearning(workspace),
    incidents: (workspace) => incidentsIn(deps, workspace),
    workspace: makeWorkspaceView(deps),
  }
}
