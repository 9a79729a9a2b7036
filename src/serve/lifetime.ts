import process from 'node:process'

/** Takes work and something that is opening; gives both, or lets the opened go when the work fails. */
export async function closeBoth<Made, Opened extends { close(): Promise<void> }>(
  work: Promise<Made>,
  opening: Promise<Opened>,
) {
  const [made, opened] = await Promise.allSettled([work, opening])
  if (opened.status === 'rejected') throw opened.reason
  if (made.status === 'rejected') return closing(opened.value.close)(made.reason)
  return [made.value, opened.value] as const
}

/** What is open already must be let go when the next thing does not open. */
export function closing(close: () => Promise<void>) {
  return async (error: unknown): Promise<never> => {
    await close()
    throw error
  }
}

/** Ends the process on SIGINT or SIGTERM, once each closer has run, one after the other. */
export function untilSignal(...closers: readonly (() => Promise<void>)[]): void {
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    void closers
      .reduce((before, close) => before.then(close), Promise.resolve())
      .finally(() => process.exit())
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
}
