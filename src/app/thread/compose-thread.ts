import type { Case, CaseEvent } from '../../core/case/case.ts'
import type { Knowledge } from '../../core/knowledge.ts'
import { mustBeReplaced } from '../../core/redact/shapes/secret-span.ts'
import { secretWarning, TOO_MUCH } from '../reply/notices.ts'
import type { Outgoing } from '../reply/reply.ts'
import { type CaseView, caseView } from '../step/case-view.ts'
import { composeCard } from './compose-card.ts'
import { composeShared } from './compose-summary.ts'

/**
 * Takes a case; gives what its newest event makes us say: what happened and what to do, a warning to the asker, and the
 * summary where somebody wants it posted.
 */
export function composeThread(knowledge: Knowledge, found: Case): readonly Outgoing[] {
  const view = caseView(knowledge, found)
  const last = found.events.at(-1)
  // Said once, with the paste that held it: a press later must not repeat the alarm.
  const leaked =
    last?.kind === 'pasted' ? last.reading.secrets.filter(({ kind }) => mustBeReplaced(kind)) : []
  return [
    ...threadOf(knowledge, view),
    ...(view.state.auth && tooMuch(last) ? [{ to: 'person', reply: TOO_MUCH } as const] : []),
    ...(leaked.length > 0 ? [{ to: 'person', reply: secretWarning(leaked) } as const] : []),
    ...(last?.kind === 'shared'
      ? [
          {
            to: 'channel',
            channel: last.channel,
            reply: composeShared(knowledge, view, last.by),
          } as const,
        ]
      : []),
  ]
}

/** Takes a case; gives its thread as it stands, for people who look again: nothing that was said once is repeated. */
export function redrawThread(knowledge: Knowledge, found: Case): readonly Outgoing[] {
  return threadOf(knowledge, caseView(knowledge, found))
}

function threadOf(knowledge: Knowledge, view: CaseView): readonly Outgoing[] {
  return [
    {
      to: 'thread',
      slot: 'verdict',
      // Of what was not read it cannot be said that it is no sign-in error.
      reply:
        !view.state.auth && tooMuch(view.case.events.findLast(({ kind }) => kind === 'pasted'))
          ? TOO_MUCH
          : composeCard(knowledge, view),
    },
  ]
}

function tooMuch(event: CaseEvent | undefined): boolean {
  return event?.kind === 'pasted' && event.reading.tooMuch === true
}
