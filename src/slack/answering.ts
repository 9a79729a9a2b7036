import type { Answer, App } from '../app/app.ts'
import { threadOf } from './place.ts'
import { refusedForGood, type Shown, say, type Voice } from './say.ts'
import { type Log, why } from './slack-log.ts'

export type Answering = {
  /** Says an answer after its delivery was acknowledged; never throws, and never waits for others. */
  answer(answer: Answer): void
  /** Takes over what a dead process owes. */
  sweep(): Promise<void>
  /** Resolves when nothing is being said. */
  idle(): Promise<void>
}

export type AnsweringOptions = {
  readonly app: App
  readonly client: Voice['client']
  readonly log: Log
  readonly signal: AbortSignal
}

// A delivery this young is still being answered by whoever accepted it.
const OWED_MS = 15_000
const AT_ONCE = 20
// Enough for every thread that is being worked on; an older one is found through its case.
const THREADS = 1_000

/** The one place where answers leave: in order within a case, at once across cases, and until they are said. */
export function answering({ app, client, log, signal }: AnsweringOptions): Answering {
  const voice: Voice = { client, signal, remember: (...slot) => app.remember(...slot) }
  const running = new Map<string, Promise<void>>()
  const tails = new Map<string, Promise<void>>()
  const shown = new Map<string, Shown>()

  const shownOf = (caseId: string): Shown => {
    const known = shown.get(caseId) ?? new Map()
    shown.delete(caseId)
    shown.set(caseId, known)
    const oldest = shown.keys().next().value
    if (shown.size > THREADS && oldest !== undefined) shown.delete(oldest)
    return known
  }

  const utter = async (answer: Answer): Promise<void> => {
    const about = { delivery: answer.delivery, case: answer.case.id }
    const thread = threadOf(answer.case.place)
    if (thread === undefined) return
    try {
      await say(voice, answer, thread, shownOf(answer.case.id))
    } catch (error) {
      if (!refusedForGood(error)) {
        log.warn({ ...about, ...why(error) }, 'an answer could not be said yet; it stays owed')
        return
      }
      log.error({ ...about, ...why(error) }, 'Slack will not take an answer; giving it up')
    }
    try {
      await app.answered(answer.delivery)
    } catch (error) {
      log.warn({ ...about, ...why(error) }, 'an answer was said and could not be ticked off')
    }
  }

  const answer = (said: Answer): void => {
    if (running.has(said.delivery)) return
    const before = tails.get(said.case.id) ?? Promise.resolve()
    const now = before.then(() => utter(said))
    running.set(said.delivery, now)
    tails.set(said.case.id, now)
    void now.finally(() => {
      running.delete(said.delivery)
      if (tails.get(said.case.id) === now) tails.delete(said.case.id)
    })
  }

  return {
    answer,
    async sweep() {
      try {
        for (const owed of await app.unanswered(OWED_MS, AT_ONCE)) answer(owed)
      } catch (error) {
        log.warn(why(error), 'could not look for unanswered deliveries')
      }
    },
    async idle() {
      while (running.size > 0) await Promise.all(running.values())
    },
  }
}
