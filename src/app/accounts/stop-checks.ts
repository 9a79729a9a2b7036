import { adminsOnly } from './admins-only.ts'
import { auditRow } from './audit-row.ts'
import type { LinkingDeps, LinkRefusal, Person } from './link-deps.ts'

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
