import type { Knowledge } from '../../core/knowledge.ts'
import { causeOf, remedyOf } from '../../core/knowledge.ts'
import type { Button, Part, Reply } from '../reply/reply.ts'
import { text } from '../reply/text.ts'
import type { CaseView } from '../step/case-view.ts'
import { list } from '../step/list-part.ts'
import { button, navigationButtons } from '../step/step-buttons.ts'
import { whatHappened } from '../step/step-notes.ts'

// Enough to choose from at a glance; the likeliest come first.
const MOST_CAUSES = 4

/** Takes a case that ended well; gives what helped, how to keep it so, and one question that may be left open. */
export function composeFixed(knowledge: Knowledge, view: CaseView): Reply {
  const { state } = view
  const remedy = remedyOf(knowledge, state.fixedBy ?? '')
  const cause = causeOf(knowledge, state.was ?? remedy?.cause)
  const choices = state.was === null ? wasIt(knowledge, view) : []
  const helped = remedy ? `What helped: ${remedy.title}.` : 'Glad it works again.'
  const known = state.was && cause ? ` It was: ${cause.title}.` : ''
  const parts: Part[] = [
    ...whatHappened(knowledge, view),
    { kind: 'paragraph', text: text(`${helped}${known}`) },
    ...list('So that it doesn’t come back', cause?.prevent.slice(0, 3) ?? []),
    ...(choices.length > 0
      ? [
          {
            kind: 'paragraph',
            text: text('What was the cause? (Optional; it improves the next answer here.)'),
          } as const,
        ]
      : []),
  ]
  return {
    headline: text('Fixed'),
    parts,
    buttons: navigationButtons(view, choices),
    fallback: `Fixed${remedy ? `: ${remedy.title}` : ''}.`,
  }
}

function wasIt(knowledge: Knowledge, view: CaseView): readonly Button[] {
  const { state, diagnosis } = view
  const cures = Object.keys(remedyOf(knowledge, state.fixedBy ?? '')?.cures ?? {})
  return (
    cures
      .flatMap((id) => causeOf(knowledge, id) ?? [])
      .sort(
        (a, b) =>
          (diagnosis.belief.get(b.id) ?? 0) - (diagnosis.belief.get(a.id) ?? 0) ||
          (a.id < b.id ? -1 : 1),
      )
      .slice(0, MOST_CAUSES)
      // One is no question.
      .filter((_, __, all) => all.length > 1)
      .map(({ id, title }) => button(view, title, `It was: ${title}`, { kind: 'was', cause: id }))
  )
}

/** Takes a case whose walkthrough was ended; gives the two ways on. */
export function composeStopped(view: CaseView): Reply {
  return {
    headline: text('Ended'),
    parts: [
      {
        kind: 'paragraph',
        text: text('Nothing is lost: “Go on” continues where you were, today or in a week.'),
      },
    ],
    buttons: navigationButtons(view, [
      button(
        view,
        'Go on',
        'Go on with the walkthrough where it ended',
        { kind: 'start' },
        { style: 'primary' },
      ),
    ]),
    fallback: 'Ended. “Go on” continues where you were.',
  }
}
