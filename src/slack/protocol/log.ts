import { type Logger, LogLevel } from '@slack/bolt'
import { SlackError, WebAPIHTTPError, WebAPIPlatformError } from '@slack/web-api'

/** Where this surface logs to; a pino logger is one. */
export type Log = {
  info(about: object, words: string): void
  warn(about: object, words: string): void
  error(about: object, words: string): void
}

/**
 * What may be logged of an error: its kind, its code and where it was thrown.
 * Its message may quote what a person pasted, so only those that cannot are kept.
 */
export function why(error: unknown): Record<string, unknown> {
  if (error instanceof WebAPIPlatformError) return { error: error.data.error }
  if (error instanceof WebAPIHTTPError) return { error: `http ${error.statusCode}` }
  if (!(error instanceof Error)) return { error: typeof error }
  const code = rootCode(error)
  const known =
    error instanceof SlackError ? { error: error.name } : { error: error.name, at: frames(error) }
  return code === undefined ? known : { ...known, code }
}

/** The innermost code of an error: `ECONNREFUSED` says more than `fetch failed`. */
function rootCode(error: Error): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; depth += 1) {
    const next: unknown = 'original' in at ? at.original : at.cause
    if (!(next instanceof Error))
      return 'code' in at && typeof at.code === 'string' ? at.code : undefined
    at = next
  }
  return undefined
}

function frames(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 4)
    .map((line) => line.trim())
}

// Bolt and its clients say these for each attempt; whoever retries says it once, in one line.
const NOISE =
  /^(?:http request failed|WebSocket error|Failed to retrieve a new WSS URL|A pong wasn't received)/
// Whatever follows these may quote the request.
const QUOTING =
  /^(Malformed request body|Failed to parse and verify the request data|Failed to parse the request body)\b/

/** Bolt's logger on ours: never below info, because below it Bolt logs whole bodies, and without error details. */
export function boltLog(log: Log): Logger {
  const line = (said: readonly unknown[]): string | undefined => {
    const [first] = said
    if (typeof first !== 'string') return first instanceof Error ? first.name : undefined
    if (NOISE.test(first)) return undefined
    return QUOTING.exec(first)?.[1] ?? first.split('\n')[0]?.slice(0, 300)
  }
  const to =
    (level: keyof Log) =>
    (...said: unknown[]): void => {
      const words = line(said)
      if (words !== undefined) log[level]({ from: 'bolt' }, words)
    }
  return {
    debug: () => undefined,
    info: to('info'),
    warn: to('warn'),
    error: to('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}
