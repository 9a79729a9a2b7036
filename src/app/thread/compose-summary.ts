import type { Source } from '../../core/fact.ts'
import type { Knowledge } from '../../core/knowledge.ts'
import { remedyOf } from '../../core/knowledge.ts'
import { errorWords, placeWords } from '../reply/notices.ts'
import type { Part, Reply, Text } from '../reply/reply.ts'
import { code, text } from '../reply/text.ts'
import type { CaseView } from '../step/case-view.ts'
import { list } from '../step/list-part.ts'
import { button, navigationButtons } from '../step/step-buttons.ts'
import { whatHappened } from '../step/step-notes.ts'

/** Takes a case's view; gives what a colleague needs to take over, and the way to post it where they are. */
export function composeSummary(knowledge: Knowledge, view: CaseView): Reply {
  // To someone who chose to hand over, "no further step" would be untrue.
  const chosen = view.state.end === 'handed-over'
  const why = chosen ? '' : 'I have no further step that would pay for itself. '
  return {
    headline: text('Time for a second pair of eyes'),
    parts: [
      ...whatHappened(knowledge, view),
      {
        kind: 'paragraph',
        text: text(`${why}Here is everything, for a colleague who knows this account.`),
      },
      ...summaryParts(knowledge, view),
      ...sharedNote(view),
    ],
    buttons: navigationButtons(view, [
      // The sandbox has one reader and no channels.
      ...(view.case.place.surface === 'slack'
        ? [
            button(view, 'Post to a channel', 'Post this summary to a channel you choose', {
              kind: 'share',
              channel: '',
            }),
          ]
        : []),
      ...(chosen && view.next.kind !== 'hand-over'
        ? [button(view, 'Go on', 'Go on with the walkthrough where it was', { kind: 'start' })]
        : []),
    ]),
    fallback: `${chosen ? '' : 'I have no further step. '}The summary in this thread says what is known, what was tried and what is left.`,
  }
}

/** Takes a case's view and who asked for it; gives the summary as it is posted elsewhere. */
export function composeShared(
  knowledge: Knowledge,
  view: CaseView,
  by: string = view.case.asker,
): Reply {
  return {
    headline: text('A Terraform sign-in problem for a second pair of eyes'),
    parts: [
      {
        kind: 'paragraph',
        text: [
          { person: by },
          ' hands over what ',
          { person: view.case.asker },
          ' ran into. This is what is known, what was tried and what is left.',
        ],
      },
      ...summaryParts(knowledge, view),
    ],
    buttons: [],
    fallback: 'A Terraform sign-in problem is handed over: what is known, tried and left.',
  }
}

/** Where what is known was not read in the text. */
const SAID: Readonly<Partial<Record<Source, string>>> = {
  answer: ' (as answered)',
  check: ' (looked up in AWS)',
}

function summaryParts(knowledge: Knowledge, { state, diagnosis }: CaseView): readonly Part[] {
  const error = state.errors[0]
  const facts = [...state.facts.values()].flatMap(({ kind, value, source }) => {
    const title = knowledge.facts.find(({ id }) => id === kind)?.title
    const words: Text = [code(value), SAID[source] ?? '']
    return title ? [{ label: title, value: words }] : []
  })
  const tried = state.failed.flatMap((id) => remedyOf(knowledge, id)?.title ?? [])
  const skipped = [...state.skipped].flatMap(
    (step) => remedyOf(knowledge, step.replace(/^remedy:/, ''))?.title ?? [],
  )
  const likely = diagnosis.causes.slice(0, 3)
  const links = likely.flatMap(({ cause }) => cause.references.slice(0, 1))
  return [
    {
      kind: 'facts',
      rows: [
        ...(error
          ? [
              { label: 'Error', value: errorWords(error) },
              { label: 'Where', value: placeWords(error) },
              ...(error.requestId ? [{ label: 'Request id', value: [code(error.requestId)] }] : []),
            ]
          : []),
        ...facts.slice(0, 10),
      ],
    },
    ...list('Tried, did not help', tried),
    ...list('Proposed, not tried', skipped),
    ...list(
      'Still possible, the likeliest first',
      likely.map(({ cause }) => `${cause.title}. ${cause.says}`),
    ),
    ...(links.length > 0 ? [{ kind: 'links', title: 'To read', links } as const] : []),
  ]
}

function sharedNote({ case: { events } }: CaseView): readonly Part[] {
  const shared = events.findLast(({ kind }) => kind === 'shared')
  return shared ? [{ kind: 'note', text: text('The summary was posted to a channel.') }] : []
}
