import { causeOf, type Knowledge } from '../../core/knowledge.ts'
import type { Part } from '../reply/reply.ts'
import { text } from '../reply/text.ts'
import type { CaseView } from './case-view.ts'

/** Says what the cases solved here change about a verdict; nothing when there were none. */
export function learnedNote(knowledge: Knowledge, { state, diagnosis }: CaseView): readonly Part[] {
  const { learnt } = state
  if (!learnt || learnt.symptom !== diagnosis.symptom?.id) return []
  const [most] = Object.entries(learnt.times).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  const title = most && causeOf(knowledge, most[0])?.title
  if (!most || !title) return []
  const of = learnt.cases === 1 ? 'last such case' : `last ${learnt.cases} such cases`
  const sentence = `${most[1]} of your ${of} here ${most[1] === 1 ? 'was' : 'were'}: ${title}. The order above takes that into account.`
  return [{ kind: 'note', text: text(sentence) }]
}
