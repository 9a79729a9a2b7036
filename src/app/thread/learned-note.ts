import { causeOf, type Knowledge } from '../../core/knowledge.ts'
import type { Part } from '../reply/reply.ts'
import { text } from '../reply/text.ts'
import type { CaseView } from '../step/case-view.ts'

/** Says what the cases solved here change about a verdict; nothing when there were none. */
export function learnedNote(knowledge: Knowledge, view: CaseView): readonly Part[] {
  const words = learnedFrom(knowledge, view)
  return words && !view.habit ? [{ kind: 'note', text: text(words) }] : []
}

/** The same, where it changed what comes first: that stands with the verdict. */
export function learnedWords(knowledge: Knowledge, view: CaseView): string | null {
  return view.habit ? learnedFrom(knowledge, view) : null
}

function learnedFrom(knowledge: Knowledge, { state, diagnosis }: CaseView): string | null {
  const { learnt } = state
  if (!learnt || learnt.symptom !== diagnosis.symptom?.id) return null
  const [most] = Object.entries(learnt.times).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  const title = most && causeOf(knowledge, most[0])?.title
  if (!most || !title) return null
  const cases =
    learnt.cases === 1 ? 'the last such case here' : `your last ${learnt.cases} such cases here`
  return learnt.cases === 1
    ? `In ${cases} it was: ${title}. I took that into account.`
    : `${most[1]} of ${cases} ${most[1] === 1 ? 'was' : 'were'}: ${title}. I took that into account.`
}
