import type { Machine } from './machine.ts'
import { keyIdShape, type Shape, shapeOf } from './shapes.ts'

/** A variable that is set and matters for signing in: its shape, and its value where that is no secret. */
export type Variable = {
  readonly name: string
  readonly shape?: Shape | undefined
  readonly value?: string | undefined
}

const KEY_IDS = ['AWS_ACCESS_KEY_ID', 'AWS_ACCESS_KEY']
const SECRET = [
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SECRET_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
]
/** Names and switches that everybody may read. */
const TOLD = [
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_EC2_METADATA_DISABLED',
  'AWS_SDK_LOAD_CONFIG',
  'AWS_STS_REGIONAL_ENDPOINTS',
]
/** Addresses and paths: they can hold a password or a name, so only that they are set is told. */
const MENTIONED = [
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_STS',
  'AWS_ENDPOINT_URL_S3',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CA_BUNDLE',
  'HTTPS_PROXY',
  'https_proxy',
]
/** What somebody named in a setting is shown without anything that could steer a terminal. */
const UNPRINTABLE = /[^A-Za-z0-9_.@/:+=,-]/g

/** Takes a machine; gives the variables that are set, those with a secret by their shape alone. */
export function variablesOf({ env }: Pick<Machine, 'env'>): readonly Variable[] {
  const found = (names: readonly string[], of: (name: string, value: string) => Variable) =>
    names.flatMap((name) => {
      const value = env[name]
      return value ? [of(name, value)] : []
    })
  return [
    ...found(KEY_IDS, (name, value) => ({ name, shape: keyIdShape(value) })),
    ...found(SECRET, (name, value) => ({ name, shape: shapeOf(value) })),
    ...found(TOLD, (name, value) => ({ name, shape: shapeOf(value), value: shown(value) })),
    ...found(MENTIONED, (name) => ({ name })),
  ]
}

/** Takes a name from outside; gives it as it can be shown. */
export function shown(name: string): string {
  return name.slice(0, 80).replace(UNPRINTABLE, '?')
}
