import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { openPostgres } from '../../../src/store/database/open-postgres.ts'
import { StoreUnavailable } from '../../../src/store/database/store-error.ts'
import { silentProxy } from '../../doubles/silent-proxy.ts'

const { DATABASE_URL } = process.env
const PATIENCE = {
  statement_timeout: 400,
  query_timeout: 600,
  lock_timeout: 200,
  idle_in_transaction_session_timeout: 1_000,
}

describe.skipIf(!DATABASE_URL)(
  'PostgreSQL behind a failover (skipped without DATABASE_URL)',
  () => {
    test('connections that answer nothing any more are dropped, and the next ones work', async () => {
      const real = new URL(DATABASE_URL ?? '')
      const host = real.searchParams.get('host') ?? (real.hostname || '127.0.0.1')
      const proxy = await silentProxy({ host, port: Number(real.port || 5432) })
      const through = new URL(real)
      through.searchParams.delete('host')
      through.hostname = '127.0.0.1'
      through.port = String(proxy.port)
      const database = await openPostgres(through.href, PATIENCE)
      const ask = () => sql<{ one: number }>`select 1 as one`.execute(database.db)
      await Promise.all(
        Array.from({ length: 10 }, () => sql`select pg_sleep(0.1)`.execute(database.db)),
      )
      expect(proxy.fallSilent()).toBeGreaterThan(1)
      const lost = await Promise.allSettled(Array.from({ length: 10 }, ask))
      for (const one of lost)
        if (one.status === 'rejected')
          expect(database.explain(one.reason)).toBeInstanceOf(StoreUnavailable)
      expect((await ask()).rows).toEqual([{ one: 1 }])
      proxy.close()
      await database.close()
    })

    test('a statement and a lock that take too long end by themselves', async () => {
      const database = await openPostgres(DATABASE_URL ?? '', PATIENCE)
      await expect(sql`select pg_sleep(5)`.execute(database.db)).rejects.toMatchObject({
        code: '57014',
      })
      await sql`create table if not exists locked_for_a_test (id int)`.execute(database.db)
      await database.db.transaction().execute(async (trx) => {
        await sql`lock table locked_for_a_test in access exclusive mode`.execute(trx)
        await expect(
          sql`insert into locked_for_a_test values (1)`.execute(database.db),
        ).rejects.toMatchObject({ code: '55P03' })
      })
      await sql`drop table locked_for_a_test`.execute(database.db)
      await database.close()
    })
  },
)
