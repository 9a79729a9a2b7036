import type { Answer, App } from '../app/app.ts'
import { type Metrics, makeMetrics } from '../app/metrics.ts'
import { type SlackThread, threadOf } from './place.ts'
import { refusedForGood, type Shown, say } from './say.ts'
import { type Log, why } from './slack-log.ts'
import { tokenRefusal, type Workspaces } from './workspaces.ts'

export type Answering = {
  /**
   * Says an answer after its delivery was acknowledged; never throws, and never waits for others. `elsewhere` says it
   * to its asker when its thread is closed to us.
   */
  answer(answer: Answer, elsewhere?: () => Promise<void>): void
  /** Takes over what a dead process owes. */
  sweep(): Promise<void>
  /** Resolves when nothing is being said. */
  idle(): Promise<void>
}

export type AnsweringOptions = {
  readonly app: App
  /** Whose client speaks in the workspace of a case. */
  readonly workspaces: Workspaces
  readonly log: Log
  readonly signal: AbortSignal
  readonly metrics?: Metrics
}

// A delivery this young is still being answered by whoever accepted it.
const OWED_MS = 15_000
const AT_ONCE = 20
// Enough for every thread that is being worked on; an older one is found through its case.
const THREADS = 1_000

/** The one place where answers leave: in order within a case, at once across cases, and until they are said. */
export function answering(options: AnsweringOptions): Answering {
  const { app, workspaces, log, signal, metrics = makeMetrics() } = options
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

  /** Says it with the token of its workspace; one that was renewed or revoked meanwhile is found out by looking anew. */
  const spoken = async (
    answer: Answer,
    thread: SlackThread,
    elsewhere?: () => Promise<void>,
  ): Promise<'said' | 'given up'> => {
    for (let tries = 1; ; tries += 1) {
      const member = await workspaces.member(thread.team)
      if (member === undefined) {
        log.info({ delivery: answer.delivery }, 'the app is not in this workspace any more')
        return 'given up'
      }
      const { client, botToken } = member
      const voice = { client, signal, remember: app.remember.bind(app) }
      try {
        await say(voice, answer, thread, shownOf(answer.case.id), elsewhere)
        return 'said'
      } catch (error) {
        const code = tokenRefusal(error)
        if (code === undefined || tries > 1) throw error
        if ((await workspaces.refused(thread.team, botToken, code)) === 'owed') throw error
      }
    }
  }

  const utter = async (answer: Answer, elsewhere?: () => Promise<void>): Promise<void> => {
    const about = { delivery: answer.delivery, case: answer.case.id }
    const thread = threadOf(answer.case.place)
    let outcome: 'said' | 'given up' = 'said'
    try {
      // What was asked privately has no thread: its answer went with its acknowledgement, or nobody waits for it.
      if (thread !== undefined) outcome = await spoken(answer, thread, elsewhere)
    } catch (error) {
      if (!refusedForGood(error)) {
        log.warn({ ...about, ...why(error) }, 'an answer could not be said yet; it stays owed')
        return
      }
      outcome = 'given up'
      log.error({ ...about, ...why(error) }, 'Slack will not take an answer; giving it up')
    }
    metrics.answered(outcome)
    try {
      await app.answered(answer.delivery)
    } catch (error) {
      log.warn({ ...about, ...why(error) }, 'an answer was said and could not be ticked off')
    }
  }

  const answer = (said: Answer, elsewhere?: () => Promise<void>): void => {
    if (running.has(said.delivery)) return
    const before = tails.get(said.case.id) ?? Promise.resolve()
    const now = before.then(() => utter(said, elsewhere))
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
