import type { RankedCause } from '../../core/diagnosis/diagnose.ts'
import type { Knowledge, Reference } from '../../core/knowledge.ts'
import { errorWords, phaseWords, SURE } from '../reply/notices.ts'
import { reasonsAgainst, reasonsFor } from '../reply/reasons.ts'
import type { Part, Reply, Text } from '../reply/reply.ts'
import { code, flat, text } from '../reply/text.ts'
import type { CaseView } from './case-view.ts'
import { incidentParts, incidentWords, isIncident } from './incident-note.ts'
import { learnedNote } from './learned-note.ts'

// Enough to show that there is a choice, few enough to read at a glance.
const MOST_CAUSES = 3
const MOST_REASONS = 3

/** Takes a case's view; gives the first message of its thread: what happened, how sure we are, what to do next. */
export function composeVerdict(knowledge: Knowledge, view: CaseView): Reply {
  switch (view.diagnosis.outcome) {
    case 'not-auth':
      return notAuth(view)
    case 'unknown':
      return unknown(view)
    case 'found':
    case 'undecided':
      return known(knowledge, view)
  }
}

function known(knowledge: Knowledge, view: CaseView): Reply {
  const { causes, symptom, outcome } = view.diagnosis
  const [top] = causes
  const error = view.state.errors[0]
  if (!top || !symptom || !error) return unknown(view)
  const headline = outcome === 'found' ? text(top.cause.title) : text(symptom.says)
  const sure =
    outcome === 'found' ? SURE[top.confidence] : 'Not yet: several causes look alike in this text'
  const parts: Part[] = [
    { kind: 'paragraph', text: text(outcome === 'found' ? top.cause.says : symptom.means) },
    ...incidentParts(view.state.tied),
    {
      kind: 'facts',
      rows: [
        { label: 'Error', value: errorWords(error) },
        { label: 'Where', value: phaseWords(error) },
        { label: 'How sure', value: [sure] },
        ...factRows(knowledge, view),
        ...lookedUp(knowledge, view),
      ],
    },
    ...(outcome === 'found' ? [why(knowledge, view, top)] : []),
    ...(causes.length > 1 ? [others(causes, outcome === 'found')] : []),
    references(top, symptom.references, outcome === 'found'),
    ...learnedNote(knowledge, view),
    ...note(view),
  ]
  const next = nextWords(knowledge, view)
  return {
    headline,
    parts,
    buttons: view.state.started
      ? []
      : [
          {
            // An incident is solved once, in its first thread.
            label: isIncident(view.state.tied) ? 'Walk me through it here' : 'Walk me through it',
            describes: `Start the walkthrough: ${next}`.slice(0, 75),
            style: isIncident(view.state.tied) ? 'plain' : 'primary',
            press: { case: view.case.id, revision: view.case.revision, do: { kind: 'start' } },
          },
        ],
    fallback: `${flat(headline).replace(/\.$/, '')}. ${sure}. ${incidentWords(view.state.tied)}Next: ${next}.`,
  }
}

function why(knowledge: Knowledge, { state }: CaseView, top: RankedCause): Part {
  const reasons = reasonsFor(knowledge, top, state.facts).slice(0, MOST_REASONS)
  const against = reasonsAgainst(knowledge, top, state.facts).slice(0, 1)
  const items = [...reasons, ...against.map((one) => `Against it: ${one}`)]
  return {
    kind: 'list',
    title: 'Why I think so',
    items: (items.length > 0 ? items : [top.cause.why]).map(text),
  }
}

function others(causes: readonly RankedCause[], found: boolean): Part {
  const shown = found ? causes.slice(1, MOST_CAUSES) : causes.slice(0, MOST_CAUSES)
  return {
    kind: 'list',
    title: found ? 'Less likely, but not ruled out' : 'What it can be, the likeliest first',
    items: shown.map(({ cause }): Text => text(`${cause.title}. ${cause.says}`)),
  }
}

