import type { App } from '../../app/app.ts'
import type { OwedAnswer } from '../../app/reply/answer.ts'
import { type Log, why } from '../protocol/log.ts'

export type Sweep = {
  readonly app: Pick<App, 'unanswered'>
  readonly log: Log
  readonly signal: AbortSignal
  readonly add: (answer: OwedAnswer) => void
  /** The answers that are being posted now. */
  readonly running: ReadonlyMap<string, Promise<void>>
}

// A delivery this young is still being answered by whoever accepted it.
const OWED_MS = 15_000
const AT_ONCE = 20

/** Gives what takes over the answers that a dead process owes; one run at a time, however often it is called. */
export function makeSweep(parts: Sweep): () => Promise<void> {
  let sweeping: Promise<void> | undefined
  return () => {
    sweeping ??= sweep(parts).finally(() => {
      sweeping = undefined
    })
    return sweeping
  }
}

async function sweep({ app, log, signal, add, running }: Sweep): Promise<void> {
  try {
    for (let more = true; more && !signal.aborted; ) {
      const owed = await app.unanswered(OWED_MS, AT_ONCE)
      for (const one of owed) add(one)
      more = owed.length === AT_ONCE
      // As many more as were posted: the others may be taken over by another replica.
      while (more && running.size >= AT_ONCE) await Promise.race(running.values())
    }
  } catch (error) {
    log.warn(why(error), 'could not look for unanswered deliveries')
  }
}
