import {
  answerPrivately,
  type PrivatePaste,
  type PrivateVerdict,
  privateVerdict,
} from '../paste/answer-privately.ts'
import { mayOpen, type Opening, openThread } from '../paste/open-thread.ts'
import { recentDuplicate } from '../paste/recent-duplicate.ts'
import type { AppDeps } from '../ports/app-deps.ts'
import { type ChannelSettings, DAYS_TO_KEEP } from '../ports/channel-store.ts'
import type { Answer, OwedAnswer } from '../reply/answer.ts'
import type { Reply } from '../reply/reply.ts'
import { caseList, type Viewer } from './case-list.ts'
import { composeChecklist } from './compose-checklist.ts'
import { type Home, homeFor } from './home.ts'
import { monthStats } from './month-stats.ts'

/** What a surface can ask beside its threads: what one person sees, and how a workspace and its channels are set. */
export type WorkspaceView = {
  /** A verdict for one person alone. Undefined when the delivery was answered before. */
  privately(paste: PrivatePaste): Promise<PrivateVerdict | undefined>
  /** An answer of a thread as one person sees it, for where the thread cannot be written to. */
  asPrivate(answer: OwedAnswer): PrivateVerdict | undefined
  mayOpen(opening: Pick<Opening, 'case' | 'by' | 'where'>): Promise<'yes' | 'already' | 'no'>
  openThread(opening: Opening): Promise<Answer | undefined>
  /** What to tell somebody instead of opening a second thread for the same error. */
  sameAgain(
    answer: Answer,
    at: { readonly channel: string; readonly minutes: number },
  ): Promise<Reply | undefined>
  isAdmin(user: string): boolean
  /** Whether anybody was named as admin: if not, what only admins may do is open to nobody. */
  readonly hasAdmins: boolean
  home(viewer: Omit<Viewer, 'admin'>): Promise<Home>
  cases(viewer: Omit<Viewer, 'admin'>): Promise<Reply>
  stats(workspace: string): Promise<Reply>
  checklist(): Reply
  channelSettings(workspace: string, channel: string): Promise<ChannelSettings>
  setChannelSettings(workspace: string, channel: string, settings: ChannelSettings): Promise<void>
  /** Keeps the cases of a workspace for so many days; a number nobody may choose changes nothing. */
  keepFor(workspace: string, days: number): Promise<void>
}

/** Takes what the app is made of; gives what a surface can ask of its workspaces. */
export function makeWorkspaceView(deps: AppDeps): WorkspaceView {
  const { admins } = deps
  const isAdmin = (user: string) => admins.includes(user)
  return {
    privately: (paste) => answerPrivately(deps, paste),
    asPrivate: (answer) => privateVerdict(answer.compose()),
    mayOpen: (opening) => mayOpen(deps, opening),
    openThread: (opening) => openThread(deps, opening),
    sameAgain: (answer, at) => recentDuplicate(deps, answer.case, at),
    isAdmin,
    hasAdmins: admins.length > 0,
    home: (viewer) => homeFor(deps, { ...viewer, admin: isAdmin(viewer.user) }),
    cases: (viewer) => caseList(deps, { ...viewer, admin: isAdmin(viewer.user) }),
    stats: (workspace) => monthStats(deps, workspace),
    checklist: () => composeChecklist(deps.knowledge),
    channelSettings: (workspace, channel) => deps.channels.settings(workspace, channel),
    setChannelSettings: (workspace, channel, settings) =>
      deps.channels.setSettings(workspace, channel, settings),
    keepFor: async (workspace, days) => {
      if (DAYS_TO_KEEP.includes(days)) await deps.retention.keepFor(workspace, days)
    },
  }
}
