import { makeExternalId } from '../../src/app/accounts/external-id.ts'
import type { Audit, AuditRow, LinkRecord, Links } from '../../src/app/accounts/link-store.ts'

/** Links and their record in memory: what the surface is tried against, not the store. */
export function memoryLinks(): {
  readonly links: Links
  readonly audit: Audit
  readonly rows: readonly AuditRow[]
  readonly all: () => readonly LinkRecord[]
} {
  const kept = new Map<string, LinkRecord>()
  const rows: AuditRow[] = []
  const used = new Set<string>()
  const stopped = new Set<string>()
  const at = (team: string, id: string) => {
    const found = kept.get(id)
    return found?.team === team ? found : undefined
  }
  const change = (team: string, id: string, more: Partial<LinkRecord>) => {
    const found = at(team, id)
    if (!found) return undefined
    const next = { ...found, ...more }
    kept.set(id, next)
    return next
  }
  const all = (team: string) => [...kept.values()].filter((link) => link.team === team)
  const now = () => new Date().toISOString()
  return {
    rows,
    all: () => [...kept.values()],
    links: {
      begin(team, account, by) {
        if (all(team).some((link) => link.account === account)) return Promise.resolve('exists')
        if (all(team).filter(({ state }) => state === 'pending').length >= 5)
          return Promise.resolve('too-many')
        const link: LinkRecord = {
          team,
          id: `L${kept.size + 1}`,
          account,
          externalId: makeExternalId(),
          state: 'pending',
          by,
          madeAt: now(),
          endsAt: '2099-01-01T00:00:00.000Z',
          verifiedAt: null,
          usedAt: null,
          suspendedBecause: null,
          may: [],
          others: [],
          allowed: { channels: [], groups: [] },
        }
        kept.set(link.id, link)
        return Promise.resolve(link)
      },
      find: (team, id) => Promise.resolve(at(team, id)),
      all: (team) => Promise.resolve(all(team)),
      mayVerify: () => Promise.resolve(true),
      activate: ({ team, id }, verification) =>
        Promise.resolve(
          verification.verdict === 'link'
            ? change(team, id, {
                state: 'active',
                verifiedAt: now(),
                suspendedBecause: null,
                may: verification.may,
                others: verification.others,
              })
            : undefined,
        ),
      suspend: (team, id, because) =>
        Promise.resolve(
          at(team, id)?.state === 'active' &&
            change(team, id, { state: 'suspended', suspendedBecause: because }) !== undefined,
        ),
      allow: (team, id, allowed) => Promise.resolve(change(team, id, { allowed }) !== undefined),
      used(team, id, channel) {
        const first = channel !== null && !used.has(`${id}/${channel}`)
        used.add(`${id}/${channel ?? ''}`)
        change(team, id, { usedAt: now() })
        return Promise.resolve(first)
      },
      remove: (team, id) => Promise.resolve(at(team, id) !== undefined && kept.delete(id)),
      due: () => Promise.resolve([]),
      stopped: (team) => Promise.resolve(stopped.has(team)),
      stop(team, on) {
        if (on) stopped.add(team)
        else stopped.delete(team)
        return Promise.resolve()
      },
    },
    audit: {
      add: (row) => Promise.resolve(void rows.unshift({ ...row, at: now() })),
      rows: (team, limit) =>
        Promise.resolve(rows.filter((row) => row.team === team).slice(0, limit)),
    },
  }
}
