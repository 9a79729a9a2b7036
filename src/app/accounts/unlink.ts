import { adminsOnly } from './admins-only.ts'
import { auditRow } from './audit-row.ts'
import type { LinkingDeps, LinkRefusal, Person } from './link-deps.ts'
import type { LinkRecord } from './link-store.ts'
import { masked } from './start-link.ts'

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
  await audit.add({ ...auditRow(person, 'unlinked', 'ended', masked(link.account)), link: id })
  await notify({ team: person.team, what: 'unlinked', link, by: person.user })
  return link
}
