import type { RankedCause } from '../../core/diagnosis/diagnose.ts'
import type { Knowledge } from '../../core/knowledge.ts'
import { SURE } from '../reply/notices.ts'
import { reasonsAgainst, reasonsFor } from '../reply/reasons.ts'
import type { Details, Part, Text } from '../reply/reply.ts'
import { code, text } from '../reply/text.ts'
import type { CaseView } from '../step/case-view.ts'
import { list } from '../step/list-part.ts'
import { learnedNote } from './learned-note.ts'

// Enough to show that there is a choice, few enough to read at a glance.
const MOST_CAUSES = 3
const MOST_REASONS = 3

/** Takes a view and what found no room in the reply; gives what stands behind Details. */
export function composeDetails(
  knowledge: Knowledge,
  view: CaseView,
  left: readonly Part[],
): Details {
  const { causes, symptom, outcome } = view.diagnosis
  const found = outcome === 'found'
  const [top] = causes
  const links = (found ? top?.cause.references : symptom?.references)?.slice(0, 3) ?? []
  return {
    id: 'why',
    title: 'Details',
    parts: [
      ...left,
      ...(found && top ? why(knowledge, view, top) : []),
      ...others(causes, found),
      ...factPart(knowledge, view),
      ...(links.length > 0 ? [{ kind: 'links', title: 'Sources', links } as const] : []),
      ...learnedNote(knowledge, view),
      { kind: 'note', text: text(keptWords(view)) },
    ],
  }
}

function why(knowledge: Knowledge, { state }: CaseView, top: RankedCause): readonly Part[] {
  const reasons = reasonsFor(knowledge, top, state.facts).slice(0, MOST_REASONS)
  const against = reasonsAgainst(knowledge, top, state.facts).slice(0, 1)
  const items = [...reasons, ...against.map((one) => `Against it: ${one}`)]
  return list('Why I think so', items.length > 0 ? items : [top.cause.why])
}

function others(causes: readonly RankedCause[], found: boolean): readonly Part[] {
  const shown = found ? causes.slice(1, 1 + MOST_CAUSES) : causes.slice(0, MOST_CAUSES)
  return list(
    found ? 'Less likely, but possible' : 'What it can be, likeliest first',
    shown.map(({ cause }) => `${cause.title}. ${cause.says}`),
  )
}

// What people compare first when they look at a sign-in problem; the rest stays in the case.
const SHOWN_FACTS = [
  'region',
  'profile',
  'access-key',
  'account',
  'role',
  'principal',
  'credential-source',
  'provider-alias',
  'bucket',
]

function factPart(knowledge: Knowledge, { state, diagnosis }: CaseView): readonly Part[] {
  const [top] = diagnosis.causes
  const error = state.errors[0]
  const title = (kind: string) => knowledge.facts.find(({ id }) => id === kind)?.title
  const known = SHOWN_FACTS.flatMap((kind) => {
    const fact = state.facts.get(kind)
    const label = title(kind)
    return fact && label ? [{ label, value: [code(fact.value)] }] : []
  }).slice(0, 5)
  // What AWS itself said, for as long as it is known.
  const checked = [...state.facts.values()].flatMap(({ kind, value, source }): readonly Text[] => {
    const label = title(kind)
    return source === 'check' && label ? [[`${label}: `, code(value)]] : []
  })
  const looked = checked.flatMap((one, at): Text => (at === 0 ? one : [' · ', ...one]))
  const sure =
    diagnosis.outcome === 'found' && top
      ? SURE[top.confidence]
      : 'Can’t tell yet: this error has several causes'
  return [
    {
      kind: 'facts',
      rows: [
        { label: 'How sure', value: [sure] },
        ...(error?.requestId ? [{ label: 'Request id', value: [code(error.requestId)] }] : []),
        ...known,
        ...(looked.length > 0 ? [{ label: 'Looked up in AWS', value: looked }] : []),
      ],
    },
  ]
}

function keptWords({ state }: CaseView): string {
  return state.secrets.some(({ kind }) => kind === 'aws-access-key-id')
    ? 'I didn’t keep your text, only these facts; of the access key id, its first and last four characters.'
    : 'I didn’t keep your text, only these facts.'
}
