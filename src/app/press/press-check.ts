import { maskedId, masksFor } from '../../core/aws-ids/mask-ids.ts'
import type { Case, CaseEvent } from '../../core/case/case.ts'
import { pickLink } from '../accounts/pick-link.ts'
import { checkOf } from '../checks/all-checks.ts'
import { checkReply } from '../checks/check-reply.ts'
import { faultSentence } from '../checks/kinds/fields.ts'
import { type PossibleCheck, possibleChecks, requestFor } from '../checks/possible-checks.ts'
import type { CheckResult } from '../checks/run-check.ts'
import type { AppDeps } from '../ports/app-deps.ts'
import type { Answer } from '../reply/answer.ts'
import { askedTooOften, movedOn, notAllowedToCheck, notToCheck } from '../reply/notices.ts'
import type { Action, Outgoing } from '../reply/reply.ts'
import { type CaseView, caseView } from '../step/case-view.ts'
import { composeThread, redrawThread } from '../thread/compose-thread.ts'
import { appendEvent } from './append-event.ts'
import type { Pressed } from './pressed.ts'

type CheckAction = Extract<Action, { readonly kind: 'check' }>

// While AWS was asked someone else may have acted; what it said stays true.
const TRIES = 3

/**
 * Takes a press that wants AWS asked; gives the thread with what that settled, and the whole answer for the presser
 * alone. AWS is asked for nobody the link does not allow, for no step that is over, and once for a press heard twice.
 */
export async function pressCheck(
  deps: AppDeps,
  pressed: Pressed,
  before: Case,
  action: CheckAction,
): Promise<Answer> {
  const { knowledge, cases, accounts } = deps
  const { delivery, press, presser } = pressed
  const told = (now: Case, ...words: readonly Outgoing[]): Answer => ({
    delivery,
    case: now,
    asker: presser,
    outgoing: [...redrawThread(knowledge, now), ...words],
  })
  if (await cases.claimed(delivery)) return told(before)
  if (before.revision !== press.revision) return told(before, movedOn())
  const { state } = caseView(knowledge, before)
  const check = possibleChecks(state).find(({ id }) => id === action.check)
  if (!check || state.end !== null) return told(before, movedOn())
  const links = await accounts.at(before.place, presser)
  if (links.length === 0) return told(before, notAllowedToCheck())
  const request = requestFor(check, action.given ?? {})
  if ('fault' in request) return told(before, notToCheck(faultSentence(request)))
  const link = pickLink(links, request, { account: state.facts.get('account')?.value })
  if (!link) return told(before, notAllowedToCheck())
  const answer = await accounts.check({ request, link, by: presser }, before.place)
  if (answer.kind === 'refused') return told(before, askedTooOften(answer.inSeconds))
  const event = eventFor(answer.result, check.id, presser)
  // As the case is by then: nothing where that is over, or somebody had the same looked up meanwhile.
  const still = ({ state: { end, checked } }: CaseView) =>
    end === null && !checked.has(check.id) ? event : undefined
  const after = await appendEvent(deps, before, still, { delivery, tries: TRIES })
  const result: Outgoing = { to: 'person', reply: checkReply(answer.result, answer.cached) }
  if (!after) return told((await cases.load(before.id)) ?? before, result)
  return {
    delivery,
    case: after,
    asker: presser,
    outgoing: [...composeThread(knowledge, after), result],
  }
}

/** Of the answer only what the check is for is kept, with its accounts masked. */
function eventFor(result: CheckResult, check: PossibleCheck['id'], by: string): CaseEvent {
  const masks = masksFor('thread')
  const settled = checkOf(check).step?.settles ?? []
  return {
    kind: 'checked',
    check,
    grade: result.grade,
    facts: result.facts
      .filter(({ kind }) => settled.includes(kind))
      .map((fact) => ({ ...fact, quote: masks.words(fact.quote) })),
    account: result.account === null ? null : maskedId(result.account),
    at: result.at,
    by,
  }
}
