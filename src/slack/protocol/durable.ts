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

/** Takes a delivery; gives the type of the event in it, undefined for a press, a form or a command. Asked of each one, so cheap. */
export function eventType(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('event' in body)) return undefined
  const { event } = body
  if (typeof event !== 'object' || event === null || !('type' in event)) return undefined
  return typeof event.type === 'string' ? event.type : undefined
}
