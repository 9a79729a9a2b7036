import type { Answered } from '../app/checks/account/account-reads.ts'
import type { CallName } from './calls.ts'
import { isMissing, obstacleOf } from './obstacle-of.ts'
import type { Turns } from './turns.ts'

/** The length of one check: when it must be over, what was asked in it, and whose turn it takes. */
export type AwsSession = {
  readonly signal: AbortSignal
  readonly asked: string[]
  /** AWS's own ids of the requests, as far as it gave them. */
  readonly requests?: string[]
  /** Keeps the calls to one account apart; none where the credentials at hand look. */
  readonly turns?: Turns | undefined
}

/** Takes one call and how to send it; gives what AWS answered as a value. Every call but the assuming itself goes through here. */
export async function ask<Output, Found>(
  look: AwsSession,
  call: CallName,
  send: (options: { readonly abortSignal: AbortSignal }) => Promise<Output>,
  read: (output: Output) => Found | undefined,
): Promise<Answered<Found>> {
  const could = await look.turns?.take(look.signal)
  if (could) return { kind: 'could-not', why: could, call, code: '' }
  look.asked.push(call)
  try {
    const output = await within(look.signal, send({ abortSignal: look.signal }))
    note(look, output)
    const found = read(output)
    return found === undefined
      ? { kind: 'could-not', why: 'unexpected', call, code: 'empty answer' }
      : { kind: 'found', found }
  } catch (error) {
    note(look, error)
    if (isMissing(error)) return { kind: 'missing' }
    const { why, code } = obstacleOf(error)
    if (why === 'throttled') look.turns?.backOff()
    return { kind: 'could-not', why, call, code }
  }
}

/** Answers and refusals of the SDK carry the id under the same name. */
function note({ requests }: AwsSession, answer: unknown): void {
  if (typeof answer !== 'object' || answer === null || !('$metadata' in answer)) return
  const { $metadata: about } = answer
  if (typeof about !== 'object' || about === null || !('requestId' in about)) return
  if (typeof about.requestId === 'string') requests?.push(about.requestId)
}

/** The SDK lets go of a request on abort, but not of an answer that stops half-way, nor of looking for credentials. */
async function within<Output>(signal: AbortSignal, sent: Promise<Output>): Promise<Output> {
  let stop: (() => void) | undefined
  const over = new Promise<never>((_, reject) => {
    const late = () => {
      const error = new Error('The time of this check is over.')
      error.name = 'TimeoutError'
      reject(error)
    }
    if (signal.aborted) return late()
    signal.addEventListener('abort', late, { once: true })
    stop = () => signal.removeEventListener('abort', late)
  })
  try {
    return await Promise.race([sent, over])
  } finally {
    stop?.()
    sent.catch(() => {})
  }
}
