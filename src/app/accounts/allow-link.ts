import { adminsOnly } from './admins-only.ts'
import { auditRow } from './audit-row.ts'
import type { LinkingDeps, LinkRefusal, Person } from './link-deps.ts'
import type { Allowed, LinkRecord } from './link-store.ts'

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