function references(top: RankedCause, ofSymptom: readonly Reference[], found: boolean): Part {
  return {
    kind: 'links',
    title: 'Sources',
    links: (found ? top.cause.references : ofSymptom).slice(0, 3),
  }
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

function factRows(knowledge: Knowledge, view: CaseView) {
  return SHOWN_FACTS.flatMap((kind) => {
    const fact = view.state.facts.get(kind)
    const title = knowledge.facts.find(({ id }) => id === kind)?.title
    return fact && title ? [{ label: title, value: [code(fact.value)] }] : []
  }).slice(0, 5)
}

/** What AWS itself said, for as long as it is known. */
function lookedUp(knowledge: Knowledge, { state }: CaseView) {
  const words = [...state.facts.values()].flatMap(({ kind, value, source }): readonly Text[] => {
    const title = knowledge.facts.find(({ id }) => id === kind)?.title
    return source === 'check' && title ? [[`${title}: `, code(value)]] : []
  })
  const value = words.flatMap((one, at): Text => (at === 0 ? one : [' · ', ...one]))
  return words.length > 0 ? [{ label: 'Looked up in AWS', value }] : []
}

function note(view: CaseView): readonly Part[] {
  const keyId = view.state.secrets.some(({ kind }) => kind === 'aws-access-key-id')
  return [
    {
      kind: 'note',
      text: text(
        keyId
          ? 'Your text was not kept, only the facts above; of the access key id, its first and last four characters.'
          : 'Your text was not kept, only the facts above.',
      ),
    },
  ]
}

function nextWords(knowledge: Knowledge, { next }: CaseView): string {
  switch (next.kind) {
    case 'probe':
      return 'run one read-only command that prints no secret'
    case 'question':
      return lower(
        knowledge.questions.find(({ id }) => id === next.id)?.asks ?? 'answer one question',
      ).replace(/[.?]$/, '')
    case 'remedy': {
      const remedy = knowledge.causes
        .flatMap(({ remedies }) => remedies)
        .find(({ id }) => id === next.id)
      return lower(remedy?.title ?? 'try the first fix')
    }
    case 'check':
      return 'look into the linked AWS account'
    case 'hand-over':
      return 'ask a colleague, with the summary I give you'
  }
}

function lower(sentence: string): string {
  return /^[A-Z][a-z]/.test(sentence) && !/^(?:AWS|Terraform|IAM)/.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence
}

function notAuth(view: CaseView): Reply {
  const read = view.state.errors[0]
  const empty = view.case.events.every(
    (event) =>
      event.kind !== 'pasted' ||
      (event.reading.errors.length === 0 && event.reading.facts.length === 0),
  )
  const sentence = read
    ? 'That error is not about signing in to AWS, so I cannot help with it.'
    : empty
      ? 'I see no error in that. Please paste what Terraform printed, from `Error:` to the end.'
      : 'I see facts about your setup, but no error. Please paste what Terraform printed, from `Error:` to the end.'
  return {
    headline: text(read ? 'This is not an AWS sign-in error' : 'I found no AWS sign-in error'),
    parts: [
      { kind: 'paragraph', text: text(sentence) },
      ...(read
        ? [{ kind: 'facts', rows: [{ label: 'Error', value: errorWords(read) }] } as const]
        : []),
      {
        kind: 'note',
        text: text(
          'I explain why Terraform, OpenTofu and the AWS CLI cannot sign in to AWS. Your text was not kept.',
        ),
      },
    ],
    buttons: [],
    fallback: flat(text(sentence)),
  }
}

function unknown(view: CaseView): Reply {
  const error = view.state.errors[0]
  const sentence =
    'This is an AWS sign-in or permission error, but I have no page for it yet, so I will not guess. The facts below are what a colleague will ask for first.'
  return {
    headline: text('I can read this error, but I do not know its cause'),
    parts: [
      { kind: 'paragraph', text: text(sentence) },
      ...(error
        ? [
            {
              kind: 'facts',
              rows: [
                { label: 'Error', value: errorWords(error) },
                { label: 'Where', value: phaseWords(error) },
                { label: 'It says', value: [code(error.message.slice(0, 300))] },
              ],
            } as const,
          ]
        : []),
      { kind: 'note', text: text('Your text was not kept, only the facts above.') },
    ],
    buttons: [],
    fallback: flat(text(sentence)),
  }
}
