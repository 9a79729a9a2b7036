import { type CheckId, checksFor, type PossibleCheck } from '../../core/case/possible-checks.ts'
import type { Cause, Knowledge, Remedy } from '../../core/knowledge.ts'
import { SURE } from '../reply/notices.ts'
import type { Button, Deed, Part, Text } from '../reply/reply.ts'
import { code, text } from '../reply/text.ts'
import type { View } from './case-view.ts'
import { composeFound } from './compose-check-result.ts'

/** Takes what a button says and does; gives it for the case as it stands. */
export function button(
  { case: { id, revision } }: View,
  label: string,
  describes: string,
  deed: Deed,
  more: { readonly style?: Button['style']; readonly menu?: string } = {},
): Button {
  const { style = 'plain', menu } = more
  return {
    label,
    describes: describes.slice(0, 75),
    style,
    ...(menu === undefined ? {} : { menu }),
    press: { case: id, revision, do: deed },
  }
}

/** Takes a step's own buttons; gives them with the ways out that every step has. */
export function ways(view: View, own: readonly Button[]): readonly Button[] {
  const { state, next } = view
  const open = state.end === null
  return [
    ...own,
    ...askAws(view),
    ...(state.canGoBack
      ? [button(view, 'Back', 'Go back one step and take the answer back', { kind: 'back' })]
      : []),
    ...(open && state.tree !== null
      ? [
          button(view, 'Guided order', 'Go on in the order that costs you least', {
            kind: 'guided',
          }),
        ]
      : []),
    ...(open && state.tree === null
      ? [
          button(view, 'Published tree', 'Follow the published decision tree from here instead', {
            kind: 'tree',
          }),
        ]
      : []),
    ...(open && (next.kind !== 'hand-over' || state.tree !== null)
      ? [
          button(view, 'Hand over', 'Give this to a colleague, with a summary', {
            kind: 'hand-over',
          }),
        ]
      : []),
    ...(open
      ? [button(view, 'Stop', 'End this walkthrough', { kind: 'stop' }, { style: 'danger' })]
      : []),
  ]
}

const ASKED: Readonly<Record<CheckId, string>> = {
  key: 'Look the key up in AWS',
  user: 'Look the user up in AWS',
  role: 'Look the role up in AWS',
  oidc: 'Look the role up in AWS',
  region: 'Look the region up in AWS',
  tokens: 'Look the account up in AWS',
  message: 'Decode the message',
}

/** Where AWS can be asked and the step is another one, whoever wants may ask first: one thing, the most to the point. */
function askAws(view: View): readonly Button[] {
  const { state, next } = view
  if (state.end !== null || state.tree !== null || next.kind === 'check') return []
  const possible = checksFor(state).filter(
    (one) => !state.skipped.has(`check:${one.id}`) && tells(view, one),
  )
  const one = possible.find(({ known }) => Object.keys(known).length > 0) ?? possible[0]
  return one
    ? [
        button(view, ASKED[one.id], 'Have this looked up in the linked AWS account, read only', {
          kind: 'check',
          check: one.id,
          asks: one.missing,
        }),
      ]
    : []
}

/** Whether what a check settles is still open, and tells causes of this error apart. */
function tells({ state, diagnosis }: View, { settles }: PossibleCheck): boolean {
  const open = settles.filter((kind) => !state.facts.has(kind))
  return diagnosis.causes.some(({ cause }) =>
    cause.evidence.some(({ fact }) => open.includes(fact)),
  )
}

/** Takes a view; gives "Step 3". */
export function stepNumber({ state }: View): string {
  return `Step ${state.asked + state.failed.length + state.skipped.size + state.checked.size + 1}`
}

/** What stands under each step: where in the published levels we are, how sure, how long it takes, who is asked. */
export function footnote(view: View, seconds: number, level = levelOf(view)): Part {
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
export function since(knowledge: Knowledge, view: View): readonly Part[] {
  const { newest, news } = view.state
  const said: Part[] = newest?.kind === 'checked' ? [...composeFound(knowledge, newest)] : []
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

function deedWords(knowledge: Knowledge, { state: { newest } }: View): string | undefined {
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

function levelOf({ diagnosis }: View): number {
  return diagnosis.causes[0]?.cause.level ?? 1
}

function duration(seconds: number): string {
  return seconds < 90 ? `about ${seconds} seconds` : `about ${Math.round(seconds / 60)} minutes`
}

/** Takes a remedy's id; gives it, undefined when the knowledge has none of that name (any more). */
export function remedyOf({ causes }: Knowledge, id: string): Remedy | undefined {
  return causes.flatMap(({ remedies }) => remedies).find((remedy) => remedy.id === id)
}

/** Takes a cause's id; gives it, undefined when there is none. */
export function causeOf({ causes }: Knowledge, id: string | undefined): Cause | undefined {
  return causes.find((cause) => cause.id === id)
}

/** Takes sentences; gives them as a list of one title, or nothing when there are none. */
export function list(title: string, items: readonly (string | Text)[]): readonly Part[] {
  return items.length === 0
    ? []
    : [
        {
          kind: 'list',
          title,
          items: items.map((item) => (typeof item === 'string' ? text(item) : item)),
        },
      ]
}
