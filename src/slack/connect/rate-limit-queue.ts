import { setTimeout as wait } from 'node:timers/promises'
import { WebAPIRateLimitedError } from '@slack/web-api'

/** It is not the turn of a call within the time it can wait; what it was to say stays owed. */
export class SlackBusy extends Error {
  override readonly name = 'SlackBusy'
}

export type Queue = {
  /**
   * Runs a call when Slack will take it: calls of one method in one workspace in order, and as fast as it allows.
   * When Slack asks for a pause, that method of that workspace pauses, and nothing else.
   * Throws `SlackBusy` when its turn does not come in time, and what the call throws.
   */
  run<T>(call: Queued, request: () => Promise<T>): Promise<T>
}

type Queued = {
  readonly workspace: string
  readonly method: string
  readonly channel?: string | undefined
}

/** How often a method may be called: at once, and how long until one more. */
type Pace = { readonly burst: number; readonly everyMs: number }

/**
 * Slack's tiers are calls a minute (https://docs.slack.dev/apis/web-api/rate-limits); burst and pace together stay
 * below them.
 */
const TIER_3: Pace = { burst: 10, everyMs: 1_500 }
const TIER_4: Pace = { burst: 20, everyMs: 750 }
const PACES: Readonly<Record<string, Pace>> = {
  'chat.update': TIER_3,
  'chat.delete': TIER_3,
  'chat.postEphemeral': TIER_4,
  'views.open': TIER_4,
  'views.push': TIER_4,
  'views.update': TIER_4,
  'views.publish': TIER_4,
  'files.info': TIER_4,
  'users.info': TIER_4,
}
const POSTS: Pace = { burst: 1, everyMs: 1_000 }
const UNPACED: Pace = { burst: 1, everyMs: 0 }

// An answer is taken over after 15 s: whoever waits longer might say what another replica says too.
const PATIENCE_MS = 10_000
// What a person's click opens must open within three seconds.
const HURRIED: readonly string[] = ['views.open', 'views.push']
const HURRY_MS = 2_000
const LINES = 5_000

/** Calls of one kind, one behind the other. `full` is when the whole burst is there again. */
type Line = { tail: Promise<void>; full: number; paused: number; waiting: number }

/** Takes a signal that ends all waiting; gives a queue for all workspaces of this process. */
export function makeQueue(signal: AbortSignal, now: () => number = () => performance.now()): Queue {
  const lines = new Map<string, Line>()
  const lineOf = (name: string): Line => {
    const known = lines.get(name) ?? { tail: Promise.resolve(), full: 0, paused: 0, waiting: 0 }
    lines.set(name, known)
    if (lines.size > LINES)
      for (const [other, { full, paused, waiting }] of lines)
        if (waiting === 0 && Math.max(full, paused) < now()) lines.delete(other)
    return known
  }

  const until = async (ready: () => number, deadline: number): Promise<void> => {
    for (let at = ready(); at > now(); at = ready()) {
      if (at > deadline) throw new SlackBusy('Slack takes no more of these calls right now')
      await wait(at - now() + 1, undefined, { signal })
    }
  }

  const turn = async (line: Line, pace: Pace, deadline: number): Promise<void> => {
    const { tail } = line
    const left = Promise.withResolvers<void>()
    line.tail = left.promise
    line.waiting += 1
    try {
      await tail
      const ready = () => Math.max(line.paused, line.full - (pace.burst - 1) * pace.everyMs)
      await until(ready, deadline)
      line.full = Math.max(line.full, now()) + pace.everyMs
    } finally {
      line.waiting -= 1
      left.resolve()
    }
  }

  return {
    async run({ workspace, method, channel }, request) {
      const deadline = now() + (HURRIED.includes(method) ? HURRY_MS : PATIENCE_MS)
      if (method === 'chat.postMessage' && channel !== undefined)
        await turn(lineOf(`${workspace} ${method} ${channel}`), POSTS, deadline)
      const line = lineOf(`${workspace} ${method}`)
      await turn(line, PACES[method] ?? UNPACED, deadline)
      for (;;) {
        try {
          return await request()
        } catch (error) {
          if (!(error instanceof WebAPIRateLimitedError)) throw error
          line.paused = Math.max(line.paused, now() + Math.max(error.retryAfter, 1) * 1_000)
          // Those behind are held up by the line; this one goes first when it may.
          if (line.paused > deadline) throw error
          await until(() => line.paused, deadline)
        }
      }
    },
  }
}
