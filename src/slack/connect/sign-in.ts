import { setTimeout as wait } from 'node:timers/promises'
import { WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api'
import { OperatorError } from '../../app/ports/operator-error.ts'
import type { BotIdentity } from '../protocol/identity.ts'
import { type Log, why } from '../protocol/log.ts'

/** Slack does not accept a token; trying again cannot help. */
export class SlackTokenError extends OperatorError {
  readonly variable: string
  constructor(variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN', code: string) {
    const remedy =
      variable === 'SLACK_BOT_TOKEN'
        ? 'It must be the "Bot User OAuth Token" (xoxb-…) on the app\'s "OAuth & Permissions" page.'
        : 'It must be an "App-Level Token" (xapp-…) with the scope connections:write, from the app\'s "Basic Information" page.'
    super(`Slack refuses the token in ${variable} (${code}). ${remedy}`)
    this.variable = variable
  }
}

const REFUSALS: readonly string[] = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'user_removed_from_team',
  'team_disabled',
  'missing_scope',
  'no_permission',
  'invalid_app',
]

/** A refused token as the error that names its variable; `undefined` for whatever may pass. */
export function signInRefusal(
  error: unknown,
  variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN',
): SlackTokenError | undefined {
  if (!(error instanceof WebAPIPlatformError) || !REFUSALS.includes(error.data.error))
    return undefined
  return new SlackTokenError(variable, error.data.error)
}

/** Asks Slack who the bot is. Throws `SlackTokenError` for a refused token, the client's error otherwise. */
export async function signIn(client: WebClient): Promise<BotIdentity> {
  try {
    const { user_id: botUserId, bot_id: botId, team_id: team } = await client.auth.test()
    if (botUserId === undefined || botId === undefined || team === undefined)
      throw new SlackTokenError('SLACK_BOT_TOKEN', 'not a bot token')
    return { botUserId, botId, team }
  } catch (error) {
    throw signInRefusal(error, 'SLACK_BOT_TOKEN') ?? error
  }
}

export type Persistence = {
  readonly log: Log
  readonly signal: AbortSignal
  readonly maxWaitMs?: number
}

/**
 * Does something until it works, waiting longer each time; says so in one line, and again only now and then.
 * @returns `undefined` once the signal has gone off. Throws `SlackTokenError` at once.
 */
export async function persist<T>(
  attempt: () => Promise<T>,
  { log, signal, maxWaitMs = 30_000 }: Persistence,
): Promise<T | undefined> {
  for (
    let tries = 1, pause = 500;
    !signal.aborted;
    tries += 1, pause = Math.min(pause * 2, maxWaitMs)
  ) {
    let asked = 0
    try {
      const result = await attempt()
      if (tries > 1) log.info({ tries }, 'Slack answers again')
      return result
    } catch (error) {
      if (error instanceof SlackTokenError) throw error
      if (error instanceof WebAPIRateLimitedError) asked = error.retryAfter * 1_000
      if (tries % 10 === 1)
        log.warn(why(error), 'Slack cannot be reached; trying again until it answers')
    }
    // The random part keeps replicas from coming back in step.
    await wait(Math.max(asked, pause * (0.75 + Math.random() / 2)), undefined, { signal }).catch(
      () => undefined,
    )
  }
  return undefined
}
