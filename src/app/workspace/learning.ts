import { MOST_SOLVED, timesOf } from '../../core/case/learned-shares.ts'
import { causeOf } from '../../core/knowledge.ts'
import type { AppDeps } from '../ports/app-deps.ts'

/** Whether a workspace learns, since when, and how often each cause was behind its solved cases. */
export type LearningHere = {
  readonly on: boolean
  readonly since: string | null
  readonly cases: number
  readonly causes: readonly {
    readonly id: string
    readonly title: string
    readonly times: number
  }[]
}

/** Takes a workspace; gives what it has learnt, the most frequent cause first. */
export async function learningIn(
  { knowledge, workspaces }: AppDeps,
  workspace: string,
): Promise<LearningHere> {
  const [learning, solved] = await Promise.all([
    workspaces.learning(workspace),
    workspaces.solved(workspace, MOST_SOLVED),
  ])
  const causes = Object.entries(timesOf(solved)).flatMap(([id, times]) => {
    const title = causeOf(knowledge, id)?.title
    return title ? [{ id, title, times }] : []
  })
  return {
    ...learning,
    cases: solved.length,
    causes: causes.sort((a, b) => b.times - a.times || (a.id < b.id ? -1 : 1)),
  }
}
