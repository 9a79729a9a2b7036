import type { AppDeps } from '../ports/app-deps.ts'
import { applyAction } from '../press/apply-action.ts'
import type { OwedAnswer } from '../reply/answer.ts'
import { caseView } from '../step/case-view.ts'
import { composeCard } from '../thread/compose-card.ts'
import { owedAnswer } from '../thread/owed-answer.ts'
import { actionMeant, mayBeReply } from './match-reply.ts'
import type { Paste } from './paste.ts'

// Someone else may act between our reading and our writing; after that the words are read as a paste.
const TRIES = 3

/**
 * Takes what the asker of a case wrote in its thread; gives what to say when it is a short answer to the open step there,
 * and counts it like a press. Undefined when it is anything else, or somebody else's.
 */
export async function answerReply(deps: AppDeps, paste: Paste): Promise<OwedAnswer | undefined> {
  const { knowledge, cases } = deps
  const { delivery, place, asker } = paste
  if (paste.first || !mayBeReply(paste.text)) return undefined
  for (let tries = 0; tries < TRIES; tries++) {
    const found = await cases.at(place)
    // Another person's words never move a case; a press does.
    if (found?.asker !== asker) return undefined
    const view = caseView(knowledge, found)
    const action = actionMeant(paste.text, composeCard(knowledge, view).buttons, knowledge.replies)
    if (!action) return undefined
    const { revision } = found
    const after = await applyAction(deps, found, { action, revision, by: asker, delivery })
    if (after === 'unknown') return undefined
    if (after) return owedAnswer(knowledge, { delivery, case: after, asker })
    if (await cases.claimed(delivery)) return undefined
  }
  return undefined
}
