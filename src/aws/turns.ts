import type { Obstacle } from '../app/checks/account/account-reads.ts'

/** Keeps the calls to one account apart: our reads eat the same budget as the account's own Terraform runs. */
export type Turns = {
  /** Waits for a turn; gives what stands in the way when there is none in time. */
  take(signal: AbortSignal): Promise<Obstacle | undefined>
  /** AWS said it is too much: nothing is asked for a while. */
  backOff(): void
}

/** The clock and its bell, so that tests need not wait. */
export type Clock = {
  readonly now: () => number
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
}
export const SYSTEM_CLOCK: Clock = { now: Date.now, wait: waited }

export const TURNS = { apartMs: 1000, perMinute: 60, backOffMs: 60_000, longestWaitMs: 7000 }

/** Takes the clock; gives the turns of one link: one call a second, sixty a minute, none for a minute after a throttling. */
export function makeTurns(clock: Clock = SYSTEM_CLOCK, rules: typeof TURNS = TURNS): Turns {
  let next = 0
  let closedUntil = 0
  let recent: readonly number[] = []
  return {
    async take(signal) {
      const now = clock.now()
      if (now < closedUntil) return 'throttled'
      const at = Math.max(now, next)
      recent = recent.filter((one) => one > at - 60_000)
      if (at - now > rules.longestWaitMs || recent.length >= rules.perMinute) return 'busy'
      next = at + rules.apartMs
      recent = [...recent, at]
      if (at > now) await clock.wait(at - now, signal)
      if (signal.aborted) return 'busy'
      return clock.now() < closedUntil ? 'throttled' : undefined
    },
    backOff() {
      closedUntil = clock.now() + rules.backOffMs
    },
  }
}

function waited(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
  })
}
