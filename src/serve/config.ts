import { z } from 'zod'
import { OperatorError } from '../app/ports/operator-error.ts'

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number from 0 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a port number from 0 to 65535')

/** A list, separated by commas or spaces; what is empty in it does not count. */
const listed = (text: string): readonly string[] => text.split(/[\s,]+/).filter(Boolean)

const KEY_WORDS =
  'must be 32 random bytes in base64, such as `openssl rand -base64 32` gives; while keys are changed, the new one, a comma and the old ones'

/** Keys, the first of which is used and the others still understood. */
const secretKeys = z.string().transform((text, context): readonly Uint8Array[] => {
  const keys = listed(text).map((key) =>
    // Node would skip what is no base64 and take the rest for the key.
    /^[A-Za-z0-9+/_-]{43}=?$/.test(key) ? Buffer.from(key, 'base64') : Buffer.alloc(0),
  )
  if (keys.length === 0 || keys.some((key) => key.length !== 32))
    context.addIssue({ code: 'custom', message: KEY_WORDS })
  return keys
})

/** Read by the command line as well, which needs nothing else of the configuration. */
const switchedOff = z.enum(['on', 'off'], 'must be on or off').default('off')

const admins = z
  .string()
  .transform(listed)
  .refine(
    (ids) => ids.every((id) => /^[UW][A-Z0-9]{2,30}$/.test(id)),
    'must be Slack user ids (U… or W…), separated by commas',
  )

const OAUTH = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const

/** The environment, each variable with its meaning; messages name the variable, never its value. */
const environment = z.object({
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-\S+$/, "must be a bot token (it starts with 'xoxb-')")
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-\S+$/, "must be an app-level token (it starts with 'xapp-')")
    .optional(),
  SLACK_SIGNING_SECRET: z.string().min(8, 'is too short to be a signing secret').optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^\d{1,20}\.\d{1,20}$/, 'must be two numbers with a dot between them')
    .optional(),
  SLACK_CLIENT_SECRET: z.string().min(8, 'is too short to be a client secret').optional(),
  SLACK_STATE_SECRET: z
    .string()
    .min(16, 'must be at least 16 characters that nobody can guess')
    .optional(),
  TFAUTH_SECRET_KEY: secretKeys.optional(),
  TFAUTH_ADMINS: admins.default([]),
  TFAUTH_CANARY_ROLE: z
    .string()
    .regex(
      /^(?:[\w+=,.@-]{1,64}\/){0,8}[\w+=,.@-]{1,64}$/,
      'must be the name of a role of the bot’s own account, with its path, such as tfauth/tfauth-canary',
    )
    .optional(),
  TFAUTH_LINK_TEMPLATE_URL: z
    .string()
    .regex(/^https:\/\/\S{1,900}$/, 'must be an https:// address of the CloudFormation template')
    .optional(),
  TFAUTH_CHECKS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  TFAUTH_MORE_CHECKS: switchedOff,
  SLACK_API_URL: z.url('must be a URL, such as http://127.0.0.1:3999/api/').optional(),
  PORT: port.default(3000),
  HOST: z.string().min(1, 'must be an address, such as 127.0.0.1').default('127.0.0.1'),
  TFAUTH_PAGE_TOKEN: z
    .string()
    .regex(/^[\w.~-]{16,200}$/, 'must be at least 16 letters, digits, - or _ that nobody can guess')
    .optional(),
  TFAUTH_METRICS_PORT: port.optional(),
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

/** The names of all variables there are. */
export const VARIABLES: readonly string[] = Object.keys(environment.shape)

/** A variable and what is wrong with it. */
type Fault = readonly [variable: string, says: string]

/** Takes what was given; gives what is wrong about its variables together, whatever each of them holds. */
function faultsTogether(given: Readonly<Record<string, unknown>>): readonly Fault[] {
  const has = (name: string) => name in given
  const oauth = OAUTH.filter(has)
  if (oauth.length > 0) {
    const beside = oauth.join(' and ')
    return [
      ...[...OAUTH, 'SLACK_SIGNING_SECRET', 'TFAUTH_SECRET_KEY']
        .filter((name) => !has(name))
        .map((name): Fault => [name, `is missing: OAuth needs it beside ${beside}`]),
      ...['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']
        .filter(has)
        .map((name): Fault => [name, `cannot stand beside ${beside}: each workspace has its own`]),
    ]
  }
  const slack = has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET')
  if (!slack && !has('SLACK_BOT_TOKEN')) return openPage(given)
  if (slack === has('SLACK_BOT_TOKEN')) return []
  return [
    [
      'SLACK_BOT_TOKEN',
      slack
        ? 'is missing: Slack needs it beside the others'
        : 'needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside it',
    ],
  ]
}

