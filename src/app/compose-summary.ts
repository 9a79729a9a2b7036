import type { Knowledge } from '../core/knowledge.ts'
import type { View } from './compose-case.ts'
import type { Button, Part, Reply, Text } from './reply.ts'
import { code, text } from './text.ts'
import { errorWords, phaseWords } from './words.ts'

/** Takes a case's view; gives what a colleague needs to take over: what is known, what was tried, what is left. */
export function composeSummary(
  knowledge: Knowledge,
  view: View,
  buttons: readonly Button[],
): Reply {
  const { state, diagnosis } = view
  const error = state.errors[0]
  // To someone who chose to hand over, "no further step" would be untrue.
  const chosen = state.end === 'handed-over'
  const why = chosen ? '' : 'I have no further step that would pay for itself. '
  const facts = [...state.facts.values()].flatMap(({ kind, value, source }) => {
    const title = knowledge.facts.find(({ id }) => id === kind)?.title
    return title
      ? [
          {
            label: title,
            value: [code(value), source === 'answer' ? ' (as answered)' : ''] as Text,
          },
        ]
      : []
  })
  const tried = state.failed.flatMap((id) => {
    const remedy = knowledge.causes.flatMap(({ remedies }) => remedies).find((one) => one.id === id)
    return remedy ? [text(remedy.title)] : []
  })
  const left = diagnosis.causes
    .slice(0, 3)
    .map(({ cause }) => text(`${cause.title}. ${cause.says}`))
  const parts: Part[] = [
    {
      kind: 'paragraph',
      text: text(`${why}Here is everything, for a colleague who knows this account.`),
    },
    {
      kind: 'facts',
      rows: [
        ...(error
          ? [
              { label: 'Error', value: errorWords(error) },
              { label: 'Where', value: phaseWords(error) },
              ...(error.requestId ? [{ label: 'Request id', value: [code(error.requestId)] }] : []),
            ]
          : []),
        ...facts.slice(0, 10),
      ],
    },
    ...(tried.length > 0
      ? [{ kind: 'list', title: 'Tried, did not help', items: tried } as const]
      : []),
    ...(left.length > 0
      ? [{ kind: 'list', title: 'Still possible, the likeliest first', items: left } as const]
      : []),
  ]
  return {
    headline: text('Time for a second pair of eyes'),
    parts,
    buttons,
    fallback: `${chosen ? '' : 'I have no further step. '}The summary in this thread says what is known, what was tried and what is left.`,
  }
}
