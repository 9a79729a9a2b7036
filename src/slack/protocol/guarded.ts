import { type Log, why } from './log.ts'

/** What is logged when something fails, and how whoever waits for it is told. */
export type Guard = {
  readonly log: Log
  readonly failed: string
  readonly about?: object
  readonly tell?: () => Promise<unknown>
}

/** Does what a person asked for. A failure is logged and told to them, as far as that can be done; it is never thrown. */
export async function guarded(
  { log, failed, about = {}, tell }: Guard,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    log.warn({ ...about, ...why(error) }, failed)
    try {
      await tell?.()
    } catch (again) {
      log.warn(why(again), 'nobody could be told')
    }
  }
}
