import { join } from 'node:path'
import type { Machine } from './machine.ts'
import { keyIdShape, type Shape, shapeOf } from './shapes.ts'

/** A section of ~/.aws/config or ~/.aws/credentials: its settings, and of what is secret only its shape. */
type Section = {
  readonly settings: ReadonlyMap<string, string>
  readonly keyId?: Shape | undefined
  readonly secret?: Shape | undefined
  readonly token?: Shape | undefined
}

/** Both files together. */
export type AwsFiles = {
  readonly profiles: ReadonlyMap<string, Section>
  readonly ssoSessions: ReadonlyMap<string, Section>
  readonly config: FileState
  readonly credentials: FileState
}
type FileState = {
  readonly path: string
  readonly found: boolean
  readonly changed?: number | undefined
  /** The file is named by a variable, and not where it usually is. */
  readonly named: boolean
}

const HEADING = /^\s*\[\s*([^\]]{1,200}?)\s*\]/
const SETTING = /^([A-Za-z0-9_]{1,60})\s*=\s*(.*?)\s*$/

/** What a section says that is worth knowing and no secret. The command of credential_process may hold one. */
const TOLD: ReadonlySet<string> = new Set([
  'region',
  'role_arn',
  'source_profile',
  'credential_source',
  'web_identity_token_file',
  'mfa_serial',
  'sso_session',
  'sso_start_url',
  'sso_region',
  'sso_account_id',
  'sso_role_name',
  'login_session',
  'duration_seconds',
])
const KEY_ID = 'aws_access_key_id'
const SECRET = 'aws_secret_access_key'
const TOKENS = ['aws_session_token', 'aws_security_token']

/** Takes a machine; gives what its two files say. What stands in the credentials file wins, as for every SDK. */
export function readAwsFiles(machine: Machine): AwsFiles {
  const { env, home } = machine
  const config = stateOf(machine, env.AWS_CONFIG_FILE, join(home, '.aws', 'config'))
  const credentials = stateOf(
    machine,
    env.AWS_SHARED_CREDENTIALS_FILE,
    join(home, '.aws', 'credentials'),
  )
  const profiles = new Map<string, Section>()
  const ssoSessions = new Map<string, Section>()
  for (const { name, section } of sections(machine.text(config.path) ?? '')) {
    const [kind, own] = /^(profile|sso-session|services)\s+(.+)$/.exec(name)?.slice(1) ?? []
    if (kind === 'sso-session') ssoSessions.set(own ?? '', section)
    // Without the word, only the default one is a profile there.
    else if (kind === 'profile' || name === 'default') profiles.set(own ?? name, section)
  }
  for (const { name, section } of sections(machine.text(credentials.path) ?? '')) {
    const before = profiles.get(name)
    profiles.set(name, before ? merged(before, section) : section)
  }
  return { profiles, ssoSessions, config, credentials }
}

function merged(under: Section, over: Section): Section {
  return {
    settings: new Map([...under.settings, ...over.settings]),
    ...((over.keyId ?? over.secret) ? pick(over) : pick(under)),
  }
}

const pick = ({ keyId, secret, token }: Section) => ({ keyId, secret, token })

function stateOf(machine: Machine, named: string | undefined, usual: string): FileState {
  const path = named || usual
  const folder = join(path, '..')
  const changed = machine.files(folder).find((file) => file.path === path)?.changed
  return { path, found: machine.text(path) !== undefined, changed, named: Boolean(named) }
}

function sections(text: string): readonly { readonly name: string; readonly section: Section }[] {
  const found: { name: string; lines: string[] }[] = []
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    const heading = HEADING.exec(line)
    if (heading) found.push({ name: heading[1] ?? '', lines: [] })
    else if (!/^\s*[#;]/.test(line)) found.at(-1)?.lines.push(line)
  }
  return found.map(({ name, lines }) => ({ name, section: sectionOf(lines) }))
}

function sectionOf(lines: readonly string[]): Section {
  const settings = new Map<string, string>()
  const shapes: { keyId?: Shape; secret?: Shape; token?: Shape } = {}
  for (const line of lines) {
    const [key = '', value = ''] = SETTING.exec(line)?.slice(1) ?? []
    const name = key.toLowerCase()
    if (value === '') continue
    if (name === KEY_ID) shapes.keyId = keyIdShape(value)
    else if (name === SECRET) shapes.secret = shapeOf(value)
    else if (TOKENS.includes(name)) shapes.token = shapeOf(value)
    else if (TOLD.has(name)) settings.set(name, value)
    else if (name === 'credential_process') settings.set(name, 'set')
  }
  return { settings, ...shapes }
}
