import type { ThreadRef } from '../../core/case/case.ts'
import type { LinkingDeps, Person } from './link-deps.ts'
import type { LinkRecord } from './link-store.ts'

/** Takes a thread and who acts there; gives the active links they may ask. Where there is no channel, there are none. */
export async function linksInThread(
  deps: LinkingDeps,
  place: ThreadRef,
  by: string,
): Promise<readonly LinkRecord[]> {
  const at = deps.channelAt(place)
  if (at === undefined || deps.missing !== undefined) return []
  const { team, channel } = at
  // Most workspaces have no link: then nobody need be asked who this is.
  const active = (await deps.links.all(team)).filter(({ state }) => state === 'active')
  if (active.length === 0 || (await deps.links.stopped(team))) return []
  const person = await deps.personAt(team, by, channel)
  return person ? mayAsk(active, person) : []
}

/** Takes links and a person; gives those they may ask: their own, and those that allow their channel or group. */
export async function mayAsk(
  links: readonly LinkRecord[],
  person: Person,
): Promise<readonly LinkRecord[]> {
  if (!person.home) return []
  const grouped = links.some(({ allowed }) => allowed.groups.length > 0)
  const groups = grouped ? await person.groups() : []
  return links.filter(
    ({ by, state, allowed }) =>
      state === 'active' &&
      (by === person.user ||
        (person.channel !== null && allowed.channels.includes(person.channel)) ||
        allowed.groups.some((group) => groups.includes(group))),
  )
}
