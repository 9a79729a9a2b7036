import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  DataDirBusy,
  DataDirUnreadable,
  DiskFull,
  StoreError,
  StoreUnavailable,
  TablesUnusable,
} from '../../src/store/database/store-error.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { openPglite } from '../../src/store/pglite/open-pglite.ts'
import { requireFreeSpace } from '../../src/store/pglite/require-free-space.ts'
import { onServer, serverDatabase } from '../doubles/server-database.ts'
import { startAccepting } from './cases/start-accepting.ts'

const { DATABASE_URL } = process.env

/** A data directory after its first start, which takes seconds; tests that need one get a copy. */
let started: string
beforeAll(async () => {
  started = await mkdtemp(join(tmpdir(), 'tfauth-started-'))
  await (await openStore({ dataDir: started })).close()
})
afterAll(() => rm(started, { recursive: true, force: true }))

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tfauth-open-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }))

describe('the embedded database', () => {
  test('has one owner, which may be another process, and is free once that is gone', async () => {
    await cp(started, dataDir, { recursive: true })
    const first = await openStore({ dataDir })
    const refused = await refusal({ dataDir })
    expect(refused).toBeInstanceOf(DataDirBusy)
    expect(refused.message).toMatch(/in use by another tfauth\. Stop that one first/)
    await first.close()
    await first.close()
    expect(await first.healthy()).toBe(false)

    const child = startAccepting(dataDir, 'r')
    await child.open
    expect(await refusal({ dataDir })).toBeInstanceOf(DataDirBusy)
    await child.kill()
    await (await openStore({ dataDir })).close()
  })

  test('of eight that start at once in an empty directory, one wins', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => openStore({ dataDir })),
    )
    const won = results.filter((result) => result.status === 'fulfilled')
    expect(won).toHaveLength(1)
    for (const { value } of won) await value.close()
    expect((await readdir(dataDir)).sort()).toEqual(['LOCK.sqlite', 'pglite'])
  })

  test('a directory that is a file is refused with a sentence', async () => {
    const path = join(dataDir, 'file')
    await writeFile(path, '')
    const refused = await refusal({ dataDir: path })
    expect(refused).toBeInstanceOf(DataDirUnreadable)
    expect(refused.message).toContain(`The data directory ${path} cannot be used (EEXIST)`)
  })

  test('a database that does not open is refused with a sentence, twice', async () => {
    await mkdir(join(dataDir, 'pglite'))
    await writeFile(join(dataDir, 'pglite', 'PG_VERSION'), '17\n')
    for (let i = 0; i < 2; i++) {
      const refused = await refusal({ dataDir })
      expect(refused).toBeInstanceOf(DataDirUnreadable)
      expect(refused.message).toMatch(/does not open\. It may be damaged.*move the directory away/)
    }
  })

  test('tables of a newer version are refused with a sentence', async () => {
    await cp(started, dataDir, { recursive: true })
    const { db, close } = await openPglite(dataDir)
    await sql`insert into tfauth_migration values ('9999-later', ${new Date().toISOString()})`.execute(
      db,
    )
    await close()
    const refused = await refusal({ dataDir })
    expect(refused).toBeInstanceOf(TablesUnusable)
    expect(refused.message).toContain('If a newer tfauth wrote them, start that one')
  })

  test('is checkpointed after a thousand writes', async () => {
    await cp(started, dataDir, { recursive: true })
    const { db, wrote, close } = await openPglite(dataDir)
    const last = async () => {
      const { rows } = await sql`select redo_lsn::text from pg_control_checkpoint()`.execute(db)
      return rows
    }
    await sql`create table written (n int)`.execute(db)
    const before = await last()
    for (let i = 0; i < 999; i++) wrote()
    expect(await last()).toEqual(before)
    wrote()
    await expect.poll(last).not.toEqual(before)
    await close()
  })

  test('reads numbers and bytes as the server does', async () => {
    await cp(started, dataDir, { recursive: true })
    const { db, close } = await openPglite(dataDir)
    const { rows } = await sql`select 9007199254740993::int8 as n, '\\x00ff'::bytea as b`.execute(
      db,
    )
    expect(rows).toEqual([{ n: '9007199254740993', b: Buffer.from([0, 255]) }])
    await close()
  })

  test('a disk without enough free space is refused with a sentence', async () => {
    await expect(requireFreeSpace(dataDir, Number.MAX_SAFE_INTEGER)).rejects.toThrow(DiskFull)
    await expect(requireFreeSpace(dataDir, Number.MAX_SAFE_INTEGER)).rejects.toThrow(
      /has \d+ MB free, and \d+ MB are needed\. Free some space/,
    )
    await requireFreeSpace(dataDir, 1)
  })
})

