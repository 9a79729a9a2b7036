import type { Case } from '../../core/case/case.ts'
import type { AppDeps } from '../ports/app-deps.ts'
import type { Answer } from '../reply/answer.ts'
import { movedOn, unknownButton } from '../reply/notices.ts'
import type { Details, Outgoing, Reply } from '../reply/reply.ts'
import { caseView } from '../step/case-view.ts'
import { composeCard } from '../thread/compose-card.ts'
import { composeThread, redrawThread } from '../thread/compose-thread.ts'
import { applyAction } from './apply-action.ts'
import { pressCheck } from './press-check.ts'
import type { Pressed } from './pressed.ts'

/**
 * Takes a press; gives what to say, once it is durable. A press drawn from an older revision changes nothing and
 * gets the newest step; a press heard before gets the thread again; a press on a case we do not have is `undefined`.
 */
export async function pressButton(deps: AppDeps, pressed: Pressed): Promise<Answer | undefined> {
  const { knowledge, cases } = deps
  const { delivery, press, presser } = pressed
  const before = await cases.load(press.case)
  if (before?.place.surface !== pressed.surface) return undefined
  if (press.do.kind === 'details') return showDetails(deps, pressed, before, press.do.of)
  if (press.do.kind === 'check') return pressCheck(deps, pressed, before, press.do)
  const done = { action: press.do, revision: press.revision, by: presser, delivery }
  const after = await applyAction(deps, before, done)
  if (after === 'unknown') return unchanged(deps, pressed, before, unknownButton())
  if (after)
    return { delivery, case: after, asker: presser, outgoing: composeThread(knowledge, after) }
  const now = (await cases.load(press.case)) ?? before
  return unchanged(deps, pressed, now, (await cases.claimed(delivery)) ? null : movedOn())
}

/** What stands behind the reply as it is now, for whoever asked. */
function showDetails(
  { knowledge }: AppDeps,
  { delivery, presser }: Pressed,
  found: Case,
  of: Details['id'],
): Answer {
  const { headline, details } = composeCard(knowledge, caseView(knowledge, found))
  const asked = details?.find(({ id }) => id === of)
  const reply: Reply = {
    headline: asked ? [asked.title] : headline,
    parts: asked?.parts ?? [],
    buttons: [],
    fallback: asked?.title ?? '',
  }
  return { delivery, case: found, asker: presser, outgoing: [{ to: 'person', reply }] }
}

function unchanged(deps: AppDeps, pressed: Pressed, now: Case, word: Outgoing | null): Answer {
  const { delivery, presser } = pressed
  return {
    delivery,
    case: now,
    asker: presser,
    outgoing: [...redrawThread(deps.knowledge, now), ...(word ? [word] : [])],
  }
}
