import { masksFor } from '../../core/aws-ids/mask-ids.ts'
import type { LinkedRole } from '../checks/account/linked-role.ts'
import { type CheckRequest, checkOf } from '../checks/all-checks.ts'
import type { Checks } from '../checks/rate-limited-checks.ts'
import type { CheckResult } from '../checks/run-check.ts'
import { auditRow } from './audit-row.ts'
import type { LinkingDeps, LinkRefusal, Person } from './link-deps.ts'
import type { LinkRecord } from './link-store.ts'
import { mayAsk } from './links-for.ts'
import { pickLink } from './pick-link.ts'
import { withProof } from './verify-as-admin.ts'

export type LinkCheckResult =
  | {
      readonly kind: 'checked'
      readonly link: LinkRecord
      readonly result: CheckResult
      readonly cached: boolean
    }
  | { readonly kind: 'refused-for-now'; readonly inSeconds: number }

/** Nobody asked for so long: the role is proved again before it is trusted. */
const IDLE_MS = 7 * 24 * 3_600_000

/** Takes who asks what of which link; gives the result, or why nothing was asked. */
export async function checkThroughLink(
  deps: LinkingDeps,
  person: Person,
  request: CheckRequest,
  id?: string,
): Promise<LinkCheckResult | LinkRefusal> {
  const { links, audit } = deps
  const refuse = async (because: LinkRefusal['because']): Promise<LinkRefusal> => {
    await audit.add({
      ...auditRow(person, 'check-refused', because, aboutOf(request)),
      check: request.check,
    })
    return { kind: 'refused', because }
  }
  if (!person.home) return refuse('not-home')
  if (await links.stopped(person.team)) return refuse('stopped')
  const all = await links.all(person.team)
  const mine = await mayAsk(all, person)
  const link = pickLink(mine, request, { id })
  if (!link) return refuse(mine.length > 0 || all.length === 0 ? 'unknown-link' : 'not-allowed')
  const answer = await audited(deps, person)({ request, link, by: person.user })
  if (answer.kind === 'refused') return { kind: 'refused-for-now', inSeconds: answer.inSeconds }
  return { kind: 'checked', link, result: answer.result, cached: answer.cached }
}

/** Takes where it is asked; gives checks that go on record, behind a role that was proved lately. */
export function audited(deps: LinkingDeps, where: Pick<Person, 'team' | 'channel'>): Checks {
  return async (asked) => {
    const { request, by } = asked
    const person = { ...where, user: by }
    const link = await fresh(deps, asked.link, person)
    const note = (
      did: 'checked' | 'check-refused',
      result: string,
      requestId: string | null = null,
    ) =>
      deps.audit.add({
        ...auditRow(person, did, result, aboutOf(request)),
        link: asked.link.id,
        check: request.check,
        requestId,
      })
    // Cut, suspended or stopped since its place was asked for it.
    if (!link) {
      await note('check-refused', 'not active')
      return { kind: 'refused', because: 'workspace', inSeconds: 0 }
    }
    const answer = await deps.checks({ ...asked, link })
    if (answer.kind === 'refused') {
      await note('check-refused', `too often: ${answer.because}`)
      return answer
    }
    const { result, cached } = answer
    const requests = cached ? [] : (result.requests ?? [])
    await note(
      'checked',
      `${result.grade}${cached ? ', said again' : ''}`,
      requests.join(' ') || null,
    )
    if (await deps.links.used(link.team, link.id, where.channel)) {
      await deps.notify({ team: link.team, what: 'new-channel', link, by: where.channel ?? '' })
    }
    return answer
  }
}

async function fresh(
  deps: LinkingDeps,
  { team, id }: LinkedRole,
  person: Pick<Person, 'team' | 'user' | 'channel'>,
): Promise<LinkRecord | undefined> {
  const link = await deps.links.find(team, id)
  if (link?.state !== 'active' || (await deps.links.stopped(team))) return undefined
  const since = Math.max(Date.parse(link.usedAt ?? '') || 0, Date.parse(link.verifiedAt ?? '') || 0)
  if (deps.now() - since <= IDLE_MS) return link
  const again = await withProof(deps, link, person)
  return again.kind === 'verified' ? again.link : undefined
}

/** What was asked, as the record keeps it. */
function aboutOf(request: CheckRequest): string | null {
  return checkOf(request.check).about(request, masksFor('thread'))
}