describe('a database that cannot be reached', { timeout: 10_000 }, () => {
  test('is refused with a sentence that names the host and not the password', async () => {
    const refused = await refusal({
      dataDir,
      databaseUrl: 'postgres://bot:s3cr3t@127.0.0.1:1/tfauth',
    })
    expect(refused).toBeInstanceOf(StoreUnavailable)
    expect(refused.message).toMatch(
      /^The database at 127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\)\. Check that it runs/,
    )
    expect(inspect(refused, { depth: 9, showHidden: true })).not.toContain('s3cr3t')
  })

  test('is given up when it accepts and never answers', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const refused = await refusal({
      dataDir,
      databaseUrl: `postgres://bot:s3cr3t@127.0.0.1:${port}/x`,
    })
    expect(refused).toBeInstanceOf(StoreUnavailable)
    expect(inspect(refused, { depth: 9, showHidden: true })).not.toContain('s3cr3t')
    silent.close()
  })

  test.each([
    'postgres://bot:s3cr3t@[bad/x',
    'postgres://bot:s3cr3t@host:port/x',
    'mysql://bot:s3cr3t@127.0.0.1/x',
  ])('a URL that is none is refused without repeating it: %#', async (databaseUrl) => {
    const refused = await refusal({ dataDir, databaseUrl })
    expect(refused).toBeInstanceOf(StoreUnavailable)
    expect(refused.message).toMatch(/^DATABASE_URL is not a PostgreSQL URL/)
    expect(inspect(refused, { depth: 9, showHidden: true })).not.toContain('s3cr3t')
  })
})

describe.skipIf(!DATABASE_URL)('a PostgreSQL server (skipped without DATABASE_URL)', () => {
  test('four replicas that start at once agree on the tables', async () => {
    const { url, drop } = await serverDatabase(DATABASE_URL ?? '')
    const stores = await Promise.all(
      Array.from({ length: 4 }, () => openStore({ dataDir, databaseUrl: url })),
    )
    expect(await Promise.all(stores.map((store) => store.healthy()))).toEqual([
      true,
      true,
      true,
      true,
    ])
    await Promise.all(stores.map((store) => store.close()))
    await drop()
  })

  test('without such a database is refused with a sentence', async () => {
    const url = new URL(DATABASE_URL ?? '')
    url.pathname = '/no_such_database'
    const refused = await refusal({ dataDir, databaseUrl: url.href })
    expect(refused).toBeInstanceOf(StoreUnavailable)
    expect(refused.message).toContain('has no database "no_such_database". Create it')
  })

  test('that ends every connection is met again by the next write', async () => {
    const { url, drop } = await serverDatabase(DATABASE_URL ?? '')
    const store = await openStore({ dataDir, databaseUrl: url })
    const errors: unknown[] = []
    let accepted = 0
    for (let round = 0; round < 5; round++) {
      const writes = Promise.allSettled(
        Array.from({ length: 20 }, (_, i) => accept(store, `${round}-${i}`)),
      )
      await onServer(DATABASE_URL ?? '', endConnectionsTo(url))
      for (const result of await writes) {
        if (result.status === 'rejected') errors.push(result.reason)
        else accepted += 1
      }
      await accept(store, `${round}-after`)
    }
    expect(errors.filter((error) => !(error instanceof StoreUnavailable))).toEqual([])
    expect(accepted + errors.length).toBe(100)
    await store.close()
    await drop()
  })
})

async function refusal(options: Parameters<typeof openStore>[0]): Promise<StoreError> {
  try {
    const store = await openStore(options)
    await store.close()
  } catch (error) {
    if (error instanceof StoreError) return error
    throw error
  }
  throw new Error('it opened')
}

function accept({ cases }: Store, name: string) {
  return cases.accept({
    delivery: `slack:${name}`,
    place: { surface: 'slack', thread: name },
    workspace: 'T1',
    asker: 'U1',
    knowledge: 'k1',
    event: { kind: 'started' },
  })
}

function endConnectionsTo(url: string): string {
  const name = new URL(url).pathname.slice(1)
  // Waits up to 5 s for each to be gone: a signal that is still on its way would end a write that comes after.
  return `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${name}'`
}
