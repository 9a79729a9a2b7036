import { type Knowledge, remedyOf } from '../../core/knowledge.ts'
import type { Part } from '../reply/reply.ts'
import { code } from '../reply/text.ts'
import type { CaseView } from './case-view.ts'
import { composeCheckResult } from './compose-check-result.ts'

/** What stands under each step: how long it takes and who may answer, or, at first, what was kept. */
export function footnote({ state, case: { place } }: CaseView, seconds: number): Part {
  const first = state.newest === null
  // The sandbox has one person, who need not be told.
  const who = place.surface === 'slack' ? ' · anyone in this thread can answer' : ''
  return {
    kind: 'note',
    text: [`${duration(seconds)}${first ? ' · I didn’t keep your text' : who}`],
  }
}

/** What happened just before, where the one who reads on may not have seen it. */
export function whatHappened(knowledge: Knowledge, view: CaseView): readonly Part[] {
  const { newest, news } = view.state
  const said: Part[] = newest?.kind === 'checked' ? [...composeCheckResult(knowledge, newest)] : []
  if (news && newest?.kind === 'pasted') {
    said.push({
      kind: 'paragraph',
      text: [
        'That’s news: it was ',
        code(news.from),
        ', now it’s ',
        code(news.to),
        '. So something changed.',
      ],
    })
  }
  if (newest?.by !== undefined && newest.by !== view.case.asker) {
    const did = deedWords(knowledge, view)
    if (did) said.push({ kind: 'note', text: [{ person: newest.by }, ` ${did}`] })
  }
  return said
}

function deedWords(knowledge: Knowledge, { state: { newest } }: CaseView): string | undefined {
  if (!newest) return undefined
  switch (newest.kind) {
    case 'answered': {
      const question = knowledge.questions.find(({ id }) => id === newest.question)
      const answer = question?.answers.find(({ value }) => value === newest.answer)
      return question && answer && `answered “${question.asks}” with: ${answer.label}.`
    }
    case 'not-sure': {
      const question = knowledge.questions.find(({ id }) => id === newest.question)
      return question && `wasn’t sure about “${question.asks}”`
    }
    case 'tried': {
      const title = remedyOf(knowledge, newest.remedy)?.title
      return title && `tried “${title}”: ${newest.worked ? 'that fixed it.' : 'it still fails.'}`
    }
    case 'pasted':
      return 'pasted what is read here.'
    case 'skipped':
      return 'skipped the step before.'
    case 'checked':
    case 'started':
    case 'shell':
    case 'was':
    case 'tree':
    case 'guided':
    case 'shared':
    case 'back':
    case 'stopped':
    case 'handed-over':
      return undefined
  }
}

function duration(seconds: number): string {
  return seconds < 90 ? `About ${seconds} s` : `About ${Math.round(seconds / 60)} min`
}

/** Takes a state; gives "Step 3". */
export function stepNumber({ state }: Pick<CaseView, 'state'>): string {
  return `Step ${state.asked + state.failed.length + state.skipped.size + state.checked.size + 1}`
}
