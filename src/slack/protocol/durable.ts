import { type Log, why } from './log.ts'

/** A delivery was not accepted: the receiver must not acknowledge it, so that Slack sends it again. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
}

/** Runs what makes a delivery durable; its failure is logged here, without the words of the person. */
export async function durable<T>(
  accept: () => Promise<T>,
  { log, delivery }: { readonly log: Log; readonly delivery: string },
): Promise<T> {
  try {
    return await accept()
  } catch (error) {
    log.error(
      { delivery, ...why(error) },
      'a delivery could not be made durable and was not acknowledged',
    )
    throw new DeliveryError('not durable')
  }
}
