import { setImmediate, setTimeout } from 'node:timers/promises'
import type { App } from '../../app/app.ts'
import { type Metrics, makeMetrics } from '../../app/ports/metrics.ts'
import type { Answer } from '../../app/reply/answer.ts'
import { tokenRefusal, type WorkspaceClients } from '../connect/workspace-clients.ts'
import { type Log, why } from '../protocol/log.ts'
import { type SlackThread, slackThreadOf } from '../protocol/thread-ref.ts'
import { type PostedSlots, postAnswer, refusedForGood } from './post-answer.ts'

export type AnswerQueue = {
  /**
   * Says an answer after its delivery was acknowledged; never throws. Composed are they one after the other, so that
   * what arrives meanwhile is acknowledged first; what cannot be said soon stays owed, for the sweep.
   */
  answer(answer: Answer, how?: How): void
  /** Takes over what a dead process owes. */
  sweep(): Promise<void>
  /** Resolves when nothing is being said. */
  idle(): Promise<void>
}

type How = {
  /** Says it to its asker when its thread is closed to us. */
  readonly elsewhere?: () => Promise<void>
  /** What is said in its place; a look into the store that Slack need not wait for. */
  readonly revise?: (answer: Answer) => Promise<Answer>
}

export type AnswerQueueOptions = {
  readonly app: App
  /** Whose client speaks in the workspace of a case. */
  readonly workspaces: WorkspaceClients
  readonly log: Log
  readonly signal: AbortSignal
  readonly metrics?: Metrics
  /** Whether so much is arriving that answers must wait for the acknowledgements. */
  readonly busy?: () => boolean
  /** How long an answer may wait for its turn. */
  readonly patienceMs?: number
}

// A delivery this young is still being answered by whoever accepted it.
const OWED_MS = 15_000
const AT_ONCE = 20
// Left alone after so long, or beyond so many, before the sweep of another replica takes them over.
const PATIENCE_MS = 4_000
const MOST_WAITING = 1_000
const BUSY_MS = 5
// Enough for every thread that is being worked on; an older one is found through its case.
const THREADS = 1_000

/** The one place where answers leave: in order within a case, at once across cases, and until they are said. */
export function makeAnswerQueue(options: AnswerQueueOptions): AnswerQueue {
  const { app, workspaces, log, signal, metrics = makeMetrics(), busy = () => false } = options
  const { patienceMs = PATIENCE_MS } = options
  const running = new Map<string, Promise<void>>()
  const tails = new Map<string, Promise<void>>()
  const shown = new Map<string, PostedSlots>()

  const shownOf = (caseId: string): PostedSlots => {
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
    elsewhere: How['elsewhere'],
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
        await postAnswer(voice, answer, thread, shownOf(answer.case.id), elsewhere)
        return 'said'
      } catch (error) {
        const code = tokenRefusal(error)
        if (code === undefined || tries > 1) throw error
        if ((await workspaces.refused(thread.team, botToken, code)) === 'owed') throw error
      }
    }
  }

  // One after the other, each in a turn of its own of the event loop: arrivals are taken between two.
  let last: Promise<unknown> = Promise.resolve()
  const compose = (answer: Answer, { revise }: How, until: number): Promise<Answer | undefined> => {
    const now = last.then(async () => {
      do await setImmediate()
      while (busy() && performance.now() < until && (await setTimeout(BUSY_MS, true)))
      if (performance.now() > until) return undefined
      return { ...((await revise?.(answer)) ?? answer) }
    })
    last = now.catch(() => undefined)
    return now
  }

  const utter = async (composed: Answer, how: How, until: number): Promise<void> => {
    const { delivery } = composed
    const about = { delivery, case: composed.case.id }
    const thread = slackThreadOf(composed.case.place)
    let outcome: 'said' | 'given up' = 'said'
    try {
      // What was asked privately has no thread: its answer went with its acknowledgement, or nobody waits for it.
      if (thread !== undefined) {
        const answer = await compose(composed, how, until)
        // Too late: it stays owed.
        if (answer === undefined) return
        outcome = await spoken(answer, thread, how.elsewhere)
      }
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
      await app.answered(delivery)
    } catch (error) {
      log.warn({ ...about, ...why(error) }, 'an answer was said and could not be ticked off')
    }
  }

  const answer = (said: Answer, how: How = {}): void => {
    if (running.has(said.delivery) || running.size >= MOST_WAITING) return
    const until = performance.now() + patienceMs
    const before = tails.get(said.case.id) ?? Promise.resolve()
    const now = before.then(() => utter(said, how, until))
    running.set(said.delivery, now)
    tails.set(said.case.id, now)
    void now.finally(() => {
      running.delete(said.delivery)
      if (tails.get(said.case.id) === now) tails.delete(said.case.id)
    })
  }

  let sweeping: Promise<void> | undefined
  const sweep = async (): Promise<void> => {
    try {
      for (let more = true; more && !signal.aborted; ) {
        const owed = await app.unanswered(OWED_MS, AT_ONCE)
        for (const one of owed) answer(one)
        more = owed.length === AT_ONCE
        // As many more as were said: the others may be taken over by another replica.
        while (more && running.size >= AT_ONCE) await Promise.race(running.values())
      }
    } catch (error) {
      log.warn(why(error), 'could not look for unanswered deliveries')
    }
  }

  return {
    answer,
    sweep: () => {
      sweeping ??= sweep().finally(() => {
        sweeping = undefined
      })
      return sweeping
    },
    async idle() {
      while (running.size > 0) await Promise.all(running.values())
    },
  }
}
