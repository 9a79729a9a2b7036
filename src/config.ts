import { z } from 'zod'

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number from 0 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a port number from 0 to 65535')

/** The environment, each variable with its meaning; messages name the variable, never its value. */
const environment = z
  .object({
    SLACK_BOT_TOKEN: z
      .string()
      .regex(/^xoxb-\S+$/, "must be a bot token (it starts with 'xoxb-')")
      .optional(),
    SLACK_APP_TOKEN: z
      .string()
      .regex(/^xapp-\S+$/, "must be an app-level token (it starts with 'xapp-')")
      .optional(),
    SLACK_SIGNING_SECRET: z.string().min(8, 'is too short to be a signing secret').optional(),
    SLACK_API_URL: z.url('must be a URL, such as http://127.0.0.1:3999/api/').optional(),
    PORT: port.default(3000),
    HOST: z.string().min(1, 'must be an address, such as 127.0.0.1').default('127.0.0.1'),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(?:ql)?:\/\//, 'must start with postgres:// or postgresql://')
      .optional(),
    TFAUTH_DATA_DIR: z.string().min(1, 'must be a folder').default('./data'),
    LOG_LEVEL: z
      .enum(
        ['fatal', 'error', 'warn', 'info'],
        'must be one of fatal, error, warn, info (debug would log what people paste)',
      )
      .default('info'),
  })
  .superRefine((env, context) => {
    const slack = [env.SLACK_APP_TOKEN, env.SLACK_SIGNING_SECRET].some(Boolean)
    if (slack && !env.SLACK_BOT_TOKEN) {
      context.addIssue({
        code: 'custom',
        path: ['SLACK_BOT_TOKEN'],
        message: 'is missing: Slack needs it beside the others',
      })
    }
    if (env.SLACK_BOT_TOKEN && !slack) {
      context.addIssue({
        code: 'custom',
        path: ['SLACK_BOT_TOKEN'],
        message: 'needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside it',
      })
    }
  })

type Transport =
  | { readonly kind: 'sandbox' }
  | { readonly kind: 'socket'; readonly botToken: string; readonly appToken: string }
  | { readonly kind: 'http'; readonly botToken: string; readonly signingSecret: string }

export type Config = {
  readonly transport: Transport
  readonly slackApiUrl?: string | undefined
  readonly port: number
  readonly host: string
  readonly databaseUrl?: string | undefined
  readonly dataDir: string
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info'
}

/** Every fault of the environment at once, one line each. */
class ConfigFaults extends Error {
  override name = 'ConfigFaults'
}

/** Takes the environment; gives the configuration, or throws every fault of it at once. Nobody else reads the environment. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable is one that was not set: that is how compose files and CI leave them out.
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')} ${message}`)
    throw new ConfigFaults(
      `The environment has ${lines.length === 1 ? 'a fault' : 'faults'}:\n${lines.join('\n')}`,
    )
  }
  const { data } = parsed
  return {
    transport: transportOf(data),
    slackApiUrl: data.SLACK_API_URL,
    port: data.PORT,
    host: data.HOST,
    databaseUrl: data.DATABASE_URL,
    dataDir: data.TFAUTH_DATA_DIR,
    logLevel: data.LOG_LEVEL,
  }
}

/** With both transports given, Socket Mode wins: it needs no open port. */
function transportOf(env: z.output<typeof environment>): Transport {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
  } = env
  if (botToken && appToken) return { kind: 'socket', botToken, appToken }
  if (botToken && signingSecret) return { kind: 'http', botToken, signingSecret }
  return { kind: 'sandbox' }
}
