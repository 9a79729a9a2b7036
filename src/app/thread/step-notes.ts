import { type Knowledge, remedyOf } from '../../core/knowledge.ts'
import { SURE } from '../reply/notices.ts'
import type { Part } from '../reply/reply.ts'
import { code } from '../reply/text.ts'
import type { CaseView } from './case-view.ts'
import { composeCheckResult } from './compose-check-result.ts'

/** What stands under each step: where in the published levels we are, how sure, how long it takes, who is asked. */
export function footnote(view: CaseView, seconds: number, level = levelOf(view)): Part {
  const [top] = view.diagnosis.causes
  return {
    kind: 'note',
    text: [
      `Level ${level} of 3`,
      ...(top ? [` · ${SURE[top.confidence]}: ${top.cause.title}`] : []),
      ` · ${duration(seconds)}`,
      // The sandbox has one person, who need not be told.
      ...(view.case.place.surface === 'slack'
        ? [' · ', { person: view.case.asker }, ' is asked first, anyone in this thread may help']
        : []),
      view.next.kind === 'check' && view.state.tree === null
        ? ' · nothing is changed for you'
        : ' · nothing is run for you',
    ],
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
        'That is news: it was ',
        code(news.from),
        ', and now it is ',
        code(news.to),
        '. Something has changed, so I look at the new error.',
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
      return question && `was not sure about “${question.asks}”`
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

function levelOf({ diagnosis }: CaseView): number {
  return diagnosis.causes[0]?.cause.level ?? 1
}

function duration(seconds: number): string {
  return seconds < 90 ? `about ${seconds} seconds` : `about ${Math.round(seconds / 60)} minutes`
}

/** Takes a view; gives "Step 3". */
export function stepNumber({ state }: CaseView): string {
  return `Step ${state.asked + state.failed.length + state.skipped.size + state.checked.size + 1}`
}
