import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LinkRecord } from '../../../src/app/accounts/link-store.ts'
import type { Verification } from '../../../src/app/accounts/verify-link.ts'
import type { Store } from '../../../src/store/open-store.ts'

type Door = Pick<Store, 'links' | 'audit' | 'installations'>

/** Two doors to the same database, and one past the code that guards it. */
export type LinkReplicas = {
  readonly one: Door
  readonly two: Door
  readonly sql: (query: string) => Promise<readonly Record<string, unknown>[]>
  end(): Promise<void>
}
type Proof = Extract<Verification, { verdict: 'link' }>

let count = 0
const team = () => `T0LINK${++count}`
const number = (last: number) => String(111_122_220_000 + last)
const thrice = <Answer>(answer: Answer) => [answer, answer, answer]

const ROW = {
  by: 'U1',
  channel: 'C1',
  did: 'checked',
  link: 'a link',
  check: 'key',
  about: 'AKIA…MPLE',
  result: 'shown',
  requestId: '7a62c49f-347e-4fc4-9331-6e8eEXAMPLE',
} as const

/** What a role as in the template answers. */
const proof = (account: string): Proof => ({
  probed: {
    right: [...thrice('accepted' as const), 'accepted'],
    random: thrice('rejected' as const),
    none: thrice('rejected' as const),
  },
  verdict: 'link',
  account,
  may: [{ call: 'iam:GetRole', allowed: true }],
  others: ['arn:aws:iam::111122223333:root'],
})

