import type { AsyncLocalStorage } from 'node:async_hooks'
import type { App as Bolt, ReceiverEvent } from '@slack/bolt'
import { z } from 'zod'
import type { Metrics } from '../../app/ports/metrics.ts'
import { departureOf } from '../install/installation-events.ts'
import { type Log, why } from '../protocol/log.ts'
import type { AckLoad } from './ack-load.ts'
import type { WorkspaceClients, WorkspaceMember } from './workspace-clients.ts'

export type WorkspaceRoute = {
  readonly workspaces: WorkspaceClients
  /** Who we are while a delivery is taken: everything that is done for it speaks with that token. */
  readonly here: AsyncLocalStorage<WorkspaceMember>
  readonly metrics: Metrics
  readonly arriving: AckLoad
  readonly log: Log
}

const id = z.string().min(1).nullish().catch(undefined)
const place = z.looseObject({ id, team_id: id, enterprise_id: id }).nullish().catch(undefined)
const body = z.looseObject({
  type: z.string().optional().catch(undefined),
  team_id: id,
  enterprise_id: id,
  context_team_id: id,
  context_enterprise_id: id,
  authorizations: z
    .array(z.looseObject({ team_id: id, enterprise_id: id }))
    .optional()
    .catch(undefined),
  team: place,
  enterprise: place,
  user: place,
  view: z.looseObject({ app_installed_team_id: id }).optional().catch(undefined),
})

export type Origin = { readonly team: string; readonly organisation: string | undefined }

/**
 * Takes a delivery; gives the workspace whose installation it came through, which in a shared channel is not always
 * the one where something was said.
 */
export function originOf(given: unknown): Origin | undefined {
  const read = body.safeParse(given).data
  if (read === undefined) return undefined
  const [through] = read.authorizations ?? []
  const team =
    read.view?.app_installed_team_id ??
    through?.team_id ??
    read.context_team_id ??
    read.team_id ??
    read.team?.id ??
    read.user?.team_id
  const organisation =
    through?.enterprise_id ??
    read.context_enterprise_id ??
    read.enterprise_id ??
    read.enterprise?.id ??
    read.team?.enterprise_id ??
    undefined
  return team ? { team, organisation: organisation ?? undefined } : undefined
}

/** Puts a door in front of Bolt: each delivery is taken as the app of its workspace, or not at all. */
export function routeWorkspaces(
  bolt: Bolt,
  { workspaces, here, metrics, arriving, log }: WorkspaceRoute,
): void {
  const take = bolt.processEvent.bind(bolt)
  bolt.processEvent = async (event: ReceiverEvent): Promise<void> => {
    arriving.began()
    try {
      await enter(event)
    } finally {
      arriving.ended()
    }
  }

  const enter = async (event: ReceiverEvent): Promise<void> => {
    const began = performance.now()
    const departure = departureOf(event.body)
    if (departure !== undefined) {
      const { id, at, workspaces: some } = departure
      await (some ? workspaces.left(some, id) : workspaces.leave(id, at))
      return event.ack()
    }
    const origin = originOf(event.body)
    const member = await known(origin)
    if (member === undefined) {
      // A last delivery of a workspace that has left: sent again, it would not fare better.
      log.info(
        { kind: kindOf(event.body) },
        'a delivery of a workspace without the app was ignored',
      )
      return event.ack()
    }
    const ack: ReceiverEvent['ack'] = async (...said) => {
      metrics.accepted(kindOf(event.body), performance.now() - began)
      return event.ack(...said)
    }
    return here.run(member, () => take({ ...event, ack }))
  }

  const known = async (origin: Origin | undefined): Promise<WorkspaceMember | undefined> => {
    try {
      return await workspaces.member(origin?.team ?? '', origin?.organisation)
    } catch (error) {
      log.warn(why(error), 'a delivery was not taken: its workspace cannot be looked up now')
      throw error
    }
  }
}

/** What kind of delivery it is; few, and none of them says anything about anyone. */
function kindOf(given: Readonly<Record<string, unknown>>): string {
  const { type, command } = given
  if (typeof command === 'string') return 'command'
  return typeof type === 'string' && KINDS.includes(type) ? type : 'other'
}

const KINDS: readonly string[] = [
  'event_callback',
  'block_actions',
  'message_action',
  'view_submission',
  'view_closed',
  'app_rate_limited',
]
