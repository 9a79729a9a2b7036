import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Machine } from './machine.ts'
import type { Profile } from './profiles.ts'

/** A sign-in that a tool remembers on disk. */
export type Cached = {
  readonly changed: number
  /** When it ends, undefined where the file does not say. */
  readonly ends?: number | undefined
}

/** Takes a machine and an SSO profile; gives the token kept for it, undefined when there is none. */
export function ssoCache(
  machine: Machine,
  { ssoSession, ssoStartUrl }: Profile,
): Cached | undefined {
  // The SDKs name the file after the session; before there were sessions, after the start URL.
  const named = ssoSession ?? ssoStartUrl
  if (named === undefined) return undefined
  const name = `${createHash('sha1').update(named).digest('hex')}.json`
  return cachesIn(machine, join(machine.home, '.aws', 'sso', 'cache')).get(name)
}

/** Takes a machine; gives the sign-ins of `aws login`, the latest first. */
export function loginCaches(machine: Machine): readonly Cached[] {
  const folder =
    machine.env.AWS_LOGIN_CACHE_DIRECTORY || join(machine.home, '.aws', 'login', 'cache')
  return latestFirst(cachesIn(machine, folder))
}

/** Takes a machine; gives the role sessions that the AWS CLI keeps, the latest first. Terraform does not read them. */
export function cliCaches(machine: Machine): readonly Cached[] {
  return latestFirst(cachesIn(machine, join(machine.home, '.aws', 'cli', 'cache')))
}

const latestFirst = (caches: ReadonlyMap<string, Cached>) =>
  [...caches.values()].toSorted((a, b) => b.changed - a.changed)

function cachesIn(machine: Machine, folder: string): ReadonlyMap<string, Cached> {
  const found = machine.files(folder).filter(({ name }) => name.endsWith('.json'))
  return new Map(
    found.map(({ name, path, changed }) => [name, { changed, ends: endOf(machine.text(path)) }]),
  )
}

// Of the whole file, which holds tokens, only this is taken.
const END = /"(?:expiresAt|Expiration|expiration)"\s*:\s*"([^"]{10,40})"/

function endOf(text: string | undefined): number | undefined {
  const end = Date.parse(END.exec(text ?? '')?.[1]?.replace(/UTC$/, 'Z') ?? '')
  return Number.isNaN(end) ? undefined : end
}
