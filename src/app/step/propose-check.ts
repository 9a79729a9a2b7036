import { maskedAccountsIn } from '../../core/aws-ids/mask-ids.ts'
import type { Knowledge } from '../../core/knowledge.ts'
import { checkOf } from '../checks/all-checks.ts'
import { FIELDS, type FieldId } from '../checks/kinds/fields.ts'
import { type PossibleCheck, possibleChecks } from '../checks/possible-checks.ts'
import type { Button, Part, Text } from '../reply/reply.ts'
import { code, text } from '../reply/text.ts'
import type { CaseView } from './case-view.ts'
import type { Proposal } from './proposal.ts'
import { answersTo } from './propose-question.ts'
import { button } from './step-buttons.ts'

/** Takes a view whose next step is a check; gives it: what is read where, and the ways to answer without it. */
export function proposeCheck(knowledge: Knowledge, view: CaseView): Proposal | undefined {
  const check = possibleChecks(view.state).find(({ id }) => id === view.next.id)
  if (!check) return undefined
  const { step, calls } = checkOf(check.id)
  if (!step) return undefined
  return {
    lead: `${step.button} (read-only).`,
    says: [...typed(check), { kind: 'paragraph', text: text(step.says) }],
    warnings: [],
    commands: [],
    seconds: check.seconds,
    buttons: [...checkButtons(check, view), ...byHand(knowledge, check, view)],
    left: [
      {
        kind: 'facts',
        rows: [
          { label: 'Linked account', value: [code(view.state.linked.join(', '))] },
          ...Object.entries(check.known).map(([field, value = '']) => ({
            label: FIELDS[field as FieldId].label,
            value: [code(maskedAccountsIn(value).slice(0, 200))],
          })),
          { label: 'Calls', value: [calls.join(', ')] satisfies Text },
        ],
      },
      {
        kind: 'note',
        text: text(
          'Through the link, for people it allows. Whoever presses sees the whole answer; this thread gets what it settles, masked.',
        ),
      },
    ],
  }
}

function typed({ missing }: PossibleCheck): readonly Part[] {
  if (missing.length === 0) return []
  const labels = missing.map((field) => FIELDS[field].label.toLowerCase()).join(' and ')
  return [
    {
      kind: 'paragraph',
      text: text(`I don’t keep the ${labels}: “Check it” asks you for it and uses it once.`),
    },
  ]
}

function checkButtons({ id, missing, welcome }: PossibleCheck, view: CaseView): readonly Button[] {
  const press = (label: string, describes: string, asks: typeof missing) =>
    button(
      view,
      label,
      describes,
      { kind: 'check', check: id, asks },
      { style: label === 'Check it' ? 'primary' : 'plain' },
    )
  return [
    press('Check it', 'Have this looked up in the linked AWS account, read only', missing),
    ...(welcome.length > 0
      ? [
          press('Check with more', 'Type what makes the answer say more, then check', [
            ...missing,
            ...welcome,
          ]),
        ]
      : []),
  ]
}

/** The same without AWS: the answers of the question it would settle, as one menu, and Skip. */
function byHand({ questions }: Knowledge, check: PossibleCheck, view: CaseView): readonly Button[] {
  const { facts, unsure } = view.state
  const [question] = check.settles
    .filter((kind) => !facts.has(kind))
    .flatMap((kind) => questions.find(({ fact, id }) => fact === kind && !unsure.has(id)) ?? [])
  return [
    ...(question
      ? answersTo(question, view)
          .filter(({ press }) => press.do.kind === 'answer')
          .map((one) => ({ ...one, menu: question.asks }))
      : []),
    button(view, 'Skip', 'Go on without asking AWS', { kind: 'skip', step: `check:${check.id}` }),
  ]
}
