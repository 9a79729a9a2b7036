import {
  type WebAPICallResult,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api'
import type { CallOutcome, Metrics } from '../../app/ports/metrics.ts'
import { type Queue, SlackBusy } from './rate-limit-queue.ts'

export type Line = {
  readonly queue: Queue
  readonly metrics: Metrics
  readonly workspace: string
}

/** A Web API client of one workspace whose calls wait for their turn and are counted. */
export class QueuedClient extends WebClient {
  readonly #line: Line

  constructor(token: string, options: WebClientOptions, line: Line) {
    super(token, options)
    this.#line = line
  }

  override async apiCall(
    method: string,
    options: Record<string, unknown> = {},
  ): Promise<WebAPICallResult> {
    const { queue, metrics, workspace } = this.#line
    const channel = typeof options.channel === 'string' ? options.channel : undefined
    const once = async () => {
      try {
        const result = await super.apiCall(method, options)
        metrics.called(method, 'ok')
        return result
      } catch (error) {
        metrics.called(method, outcomeOf(error))
        throw error
      }
    }
    try {
      return await queue.run({ workspace, method, channel }, once)
    } catch (error) {
      if (error instanceof SlackBusy) metrics.called(method, 'busy')
      throw error
    }
  }
}

function outcomeOf(error: unknown): CallOutcome {
  if (error instanceof WebAPIRateLimitedError) return 'rate limited'
  return error instanceof WebAPIPlatformError ? 'refused' : 'unreachable'
}
