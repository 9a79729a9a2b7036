import type { Knowledge } from '../../core/knowledge.ts'
import { remedyOf } from '../../core/knowledge.ts'
import type { Button, Part, Reply } from '../reply/reply.ts'
import { flat, text } from '../reply/text.ts'
import type { CaseView } from '../step/case-view.ts'
import type { Proposal } from '../step/proposal.ts'
import { proposeCheck } from '../step/propose-check.ts'
import { proposeLook } from '../step/propose-look.ts'
import { proposeQuestion } from '../step/propose-question.ts'
import { proposeRemedy } from '../step/propose-remedy.ts'
import { button, navigationButtons } from '../step/step-buttons.ts'
import { footnote, whatHappened } from '../step/step-notes.ts'
import { composeDetails } from './compose-details.ts'
import { composeFixed, composeStopped } from './compose-end.ts'
import { composeSummary } from './compose-summary.ts'
import { composeTreeStep } from './compose-tree-step.ts'
import { incidentParts, incidentWords } from './incident-note.ts'
import { learnedWords } from './learned-note.ts'
import { composeNotAuth } from './not-auth.ts'
import { verdictOf } from './verdict.ts'
import { countPartWords, countWords } from './word-count.ts'

/** What a reader has patience for before the first button. */
export const MOST_WORDS = 90

/** Takes a case's view; gives its one message as it stands now: what happened and the one thing to do. */
export function composeCard(knowledge: Knowledge, view: CaseView): Reply {
  const { state, diagnosis } = view
  if (diagnosis.outcome === 'not-auth') return composeNotAuth(view)
  if (state.end === 'fixed') return composeFixed(knowledge, view)
  if (state.end === 'stopped') return composeStopped(view)
  if (state.end === 'handed-over') return composeSummary(knowledge, view)
  const node = knowledge.tree.find(({ id }) => id === state.tree)
  if (node) return composeTreeStep(knowledge, node, view, whatHappened(knowledge, view))
  const proposal = proposed(knowledge, view)
  if (proposal) return laidOut(knowledge, view, proposal)
  return state.newest || diagnosis.outcome !== 'unknown'
    ? composeSummary(knowledge, view)
    : composeUnknown(knowledge, view)
}

/** The step that costs least, undefined when only a hand-over is left. */
function proposed(knowledge: Knowledge, view: CaseView): Proposal | undefined {
  const { next, doubt } = view
  if (doubt) return proposeQuestion(doubt.question, view, doubt.says)
  switch (next.kind) {
    case 'probe':
      return proposeLook(knowledge, view)
    case 'question': {
      const question = knowledge.questions.find(({ id }) => id === next.id)
      return question && proposeQuestion(question, view)
    }
    case 'remedy': {
      const remedy = remedyOf(knowledge, next.id)
      return remedy && proposeRemedy(knowledge, remedy, view)
    }
    case 'check':
      return proposeCheck(knowledge, view)
    case 'hand-over':
      return undefined
  }
}

/** Verdict, what was seen, what to do; what finds no room in few words stands behind Details. */
function laidOut(knowledge: Knowledge, view: CaseView, proposal: Proposal): Reply {
  const { headline, seen, means } = verdictOf(view)
  const happened = whatHappened(knowledge, view)
  const tied = incidentParts(view.state.tied)
  const learned = learnedWords(knowledge, view)
  const habit: readonly Part[] = learned ? [{ kind: 'note', text: text(learned) }] : []
  const { lead, warnings, commands, says } = proposal
  const doing: readonly Part[] = [{ kind: 'lead', text: text(lead) }]
  const fixed = [...seen, ...happened, ...tied, ...habit, ...doing, ...warnings, ...commands]
  let room = MOST_WORDS - countWords(flat(headline)) - countPartWords(fixed)
  const take = (part: Part): boolean => {
    const words = countPartWords([part])
    if (words > room) return false
    room -= words
    return true
  }
  const meaning: readonly Part[] = means ? [{ kind: 'paragraph', text: text(means) }] : []
  // Of one refusal with several causes people want to know what it means; of a known cause, what to do about it.
  const order = view.diagnosis.outcome === 'found' ? [...says, ...meaning] : [...meaning, ...says]
  const fits = new Set(order.filter(take))
  const details = composeDetails(knowledge, view, [
    ...[...meaning, ...says].filter((part) => !fits.has(part)),
    ...proposal.left,
  ])
  return {
    headline,
    parts: [
      ...happened,
      ...seen,
      ...meaning.filter((part) => fits.has(part)),
      ...tied,
      ...habit,
      ...doing,
      ...says.filter((part) => fits.has(part)),
      ...warnings,
      ...commands,
      footnote(view, proposal.seconds),
    ],
    buttons: navigationButtons(view, withDetails(view, proposal.buttons)),
    details: [details, ...(proposal.more ?? [])],
    fallback: `${flat(headline)} ${incidentWords(view.state.tied)}Next: ${flat(text(lead))}`,
  }
}

// More of them would not stand in one row of a phone.
const MOST_SEEN = 3

/** Details stands with a step's own buttons, or behind the three dots where these are many. */
function withDetails(view: CaseView, own: readonly Button[]): readonly Button[] {
  const seen = new Set(own.filter(({ more }) => !more).map(({ menu, label }) => menu ?? label)).size
  const details = button(
    view,
    'Details',
    'Show why, other causes and sources, to you alone',
    { kind: 'details', of: 'why' },
    seen >= MOST_SEEN ? { more: true } : {},
  )
  return [...own, details]
}

/** A sign-in error that no page knows. */
function composeUnknown(knowledge: Knowledge, view: CaseView): Reply {
  const { headline, seen } = verdictOf(view)
  const says =
    'No page of mine explains it, so I won’t guess. A colleague will ask for the details first; I can hand them over.'
  const [error] = view.state.errors
  return {
    headline,
    parts: [
      ...seen,
      ...(error?.code && error.message
        ? [{ kind: 'paragraph', text: text(`It says: \`${quoted(error.message)}\``) } as const]
        : []),
      { kind: 'paragraph', text: text(says) },
    ],
    buttons: navigationButtons(view, [
      button(
        view,
        'Hand over',
        'Give this to a colleague, with a summary',
        { kind: 'hand-over' },
        { style: 'primary' },
      ),
      ...withDetails(view, []),
    ]),
    details: [composeDetails(knowledge, view, [])],
    fallback: `${flat(headline)} ${says}`,
  }
}

const quoted = (message: string) =>
  message
    .replace(/[`\s]+/g, ' ')
    .trim()
    .slice(0, 200)
