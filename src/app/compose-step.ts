import type { Knowledge, Question, Remedy } from '../core/knowledge.ts'
import type { View } from './compose-case.ts'
import { composeSummary } from './compose-summary.ts'
import type { Button, Deed, Part, Reply } from './reply.ts'
import { flat, text } from './text.ts'

/** Takes a case's view; gives the walkthrough's one message as it stands now. */
export function composeStep(knowledge: Knowledge, view: View): Reply {
  const { state, next } = view
  if (state.end === 'fixed') return fixed(knowledge, view)
  if (state.end === 'stopped') return stopped(view)
  if (!state.started) return paused(view)
  if (state.end === 'handed-over') return composeSummary(knowledge, view, ways(view, []))
  switch (next.kind) {
    case 'probe':
      return probe(knowledge, view)
    case 'question': {
      const question = knowledge.questions.find(({ id }) => id === next.id)
      return question ? ask(question, view) : composeSummary(knowledge, view, ways(view, []))
    }
    case 'remedy': {
      const remedy = remedyOf(knowledge, next.id)
      return remedy
        ? propose(knowledge, remedy, view)
        : composeSummary(knowledge, view, ways(view, []))
    }
    case 'hand-over':
      return composeSummary(knowledge, view, ways(view, []))
  }
}

function probe({ probe }: Knowledge, view: View): Reply {
  const headline = text(`${stepNumber(view)}: run one read-only command`)
  return {
    headline,
    parts: [
      { kind: 'paragraph', text: text(probe.says) },
      { kind: 'commands', commands: probe.commands },
      {
        kind: 'paragraph',
        text: text(
          'Then paste its output here, in this thread. It holds no secret: names, lengths and the last four characters of a key id.',
        ),
      },
      level(view),
    ],
    buttons: ways(view, [
      button(view, 'Skip', 'Skip the command and answer questions instead', 'plain', {
        kind: 'skip',
        step: 'probe:probe',
      }),
    ]),
    fallback: `${flat(headline)} and paste its output in this thread. It prints no secret.`,
  }
}

function ask(question: Question, view: View): Reply {
  const headline = text(`${stepNumber(view)}: ${question.asks}`)
  const answers = question.answers.map(({ value, label }) =>
    button(view, label, `Answer: ${label}`, 'plain', {
      kind: 'answer',
      question: question.id,
      answer: value,
    }),
  )
  const parts: Part[] = [
    { kind: 'list', title: 'How do I check?', items: [text(question.how)] },
    ...(question.command ? [{ kind: 'commands', commands: [question.command] } as const] : []),
    level(view),
  ]
  return {
    headline,
    parts,
    buttons: ways(view, [
      ...answers,
      button(view, 'Not sure', 'I am not sure; ask me something else', 'plain', {
        kind: 'not-sure',
        question: question.id,
      }),
    ]),
    fallback: `${flat(headline)} ${question.answers.map(({ label }) => label).join(' / ')} / Not sure`,
  }
}

function propose(knowledge: Knowledge, remedy: Remedy, view: View): Reply {
  const cause = knowledge.causes.find(({ id }) => id === remedy.cause)
  const headline = text(`${stepNumber(view)}: ${remedy.title}`)
  const parts: Part[] = [
    ...(cause ? [{ kind: 'note', text: text(`In case: ${cause.title}.`) } as const] : []),
    { kind: 'paragraph', text: text(remedy.says) },
    ...(remedy.risk_says ? [{ kind: 'warning', text: text(remedy.risk_says) } as const] : []),
    ...(remedy.commands.length > 0
      ? [{ kind: 'commands', commands: remedy.commands } as const]
      : []),
    level(view),
  ]
  return {
    headline,
    parts,
    buttons: ways(view, [
      button(view, 'That fixed it', 'That fixed it; end the walkthrough', 'primary', {
        kind: 'fixed',
        remedy: remedy.id,
      }),
      button(view, 'Still failing', 'It still fails; show me the next step', 'plain', {
        kind: 'still-failing',
        remedy: remedy.id,
      }),
      button(view, 'Skip', 'Skip this step; show me another', 'plain', {
        kind: 'skip',
        step: `remedy:${remedy.id}`,
      }),
    ]),
    fallback: `${flat(headline)}. ${flat(text(remedy.says))} Then choose That fixed it or Still failing.`,
  }
}

function fixed(knowledge: Knowledge, view: View): Reply {
  const remedy = remedyOf(knowledge, view.state.fixedBy ?? '')
  const cause = knowledge.causes.find(({ id }) => id === remedy?.cause)
  return {
    headline: text('Fixed'),
    parts: [
      {
        kind: 'paragraph',
        text: text(remedy ? `What helped: ${remedy.title}.` : 'Glad it works again.'),
      },
      ...(cause && cause.prevent.length > 0
        ? [
            {
              kind: 'list',
              title: 'So that it does not come back',
              items: cause.prevent.slice(0, 3).map(text),
            } as const,
          ]
        : []),
    ],
    buttons: ways(view, [], { stop: false }),
    fallback: `Fixed${remedy ? `: ${remedy.title}` : ''}.`,
  }
}

function stopped(view: View): Reply {
  return {
    headline: text('Walkthrough ended'),
    parts: [
      {
        kind: 'paragraph',
        text: text('Nothing you answered is lost: Back takes you to the step you were at.'),
      },
    ],
    buttons: ways(view, [], { stop: false }),
    fallback: 'The walkthrough has ended. Back takes you to the step you were at.',
  }
}

function paused(view: View): Reply {
  return {
    headline: text('The walkthrough has not begun'),
    parts: [],
    buttons: [
      button(view, 'Walk me through it', 'Start the walkthrough', 'primary', { kind: 'start' }),
    ],
    fallback: 'The walkthrough has not begun.',
  }
}

/** Every step has ways out. */
function ways(view: View, own: readonly Button[], { stop = true } = {}): readonly Button[] {
  const ended = view.state.end !== null
  return [
    ...own,
    ...(view.state.canGoBack
      ? [
          button(view, 'Back', 'Go back one step and take the answer back', 'plain', {
            kind: 'back',
          }),
        ]
      : []),
    ...(stop && !ended && view.next.kind !== 'hand-over'
      ? [
          button(view, 'Hand over', 'Give this to a colleague, with a summary', 'plain', {
            kind: 'hand-over',
          }),
        ]
      : []),
    ...(stop && !ended
      ? [button(view, 'Stop', 'End this walkthrough', 'danger', { kind: 'stop' })]
      : []),
  ]
}

function button(
  view: View,
  label: string,
  describes: string,
  style: Button['style'],
  deed: Deed,
): Button {
  const { id, revision } = view.case
  return {
    label,
    describes: describes.slice(0, 75),
    style,
    press: { case: id, revision, do: deed },
  }
}

function stepNumber({ state }: View): string {
  return `Step ${state.asked + state.failed.length + state.skipped.size + 1}`
}

/** Where the published tree treats the likeliest cause, so that people can find the place in it. */
function level({ diagnosis }: View): Part {
  const of = diagnosis.causes[0]?.cause.level ?? 1
  return {
    kind: 'note',
    text: text(`Level ${of} of 3 · anyone in this thread may answer · nothing is run for you`),
  }
}

function remedyOf(knowledge: Knowledge, id: string): Remedy | undefined {
  return knowledge.causes.flatMap(({ remedies }) => remedies).find((remedy) => remedy.id === id)
}