/** The page has no sign-in: beyond this machine it asks for a token. */
function openPage({
  HOST: host = '',
  TFAUTH_PAGE_TOKEN: token,
}: Readonly<Record<string, unknown>>) {
  const here = /^(?:localhost|127\.\d+\.\d+\.\d+|::1|)$/.test(String(host))
  if (here || token !== undefined) return []
  const says = `${String(host)} would show the page to the network: set TFAUTH_PAGE_TOKEN too (openssl rand -hex 16), or the SLACK_ variables, or leave HOST out`
  return [['HOST', says] satisfies Fault]
}

type Transport =
  | { readonly kind: 'sandbox' }
  | { readonly kind: 'socket'; readonly botToken: string; readonly appToken: string }
  | { readonly kind: 'http'; readonly botToken: string; readonly signingSecret: string }
  | {
      readonly kind: 'oauth'
      readonly signingSecret: string
      readonly clientId: string
      readonly clientSecret: string
      readonly stateSecret: string
    }

export type Config = {
  readonly transport: Transport
  /** Encrypt what is secret in the store; the first is used, the others are still understood. */
  readonly secretKeys: readonly Uint8Array[]
  /** Slack users who may link accounts; empty: the workspace's owners. */
  readonly admins: readonly string[]
  /** A role of the bot's own account that lets us in without an external id; without it no link can be proved. */
  readonly canaryRole?: string | undefined
  /** Where the CloudFormation template of a link can be fetched by AWS. */
  readonly linkTemplateUrl?: string | undefined
  /** The kill switch for all workspaces: whether roles of linked accounts are taken. */
  readonly checks: boolean
  /** The optional tier of checks, which read more than a link grants by default. */
  readonly moreChecks: boolean
  /** Whether PORT was given: Socket Mode opens no port of its own accord. */
  readonly portGiven: boolean
  readonly slackApiUrl?: string | undefined
  readonly port: number
  readonly host: string
  /** What opens the page where it listens beyond this machine. */
  readonly pageToken?: string | undefined
  /** Where /metrics is served; beside the page's or Socket Mode's own port when left out, never beside Slack's requests. */
  readonly metricsPort?: number | undefined
  readonly databaseUrl?: string | undefined
  readonly dataDir: string
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info'
}

/** Every fault of the environment at once, one line each. */
class ConfigFaults extends OperatorError {}

/** Takes the environment; gives the configuration, or throws every fault of it at once. Nobody else reads the environment. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable is one that was not set: that is how compose files and CI leave them out.
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environment.safeParse(given)
  const faults: readonly Fault[] = [
    ...(parsed.error?.issues ?? []).map(({ path, message }): Fault => [path.join('.'), message]),
    ...faultsTogether(given),
  ]
  if (!parsed.success || faults.length > 0) {
    const lines = faults.map((fault) => `  ${fault.join(' ')}`)
    throw new ConfigFaults(
      `The environment has ${lines.length === 1 ? 'a fault' : 'faults'}:\n${lines.join('\n')}`,
    )
  }
  const { data } = parsed
  return {
    transport: transportOf(data),
    secretKeys: data.TFAUTH_SECRET_KEY ?? [],
    admins: data.TFAUTH_ADMINS,
    canaryRole: data.TFAUTH_CANARY_ROLE,
    linkTemplateUrl: data.TFAUTH_LINK_TEMPLATE_URL,
    checks: data.TFAUTH_CHECKS === 'on',
    moreChecks: data.TFAUTH_MORE_CHECKS === 'on',
    portGiven: given.PORT !== undefined,
    slackApiUrl: data.SLACK_API_URL,
    port: data.PORT,
    host: data.HOST,
    pageToken: data.TFAUTH_PAGE_TOKEN,
    metricsPort: data.TFAUTH_METRICS_PORT,
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
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
  } = env
  if (clientId && clientSecret && stateSecret && signingSecret)
    return { kind: 'oauth', signingSecret, clientId, clientSecret, stateSecret }
  if (botToken && appToken) return { kind: 'socket', botToken, appToken }
  if (botToken && signingSecret) return { kind: 'http', botToken, signingSecret }
  return { kind: 'sandbox' }
}

/** Takes the environment; tells whether the optional tier of checks is switched on. */
export function moreChecksIn(env: Readonly<Record<string, string | undefined>>): boolean {
  return switchedOff.safeParse(env.TFAUTH_MORE_CHECKS).data === 'on'
}
