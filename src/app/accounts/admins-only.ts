import { auditRow } from './audit-row.ts'
import { isAdmin, type LinkingDeps, type LinkRefusal, type Person } from './link-deps.ts'

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
