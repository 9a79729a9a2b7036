import type { CaseEvent } from '../../core/case/case.ts'
import type { Reading } from '../../core/fact.ts'
import { looksLikeOutput } from '../../core/read/looks-like-output.ts'
import type { AppDeps } from '../ports/app-deps.ts'
import { refreshLinked } from '../press/refresh-linked.ts'
import type { OwedAnswer } from '../reply/answer.ts'
import { owedAnswer } from '../thread/owed-answer.ts'
import { answerReply } from './answer-reply.ts'
import type { Paste } from './paste.ts'
import { findRelated, unrelated } from './related-cases.ts'

/** Kept of a paste that was too much to read, so that its thread still says so when it is drawn again. */
const UNREAD: Reading = { auth: false, errors: [], facts: [], secrets: [], tooMuch: true }

/**
 * Takes a paste, and whether it may be tied to the cases of others; gives what to say, once its case is durable.
 * Undefined when it was claimed before or is not ours.
 */
export async function answerPaste(
  deps: AppDeps,
  paste: Paste,
  { tie }: { readonly tie: boolean },
): Promise<OwedAnswer | undefined> {
  const { knowledge, cases } = deps
  const typed = await answerReply(deps, paste)
  if (typed) return typed
  const reading = (await deps.read(paste.text)) ?? UNREAD
  if (!paste.direct && !(await oursToo(deps, paste, reading))) return undefined
  const { delivery, place, asker } = paste
  const workspace = deps.threads.workspaceOf(place)
  const [{ learnt, tied, marks, symptom }, linked] = await Promise.all([
    tie ? findRelated(deps, paste, reading) : unrelated(knowledge, reading),
    // So that the first reply can offer to look into a linked account.
    reading.auth ? refreshLinked(deps, paste, [], asker) : {},
  ])
  const event: CaseEvent = {
    kind: 'pasted',
    reading,
    by: asker,
    ...(learnt && { learnt }),
    ...(tied && { tied }),
    ...linked,
  }
  const hash = knowledge.hash
  const arrival = { delivery, place, workspace, asker, knowledge: hash, event, marks, symptom }
  const found = await cases.accept(arrival)
  if (!found) return undefined
  return owedAnswer(knowledge, { delivery, case: found, asker })
}

/** Overheard: we speak about sign-in errors that a program printed, and in threads of ours about whatever settles something. */
async function oursToo({ cases }: AppDeps, paste: Paste, reading: Reading): Promise<boolean> {
  const printed = paste.printed === true || looksLikeOutput(paste.text, reading.errors)
  if (reading.auth && printed) return true
  if (paste.first) return false
  const settles = reading.facts.some(({ source }) => source === 'probe') || reading.facts.length > 1
  return settles && (await cases.at(paste.place)) !== undefined
}
