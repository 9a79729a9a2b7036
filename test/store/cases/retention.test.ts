import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { caseStore } from '../../../src/store/cases/case-store.ts'
import { retentionStore } from '../../../src/store/cases/retention.ts'
import type { Database } from '../../../src/store/database/database.ts'
import { migrate } from '../../../src/store/database/migrate.ts'
import { openPostgres } from '../../../src/store/database/open-postgres.ts'
import { openPglite } from '../../../src/store/pglite/open-pglite.ts'
import { learningStore } from '../../../src/store/workspaces/learning-store.ts'
import { serverDatabase } from '../../doubles/server-database.ts'
import { anArrival } from './an-arrival.ts'

type Doors = { readonly one: Database; readonly two: Database; end(): Promise<void> }

async function embedded(): Promise<Doors> {
  const dir = await mkdtemp(join(tmpdir(), 'tfauth-kept-'))
  const database = await openPglite(dir)
  const end = async () => {
    await database.close()
    await rm(dir, { recursive: true, force: true })
  }
  return { one: database, two: database, end }
}

async function served(url: string): Promise<Doors> {
  const { url: own, drop } = await serverDatabase(url)
  const [one, two] = await Promise.all([openPostgres(own), openPostgres(own)])
  const end = async () => {
    await Promise.all([one.close(), two.close()])
    await drop()
  }
  return { one, two, end }
}

const { DATABASE_URL } = process.env
const stores: readonly (readonly [string, () => Promise<Doors>])[] = [
  ['PGlite', embedded],
  ...(DATABASE_URL ? [['PostgreSQL', () => served(DATABASE_URL)] as const] : []),
]

describe.each(stores)('how long cases are kept, in %s', { timeout: 60_000 }, (_, open) => {
  test('a case goes after its time with all that hangs on it; a younger one, a learnt one and its neighbours stay', async () => {
    const { one, two, end } = await open()
    try {
      await migrate(one.db)
      let named = 0
      const newId = () => {
        named += 1
        return `case${named}`
      }
      const cases = caseStore(one, newId, async () => undefined)
      const [retention, other] = [retentionStore(one), retentionStore(two)]
      expect(await retention.keptDays('T1')).toBe(30)
      await retention.keepFor('T2', 7)
      await retention.keepFor('T2', 14)
      expect(await other.keptDays('T2')).toBe(14)

      const opened = async (thread: string, days: number) => {
        const found = await cases.accept(
          anArrival({
            place: { surface: 'slack', thread },
            marks: [{ kind: 'account', hash: thread, shown: '…1234' }],
          }),
        )
        const outcome = {
          workspace: thread.split('/')[0] ?? '',
          symptom: 'dead-key',
          remedy: 'new-key',
          confirmed: 'wrong-credentials',
          credit: { 'wrong-credentials': 1 },
          asker: 'U1',
        }
        await cases.append(found?.id ?? '', 1, { kind: 'stopped' }, undefined, outcome)
        await sql`update cases set updated_at = now() - ${days} * interval '1 day' where id = ${found?.id}`.execute(
          one.db,
        )
        return found?.id ?? ''
      }
      const old = await opened('T1/C1/1.1', 31)
      const young = await opened('T1/C1/1.2', 29)
      const short = await opened('T2/C1/1.1', 15)
      const shortYoung = await opened('T2/C1/1.2', 13)
      // Whatever was chosen, Slack may still repeat what it delivered a day ago.
      await retention.keepFor('T3', 0)
      const yesterday = await opened('T3/C1/1.1', 1)

      const gone = await Promise.all([retention.forgetOld(), other.forgetOld()])
      expect(gone[0] + gone[1]).toBe(2)
      const there = await Promise.all(
        [old, young, short, shortYoung, yesterday].map(
          async (id) => (await cases.load(id)) !== undefined,
        ),
      )
      expect(there).toEqual([false, true, false, true, true])
      const count = async (table: 'deliveries' | 'marks' | 'outcomes') =>
        (await one.db.selectFrom(table).select('case_id').execute()).map(({ case_id }) => case_id)
      for (const table of ['deliveries', 'marks'] as const)
        expect((await count(table)).sort()).toEqual([young, shortYoung, yesterday].sort())
      expect(await count('outcomes')).toHaveLength(5)
      expect(await learningStore(one).solved('T1', 10)).toHaveLength(2)
      expect(await retention.forgetOld()).toBe(0)
    } finally {
      await end()
    }
  })
})
