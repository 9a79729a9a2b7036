import { MOST_SOLVED, timesOf } from '../../core/case/learned-shares.ts'
import type { Knowledge } from '../../core/knowledge.ts'
import type { AppDeps } from '../app.ts'
import type { Part } from '../reply/reply.ts'
import { text } from '../reply/text.ts'
import type { View } from '../thread/case-view.ts'
import { causeOf } from '../thread/step-frame.ts'

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
  if (!workspaces) return { on: false, since: null, cases: 0, causes: [] }
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

/** Says what the cases solved here change about a verdict; nothing when there were none. */
export function learntNote(knowledge: Knowledge, { state, diagnosis }: View): readonly Part[] {
  const { learnt } = state
  if (!learnt || learnt.symptom !== diagnosis.symptom?.id) return []
  const [most] = Object.entries(learnt.times).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  const title = most && causeOf(knowledge, most[0])?.title
  if (!most || !title) return []
  const of = learnt.cases === 1 ? 'last such case' : `last ${learnt.cases} such cases`
  const sentence = `${most[1]} of your ${of} here ${most[1] === 1 ? 'was' : 'were'}: ${title}. The order above takes that into account.`
  return [{ kind: 'note', text: text(sentence) }]
}
