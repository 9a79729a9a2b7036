import type { ReceiverEvent } from '@slack/bolt'
import { z } from 'zod'
import type { Metrics } from '../../app/ports/metrics.ts'
import { departureOf } from '../install/installation-events.ts'
import { type Log, why } from '../protocol/log.ts'
import type { AckLoad } from './ack-load.ts'
import type { WorkspaceClients, WorkspaceMember } from './workspace-clients.ts'

export type WorkspaceRoute = {
  readonly workspaces: WorkspaceClients
  readonly metrics: Metrics
  readonly load: AckLoad
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

/**
 * Takes a delivery and what takes it on; gives it the app in the workspace that the delivery came through. One of a
 * workspace without the app is acknowledged and goes no further.
 */
export async function routeDelivery(
  { workspaces, metrics, load, log }: WorkspaceRoute,
  event: ReceiverEvent,
  take: (event: ReceiverEvent, member: WorkspaceMember) => Promise<void>,
): Promise<void> {
  load.began()
  try {
    const began = performance.now()
    const departure = departureOf(event.body)
    if (departure !== undefined) {
      const { id, at, workspaces: some } = departure
      await (some ? workspaces.left(some, id) : workspaces.leave(id, at))
      return event.ack()
    }
    const kind = kindOf(event.body)
    const member = await memberFor(workspaces, originOf(event.body), log)
    if (member === undefined) {
      // A last delivery of a workspace that has left: sent again, it would not fare better.
      log.info({ kind }, 'a delivery of a workspace without the app was ignored')
      return event.ack()
    }
    const ack: ReceiverEvent['ack'] = async (...said) => {
      metrics.accepted(kind, performance.now() - began)
      return event.ack(...said)
    }
    await take({ ...event, ack }, member)
  } finally {
    load.ended()
  }
}

async function memberFor(
  workspaces: WorkspaceClients,
  origin: Origin | undefined,
  log: Log,
): Promise<WorkspaceMember | undefined> {
  try {
    return await workspaces.member(origin?.team ?? '', origin?.organisation)
  } catch (error) {
    log.warn(why(error), 'a delivery was not taken: its workspace cannot be looked up now')
    throw error
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
