import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { makeExternalId } from '../../../src/app/accounts/external-id.ts'
import { auditLog } from '../../../src/store/accounts/audit-log.ts'
import { linkStore } from '../../../src/store/accounts/link-store.ts'
import type { Database } from '../../../src/store/database/database.ts'
import { migrate } from '../../../src/store/database/migrate.ts'
import { openPostgres } from '../../../src/store/database/open-postgres.ts'
import { makeEncryption } from '../../../src/store/keys/encryption.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { openPglite } from '../../../src/store/pglite/open-pglite.ts'
import { installationStore } from '../../../src/store/workspaces/installation-store.ts'
import { serverDatabase } from '../../doubles/server-database.ts'
import { SECRET_KEY } from '../workspaces/installations.contract.ts'
import { linksContract } from './links.contract.ts'

const { DATABASE_URL, CI } = process.env

const dataDirs: string[] = []
const aDataDir = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tfauth-links-'))
  dataDirs.push(dataDir)
  return dataDir
}
afterAll(() => Promise.all(dataDirs.map((dataDir) => rm(dataDir, { recursive: true }))))

test('R6: an external id is tfauth- and 160 random bits in base32', () => {
  const ids = Array.from({ length: 2_000 }, makeExternalId)
  expect(ids.filter((id) => !/^tfauth-[a-z2-7]{32}$/.test(id))).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
  // Every letter at every position: nothing in it is fixed.
  for (let at = 7; at < 39; at++) expect(new Set(ids.map((id) => id[at])).size).toBe(32)
})

const doorTo = (database: Database) => ({
  links: linkStore(database, makeEncryption([SECRET_KEY])),
  audit: auditLog(database),
  installations: installationStore(database, makeEncryption([SECRET_KEY])),
})
const queries = (database: Database) => async (query: string) =>
  (await sql.raw<Record<string, unknown>>(query).execute(database.db)).rows

linksContract('links in PGlite', async () => {
  const database = await openPglite(await aDataDir())
  await migrate(database.db)
  const door = doorTo(database)
  return { one: door, two: door, sql: queries(database), end: () => database.close() }
})

if (DATABASE_URL) {
  linksContract('links in PostgreSQL, two replicas', async () => {
    const { url, drop } = await serverDatabase(DATABASE_URL)
    const [one, two] = await Promise.all([openPostgres(url), openPostgres(url)])
    await migrate(one.db)
    return {
      one: doorTo(one),
      two: doorTo(two),
      sql: queries(one),
      end: async () => {
        await Promise.all([one.close(), two.close()])
        await drop()
      },
    }
  })
} else if (CI) {
  test('links in PostgreSQL', () => {
    expect(DATABASE_URL, 'CI must prove both databases: set DATABASE_URL').toBeDefined()
  })
} else {
  describe.skip('links in PostgreSQL (skipped: DATABASE_URL is not set; see .ci/with-postgres.sh)', () => {
    test('the contract', () => {})
  })
}

test('R36: after one start with both keys the former one is not needed any more', async () => {
  const dataDir = await aDataDir()
  const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const start = (secretKey: Uint8Array, ...formerKeys: Uint8Array[]) =>
    openStore({ dataDir, secretKey, formerKeys })
  const before = await start(first)
  const link = await before.links.begin('T1', '111122223333', 'U1')
  const id = typeof link === 'string' ? link : link.id
  await before.close()
  const without = await start(second)
  await expect(without.links.find('T1', id)).rejects.toThrow(/Add the former key/)
  await without.close()
  await (await start(second, first)).close()
  const after = await start(second)
  expect(await after.links.find('T1', id)).toEqual(link)
  await after.close()
})

test('R36: without a key nothing can be linked', async () => {
  const store = await openStore({ dataDir: await aDataDir() })
  await expect(store.links.begin('T1', '111122223333', 'U1')).rejects.toThrow(
    /TFAUTH_SECRET_KEY is not set/,
  )
  await store.close()
})
