import { setImmediate, setTimeout } from 'node:timers/promises'
import type { App } from '../../app/app.ts'
import { type Metrics, makeMetrics } from '../../app/ports/metrics.ts'
import type { Answer, OwedAnswer } from '../../app/reply/answer.ts'
import { tokenRefusal, type WorkspaceClients } from '../connect/workspace-clients.ts'
import { type Log, why } from '../protocol/log.ts'
import { type SlackThread, slackThreadOf } from '../protocol/thread-ref.ts'
import { postAnswer, refusedForGood } from './post-answer.ts'
import { threadMemory } from './posted-slots.ts'
import { makeSweep } from './sweep.ts'

export type AnswerQueue = {
  /**
   * Posts an answer after its delivery was acknowledged; never throws. Answers are composed one after the other, so that
   * what arrives meanwhile is acknowledged first; what cannot be posted soon stays owed, for the sweep.
   */
  add(answer: Answer | OwedAnswer, how?: How): void
  /** Takes over what a dead process owes. */
  sweep(): Promise<void>
  /** Resolves when nothing is being posted. */
  idle(): Promise<void>
}

type How = {
  /** Answers its asker when its thread is closed to us. */
  readonly elsewhere?: () => Promise<void>
  /** What is posted in its place; a look into the store that Slack need not wait for. */
  readonly revise?: (answer: Answer) => Promise<Answer>
}

export type AnswerQueueOptions = {
  readonly app: App
  /** Whose client posts in the workspace of a case. */
  readonly workspaces: WorkspaceClients
  readonly log: Log
  readonly signal: AbortSignal
  readonly metrics?: Metrics
  /** Whether so much is arriving that answers must wait for the acknowledgements. */
  readonly busy?: () => boolean
  /** How long an answer may wait for its turn. */
  readonly patienceMs?: number
}

// Left alone after so long, or beyond so many, before the sweep of another replica takes them over.
const PATIENCE_MS = 4_000
const MOST_WAITING = 1_000
const BUSY_MS = 5

/** The one place where answers leave: in order within a case, at once across cases, and until they are posted. */
export function makeAnswerQueue(options: AnswerQueueOptions): AnswerQueue {
  const { app, log, signal, metrics = makeMetrics(), busy = () => false } = options
  const { patienceMs = PATIENCE_MS } = options
  const running = new Map<string, Promise<void>>()
  const lastOf = new Map<string, Promise<void>>()
  const compose = composer(busy)
  const post = poster(options)

  const settle = async (answer: Answer | OwedAnswer, how: How, until: number): Promise<void> => {
    const { delivery } = answer
    const about = { delivery, case: answer.case.id }
    const thread = slackThreadOf(answer.case.place)
    let outcome: 'said' | 'given up' = 'said'
    try {
      // What was asked privately has no thread: its answer went with its acknowledgement, or nobody waits for it.
      if (thread !== undefined) {
        const composed = await compose(answer, how, until)
        // Too late: it stays owed.
        if (composed === undefined) return
        outcome = await post(composed, thread, how.elsewhere)
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

  const add = (answer: Answer | OwedAnswer, how: How = {}): void => {
    if (running.has(answer.delivery) || running.size >= MOST_WAITING) return
    const until = performance.now() + patienceMs
    const before = lastOf.get(answer.case.id) ?? Promise.resolve()
    const now = before.then(() => settle(answer, how, until))
    running.set(answer.delivery, now)
    lastOf.set(answer.case.id, now)
    void now.finally(() => {
      running.delete(answer.delivery)
      if (lastOf.get(answer.case.id) === now) lastOf.delete(answer.case.id)
    })
  }

  return {
    add,
    sweep: makeSweep({ app, log, signal, add, running }),
    async idle() {
      while (running.size > 0) await Promise.all(running.values())
    },
  }
}

/** Composes one answer after the other, each in a turn of its own of the event loop: arrivals are taken between two. */
function composer(busy: () => boolean) {
  let last: Promise<unknown> = Promise.resolve()
  return (
    answer: Answer | OwedAnswer,
    { revise }: How,
    until: number,
  ): Promise<Answer | undefined> => {
    const now = last.then(async () => {
      do await setImmediate()
      while (busy() && performance.now() < until && (await setTimeout(BUSY_MS, true)))
      if (performance.now() > until) return undefined
      const composed = 'compose' in answer ? answer.compose() : answer
      return (await revise?.(composed)) ?? composed
    })
    last = now.catch(() => undefined)
    return now
  }
}

/** Posts with the token of the answer's workspace; one that was renewed or revoked meanwhile is found out by looking anew. */
function poster({ app, workspaces, log, signal }: AnswerQueueOptions) {
  const postedOf = threadMemory()
  return async (
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
      const how = { client, signal, remember: app.remember.bind(app), elsewhere }
      try {
        await postAnswer(how, answer, thread, postedOf(answer.case.id))
        return 'said'
      } catch (error) {
        const code = tokenRefusal(error)
        if (code === undefined || tries > 1) throw error
        if ((await workspaces.refused(thread.team, botToken, code)) === 'owed') throw error
      }
    }
  }
}
