import {
  isAdmin,
  type LinkingDeps,
  type LinkRefusal,
  type ListedLinks,
  type Person,
} from './link-deps.ts'
import { mayAsk } from './links-for.ts'

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
