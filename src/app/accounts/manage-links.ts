import { auditRow, maskedAccount } from './audit-row.ts'
import {
  isAdmin,
  type LinkingDeps,
  type LinkRefusal,
  type ListedLinks,
  type Person,
} from './link-deps.ts'
import type { Allowed, AuditRow, LinkRecord } from './link-store.ts'
import { mayAsk } from './links-for.ts'

/** Takes who wants to change or read what is for admins; gives the refusal, which goes on record, or undefined for an admin. */
export async function adminsOnly(
  deps: LinkingDeps,
  person: Person,
  link: string | null = null,
): Promise<LinkRefusal | undefined> {
  if (isAdmin(deps, person)) return undefined
  const because = person.home ? 'not-admin' : 'not-home'
  await deps.audit.add({ ...auditRow(person, 'link-refused', because), link })
  return { kind: 'refused', because }
}

/** Takes who asks; gives the links they may know of: admins all of them, everybody else those they may ask. */
export async function listLinks(
  deps: LinkingDeps,
  person: Person,
): Promise<ListedLinks | LinkRefusal> {
  if (!person.home) return { kind: 'refused', because: 'not-home' }
  const all = await deps.links.all(person.team)
  const admin = isAdmin(deps, person)
  return {
    kind: 'listed',
    links: admin ? all : await mayAsk(all, person),
    stopped: await deps.links.stopped(person.team),
    admin,
  }
}

/** Takes who asks, a link and who may ask through it from now on; gives the link as it is then. */
export async function allowLink(
  deps: LinkingDeps,
  person: Person,
  id: string,
  allowed: Allowed,
): Promise<LinkRecord | LinkRefusal> {
  const { links, audit } = deps
  const refused = await adminsOnly(deps, person, id)
  if (refused) return refused
  const changed = await links.allow(person.team, id, allowed)
  const link = changed ? await links.find(person.team, id) : undefined
  if (!link) return { kind: 'refused', because: 'unknown-link' }
  const who = [...allowed.channels, ...allowed.groups].join(' ') || 'nobody but the linker'
  await audit.add({ ...auditRow(person, 'allowed', who), link: id })
  return link
}

/** Takes who asks and a link; ends it at once. The role in the account is its owner's to delete. */
export async function unlink(
  deps: LinkingDeps,
  person: Person,
  id: string,
): Promise<LinkRecord | LinkRefusal> {
  const { links, audit, aws, notify } = deps
  const refused = await adminsOnly(deps, person, id)
  if (refused) return refused
  const link = await links.find(person.team, id)
  if (!link || !(await links.remove(person.team, id)))
    return { kind: 'refused', because: 'unknown-link' }
  aws.drop(link)
  await audit.add({
    ...auditRow(person, 'unlinked', 'ended', maskedAccount(link.account)),
    link: id,
  })
  await notify({ team: person.team, what: 'unlinked', link, by: person.user })
  return link
}

/** Takes who asks; stops all checks of their workspace, or lets them go on. Each check looks before it takes a role. */
export async function stopChecks(
  deps: LinkingDeps,
  person: Person,
  stopped: boolean,
): Promise<LinkRefusal | undefined> {
  const { links, audit, aws } = deps
  const refused = await adminsOnly(deps, person)
  if (refused) return refused
  await links.stop(person.team, stopped, person.user)
  if (stopped) for (const link of await links.all(person.team)) aws.drop(link)
  await audit.add(auditRow(person, stopped ? 'stopped' : 'resumed', 'all links'))
  return undefined
}

/** Takes who asks; gives the newest rows of the record first, for admins. */
export async function auditRows(
  deps: LinkingDeps,
  person: Person,
  limit: number,
): Promise<readonly AuditRow[] | LinkRefusal> {
  return (await adminsOnly(deps, person)) ?? deps.audit.rows(person.team, limit)
}
