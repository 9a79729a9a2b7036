import type { AppDeps } from '../ports/app-deps.ts'
import { applyAction } from '../press/apply-action.ts'
import type { Answer } from '../reply/answer.ts'
import { caseView } from '../thread/case-view.ts'
import { composeStep } from '../thread/compose-step.ts'
import { composeThread } from '../thread/compose-thread.ts'
import { matchReply, meansButton } from './match-reply.ts'
import type { Paste } from './paste.ts'

// Someone else may act between our reading and our writing; after that the words are read as a paste.
const TRIES = 3

/**
 * Takes what someone wrote in a thread; gives what to say when it is a short answer to the open step there, and counts
 * it like a press. Undefined when it is anything else.
 */
export async function answerReply(deps: AppDeps, paste: Paste): Promise<Answer | undefined> {
  const { knowledge, cases } = deps
  const { delivery, place, asker, direct } = paste
  const words = matchReply(paste.text)
  if (words.length === 0 || paste.first) return undefined
  for (let tries = 0; tries < TRIES; tries++) {
    const found = await cases.at(place)
    if (!found) return undefined
    const view = caseView(knowledge, found)
    if (!view.state.started) return undefined
    const action = meansButton(words, composeStep(knowledge, view).buttons, direct)
    if (!action) return undefined
    const { revision } = found
    const after = await applyAction(deps, found, { action, revision, by: asker, delivery })
    if (after === 'unknown') return undefined
    if (after) return { delivery, case: after, asker, outgoing: composeThread(knowledge, after) }
    if (await cases.claimed(delivery)) return undefined
  }
  return undefined
}
