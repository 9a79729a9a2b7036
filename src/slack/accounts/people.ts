import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Person } from '../../app/accounts/link-deps.ts'
import { boundedMap } from '../../core/bounded-map.ts'

const flag = z.boolean().optional().catch(undefined)
const profile = z.looseObject({
  team_id: z.string().optional().catch(undefined),
  deleted: flag,
  is_bot: flag,
  is_restricted: flag,
  is_ultra_restricted: flag,
  is_stranger: flag,
  is_owner: flag,
  is_primary_owner: flag,
  is_admin: flag,
  enterprise_user: z
    .looseObject({ teams: z.array(z.string()).optional().catch(undefined) })
    .optional()
    .catch(undefined),
})
const groupList = z.looseObject({
  usergroups: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string().optional().catch(undefined),
      handle: z.string().optional().catch(undefined),
      users: z.array(z.string()).optional().catch(undefined),
    }),
  ),
})

/** A user group, as far as Slack lets us see it. */
export type Group = {
  readonly id: string
  readonly name: string
  readonly users: readonly string[]
}

type Asked = {
  readonly client: WebClient
  readonly team: string
  readonly user: string
  readonly channel: string | null
}

export type People = {
  /** Takes who asks and where, and whether the delivery says they are of another workspace; tells who they are. */
  person(asked: Asked & { readonly outsider: boolean }): Promise<Person>
  /** The same where no delivery vouches for them; undefined when Slack does not let us see who somebody is. */
  seen(asked: Asked): Promise<Person | undefined>
  /** The workspace's user groups; none where we may not see them. */
  groups(client: WebClient, team: string): Promise<readonly Group[]>
}

// Who may ask is decided anew for each request, from what is at most this old.
const FRESH_MS = 60_000
const MOST = 2_000
/** Slack does not let us see somebody: a scope was declined, or they are of a workspace we are not in. */
const UNSEEN: readonly string[] = ['missing_scope', 'user_not_visible', 'user_not_found']

type Standing = Pick<Person, 'home' | 'owner'>

/**
 * Takes who was named as an admin where tfauth runs; gives who people are, by `users.info` and `usergroups.list`. Both
 * scopes may have been declined: then we cannot tell guests from members, and only a named admin counts as one.
 */
export function makePeople(
  isAdmin: (user: string) => boolean,
  now: () => number = Date.now,
): People {
  const standings = fresh<Standing | undefined>(now)
  const lists = fresh<readonly Group[]>(now)
  const standing = ({ client, team, user }: Asked) =>
    standings(`${team}/${user}`, async () => {
      const answer = await seen(() => client.users.info({ user }))
      return answer && standingIn(answer.user, team)
    })
  const groups = (client: WebClient, team: string) =>
    lists(team, async () => {
      const answer = await seen(() => client.usergroups.list({ include_users: true }))
      return (groupList.safeParse(answer).data?.usergroups ?? []).map(
        ({ id, name, handle, users = [] }) => ({ id, name: name ?? handle ?? id, users }),
      )
    })
  const personOf = ({ client, team, user, channel }: Asked, known: Standing): Person => ({
    team,
    user,
    channel,
    ...known,
    groups: async () =>
      (await groups(client, team)).filter(({ users }) => users.includes(user)).map(({ id }) => id),
  })
  return {
    groups,
    async person(asked) {
      if (asked.outsider) return personOf(asked, { home: false, owner: false })
      const unseen: Standing = { home: isAdmin(asked.user), owner: false }
      return personOf(asked, (await standing(asked)) ?? unseen)
    },
    async seen(asked) {
      const known = await standing(asked)
      return known && personOf(asked, known)
    },
  }
}

function standingIn(user: unknown, team: string): Standing | undefined {
  const read = profile.safeParse(user).data
  if (read === undefined) return undefined
  const guest = read.is_restricted === true || read.is_ultra_restricted === true
  const here = read.team_id === team || (read.enterprise_user?.teams ?? []).includes(team)
  const gone = read.deleted === true || read.is_bot === true || read.is_stranger === true
  const home = here && !guest && !gone
  const rules = [read.is_owner, read.is_primary_owner, read.is_admin].includes(true)
  return { home, owner: home && rules }
}

/** What a call answered; undefined when we may not see that. Everything else is thrown. */
async function seen<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof WebAPIPlatformError && UNSEEN.includes(error.data.error)) return undefined
    throw error
  }
}

/** Keeps what was asked for a minute; what could not be asked is asked anew. */
function fresh<T>(now: () => number): (key: string, ask: () => Promise<T>) => Promise<T> {
  const kept = boundedMap<Promise<T>>(MOST, { ms: FRESH_MS, now })
  return (key, ask) => {
    const found = kept.get(key)
    if (found) return found
    const value = ask()
    kept.set(key, value)
    value.catch(() => kept.delete(key))
    return value
  }
}
