import type { CaseEvent } from '../../core/case/case.ts'
import type { Reading } from '../../core/fact.ts'
import { looksLikeOutput } from '../../core/read/looks-like-output.ts'
import { read } from '../../core/read/read-paste.ts'
import type { AppDeps } from '../ports/app-deps.ts'
import { refreshLinked } from '../press/refresh-linked.ts'
import type { Answer } from '../reply/answer.ts'
import { lazyAnswer } from '../thread/lazy-answer.ts'
import { answerReply } from './answer-reply.ts'
import type { Paste } from './paste.ts'
import { findRelated } from './related-cases.ts'

/** Kept of a paste that was too much to read, so that its thread still says so when it is drawn again. */
const UNREAD: Reading = { auth: false, errors: [], facts: [], secrets: [], tooMuch: true }

/** Takes a paste; gives what to say, once its case is durable. Undefined when it was claimed before or is not ours. */
export async function answerPaste(deps: AppDeps, paste: Paste): Promise<Answer | undefined> {
  const { knowledge, cases } = deps
  const typed = await answerReply(deps, paste)
  if (typed) return typed
  const reading = deps.read
    ? ((await deps.read(paste.text)) ?? UNREAD)
    : read(paste.text, knowledge)
  if (!paste.direct && !(await oursToo(deps, paste, reading))) return undefined
  const { delivery, place, asker } = paste
  const [{ learnt, tied, marks, symptom }, linked] = await Promise.all([
    findRelated(deps, paste, reading),
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
  const arrival = { delivery, place, asker, knowledge: hash, event, marks, symptom }
  const found = await cases.accept(arrival)
  if (!found) return undefined
  return lazyAnswer(knowledge, { delivery, case: found, asker })
}

/** Overheard: we speak about sign-in errors that a program printed, and in threads of ours about whatever settles something. */
async function oursToo({ cases }: AppDeps, paste: Paste, reading: Reading): Promise<boolean> {
  const printed = paste.printed === true || looksLikeOutput(paste.text, reading.errors)
  if (reading.auth && printed) return true
  if (paste.first) return false
  const settles = reading.facts.some(({ source }) => source === 'probe') || reading.facts.length > 1
  return settles && (await cases.at(paste.place)) !== undefined
}