/** What every store keeps of links, seen through two doors to the same database. */
export function linksContract(name: string, open: () => Promise<LinkReplicas>): void {
  describe(name, () => {
    let replicas: LinkReplicas
    beforeAll(async () => {
      replicas = await open()
    })
    afterAll(() => replicas.end())
    const one = () => replicas.one.links
    const two = () => replicas.two.links
    const started = async (at: string, account = number(++count)): Promise<LinkRecord> => {
      const link = await one().begin(at, account, 'U1')
      if (typeof link === 'string') throw new Error(link)
      return link
    }
    const active = async (at: string) => {
      const link = await started(at)
      const now = await one().activate(link, proof(link.account))
      if (!now) throw new Error('not active')
      return now
    }
    /** As if so much time had gone by. */
    const age = (link: LinkRecord, column: string, interval: string) =>
      replicas.sql(
        `update links set ${column} = ${column} - interval '${interval}' where id = '${link.id}'`,
      )

    test('R6: an external id is made here, and asking again while it waits gives the same', async () => {
      const at = team()
      const link = await started(at, number(1))
      expect(link).toMatchObject({
        team: at,
        account: number(1),
        state: 'pending',
        by: 'U1',
        verifiedAt: null,
        allowed: { channels: [], groups: [] },
      })
      expect(link.externalId).toMatch(/^tfauth-[a-z2-7]{32}$/)
      expect(await two().begin(at, number(1), 'U2')).toEqual(link)
      expect(await two().find(at, link.id)).toEqual(link)
      await one().activate(link, proof(link.account))
      expect(await two().begin(at, number(1), 'U1')).toBe('exists')
    })

    test('R6: no two links can have the same external id', async () => {
      const [first, second] = [await started(team()), await started(team())]
      const same = `(select external_id_hash from links where id = '${first.id}')`
      await expect(
        replicas.sql(`update links set external_id_hash = ${same} where id = '${second.id}'`),
      ).rejects.toThrow()
    })

    test('R6, R36: neither the external id nor anything like it can be read in the database', async () => {
      const link = await started(team())
      const rows = await replicas.sql(`select * from links where id = '${link.id}'`)
      const [row] = rows
      expect(JSON.stringify(rows)).not.toContain(link.externalId.slice(7))
      expect(Buffer.from(row?.sealed as Uint8Array).includes(link.externalId)).toBe(false)
    })

    test('R36: two boxes that changed places do not open', async () => {
      const at = team()
      const [first, second] = [await started(at), await started(at)]
      await replicas.sql(
        `update links set sealed = (select other.sealed from links other where other.id = '${second.id}') where id = '${first.id}'`,
      )
      await expect(two().find(at, first.id)).rejects.toThrow(/changed or moved/)
      await replicas.sql(`delete from links where id = '${first.id}'`)
    })

    test('R36: a box does not open in another workspace', async () => {
      const [mine, other] = [team(), team()]
      const link = await started(mine)
      await replicas.sql(`update links set workspace = '${other}' where id = '${link.id}'`)
      await expect(one().all(other)).rejects.toThrow(/changed or moved/)
      await replicas.sql(`delete from links where id = '${link.id}'`)
    })

    test('R7: a link becomes active with the record of its whole probe, in one write', async () => {
      const link = await started(team())
      const now = await two().activate(link, proof(link.account))
      expect(now).toMatchObject({
        state: 'active',
        may: [{ call: 'iam:GetRole', allowed: true }],
        others: ['arn:aws:iam::111122223333:root'],
      })
      expect(now?.verifiedAt).not.toBeNull()
      const [row] = await replicas.sql(`select probed from links where id = '${link.id}'`)
      expect(row?.probed).toEqual(proof('').probed)
    })

    const whole = proof('').probed
    const refused: Verification = {
      probed: whole,
      verdict: 'refuse',
      because: 'trust-text',
      flaws: [],
    }
    const lacking: readonly (readonly [string, (account: string) => Verification])[] = [
      [
        'without a last right answer',
        (a) => ({ ...proof(a), probed: { ...whole, right: thrice('accepted') } }),
      ],
      [
        'with two random refusals',
        (a) => ({ ...proof(a), probed: { ...whole, random: ['rejected', 'rejected'] } }),
      ],
      ['without asking by no id', (a) => ({ ...proof(a), probed: { ...whole, none: [] } })],
      [
        'where a random id was accepted',
        (a) => ({
          ...proof(a),
          probed: { ...whole, random: ['rejected', 'accepted', 'rejected'] },
        }),
      ],
      [
        'where no id was accepted',
        (a) => ({ ...proof(a), probed: { ...whole, none: ['rejected', 'rejected', 'accepted'] } }),
      ],
      ['of another account', () => proof('999988887777')],
      ['that was refused', () => refused],
      [
        'that could not be made',
        () => ({ probed: whole, verdict: 'could-not', because: 'unsteady' }),
      ],
    ]
    test.each(lacking)('R7: a verification %s makes nothing active', async (_, verification) => {
      const link = await started(team())
      await expect(one().activate(link, verification(link.account))).rejects.toThrow(/proves/)
      expect((await two().find(link.team, link.id))?.state).toBe('pending')
    })

    test('R7: the database itself refuses a link that is active without a record', async () => {
      const { id } = await started(team())
      await expect(
        replicas.sql(`update links set status = 'active' where id = '${id}'`),
      ).rejects.toThrow()
    })

    test('R7: what was verified is the link as it is now, not one that was cut and made anew', async () => {
      const at = team()
      const before = await started(at, number(3))
      await one().remove(at, before.id)
      const after = await started(at, number(3))
      expect(await two().activate(before, proof(before.account))).toBeUndefined()
      const mixed = { ...before, id: after.id }
      expect(await two().activate(mixed, proof(before.account))).toBeUndefined()
      expect((await one().find(at, after.id))?.state).toBe('pending')
    })

    test('R9: a pending link ends after 24 hours, and the next one has a new id', async () => {
      const at = team()
      const link = await started(at, number(4))
      expect(Date.parse(link.endsAt ?? '') - Date.parse(link.madeAt)).toBe(24 * 3_600_000)
      await age(link, 'expires_at', '25 hours')
      expect(await two().find(at, link.id)).toBeUndefined()
      expect(await two().all(at)).toEqual([])
      expect(await one().activate(link, proof(link.account))).toBeUndefined()
      const next = await started(at, number(4))
      expect(next.externalId).not.toBe(link.externalId)
    })

    test('R9: five are pending in a workspace at most, also when all are begun at once', async () => {
      const at = team()
      const begun = await Promise.all(
        [10, 11, 12, 13, 14, 15, 16].map((last, index) =>
          (index % 2 ? one() : two()).begin(at, number(last), 'U1'),
        ),
      )
      expect(begun.filter((one) => one === 'too-many')).toHaveLength(2)
      const [first] = await one().all(at)
      if (first) await one().activate(first, proof(first.account))
      expect(await started(at, number(17))).toMatchObject({ state: 'pending' })
      expect(await started(team(), number(10))).toMatchObject({ state: 'pending' })
    })

    test('R9: ten verifications are begun in an hour at most, in all replicas together', async () => {
      const at = team()
      const tries = Array.from({ length: 13 }, (_, index) =>
        (index % 2 ? one() : two()).mayVerify(at, 'a link', 'U1'),
      )
      expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(10)
      await replicas.sql(
        `update verifications set at = at - interval '61 minutes' where workspace = '${at}'`,
      )
      expect(await one().mayVerify(at, 'a link', 'U1')).toBe(true)
    })

    test('R10: what was not verified for a day is due, for one replica at a time', async () => {
      const links = [await active(team()), await active(team()), await active(team())]
      for (const link of links) await age(link, 'verified_at', '25 hours')
      await active(team())
      const taken = (await Promise.all([one().due(10), two().due(10), one().due(10)])).flat()
      expect(taken.map(({ id }) => id).sort()).toEqual(links.map(({ id }) => id).sort())
      const [link] = links
      if (!link) return
      // A replica that died over it is stood in for.
      await age(link, 'leased_at', '31 minutes')
      expect((await two().due(10)).map(({ id }) => id)).toEqual([link.id])
    })

    test('R10: a suspended link is active again only by a verification', async () => {
      const link = await active(team())
      expect(await one().suspend(link.team, link.id, 'accepts-any-id')).toBe(true)
      expect(await two().suspend(link.team, link.id, 'again')).toBe(false)
      const now = await two().find(link.team, link.id)
      expect(now).toMatchObject({ state: 'suspended', suspendedBecause: 'accepts-any-id' })
      if (now) await one().activate(now, proof(now.account))
      expect(await two().find(link.team, link.id)).toMatchObject({
        state: 'active',
        suspendedBecause: null,
      })
    })

    test('R4: nobody is allowed at first; who is, is said anew each time', async () => {
      const link = await active(team())
      expect(link.allowed).toEqual({ channels: [], groups: [] })
      await one().allow(link.team, link.id, { channels: ['C1', 'C1', 'C2'], groups: ['S1'] })
      const now = await two().find(link.team, link.id)
      expect(now?.allowed).toEqual({ channels: ['C1', 'C2'], groups: ['S1'] })
      await two().allow(link.team, link.id, { channels: [], groups: [] })
      expect((await one().find(link.team, link.id))?.allowed).toEqual({ channels: [], groups: [] })
    })

    test('R43: the first use out of a channel is told apart from later ones', async () => {
      const { team: at, id } = await active(team())
      expect(await one().used(at, id, 'C1')).toBe(true)
      expect(await two().used(at, id, 'C1')).toBe(false)
      expect(await one().used(at, id, null)).toBe(false)
      expect(await one().used(at, id, 'C2')).toBe(true)
      expect((await two().find(at, id))?.usedAt).not.toBeNull()
    })

    test('R37: no call of one workspace sees, changes or counts a link of another', async () => {
      const [mine, other] = [team(), team()]
      const link = await active(mine)
      const { id } = link
      await replicas.one.audit.add({ ...ROW, team: mine })
      await one().stop(mine, true, 'U1')
      expect(await two().find(other, id)).toBeUndefined()
      expect(await two().all(other)).toEqual([])
      expect(await replicas.two.audit.rows(other, 100)).toEqual([])
      expect(await two().suspend(other, id, 'x')).toBe(false)
      expect(await two().allow(other, id, { channels: ['C9'], groups: [] })).toBe(false)
      expect(await two().used(other, id, 'C9')).toBe(false)
      expect(await two().remove(other, id)).toBe(false)
      expect(await two().activate({ ...link, team: other }, proof(link.account))).toBeUndefined()
      expect(await two().stopped(other)).toBe(false)
      await two().stop(other, false, 'U2')
      expect(await one().stopped(mine)).toBe(true)
      await one().stop(mine, false, 'U1')
      expect(await one().find(mine, id)).toEqual(link)
      // The same account may be linked by both, each by an id of its own.
      const theirs = await started(other, link.account)
      expect(theirs.externalId).not.toBe(link.externalId)
      expect(await one().remove(mine, id)).toBe(true)
      expect(await two().find(other, theirs.id)).toEqual(theirs)
    })

    test('R38: the audit says who, where, what, about what, by which request and when', async () => {
      const row = { ...ROW, team: team() }
      await replicas.one.audit.add(row)
      const other = {
        ...row,
        did: 'unlinked',
        channel: null,
        check: null,
        requestId: null,
      } as const
      await replicas.two.audit.add(other)
      const rows = await replicas.two.audit.rows(row.team, 10)
      expect(rows).toMatchObject([other, row])
      expect(Math.abs(Date.now() - Date.parse(rows[0]?.at ?? ''))).toBeLessThan(60_000)
      expect(await replicas.one.audit.rows(row.team, 1)).toHaveLength(1)
    })

    test('R38: no line of the audit can be changed, nor deleted within a year', async () => {
      const at = team()
      await replicas.one.audit.add({ ...ROW, team: at })
      const where = `where workspace = '${at}'`
      await expect(replicas.sql(`update audit set result = 'x' ${where}`)).rejects.toThrow(
        /append-only/,
      )
      await expect(replicas.sql(`delete from audit ${where}`)).rejects.toThrow(/append-only/)
      await replicas.sql(
        `insert into audit (workspace, who, did, result, at) values ('${at}', 'U1', 'old', 'x', now() - interval '401 days')`,
      )
      await replicas.sql(`delete from audit ${where} and did = 'old'`)
      expect(await replicas.two.audit.rows(at, 10)).toHaveLength(1)
    })

    test('R39: unlinking deletes at once; a workspace that leaves takes its links with it, and the audit stays', async () => {
      const [gone, stays] = [team(), team()]
      await active(gone)
      const link = await active(stays)
      await replicas.one.audit.add({ ...ROW, team: gone })
      await replicas.one.installations.keep(gone, 'record')
      await replicas.one.installations.keep(stays, 'record')
      await replicas.two.installations.remove(gone)
      expect(await one().all(gone)).toEqual([])
      expect(await replicas.sql(`select id from links where workspace = '${gone}'`)).toEqual([])
      expect(await one().all(stays)).toHaveLength(1)
      expect(await replicas.two.audit.rows(gone, 10)).toHaveLength(1)
      await two().remove(stays, link.id)
      expect(await replicas.sql(`select id from links where id = '${link.id}'`)).toEqual([])
    })

    test('R40: a workspace whose checks are stopped is so in every replica at once', async () => {
      const at = team()
      await one().stop(at, true, 'U1')
      await one().stop(at, true, 'U2')
      expect(await two().stopped(at)).toBe(true)
      await two().stop(at, false, 'U2')
      expect(await one().stopped(at)).toBe(false)
    })
  })
}
