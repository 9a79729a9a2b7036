import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { NotImported } from '../../src/store/database/store-error.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { openPglite } from '../../src/store/pglite/open-pglite.ts'
import { TABLES_MOVED } from '../../src/store/transfer/tables-moved.ts'
import { serverDatabase } from '../doubles/server-database.ts'

const { DATABASE_URL } = process.env
const base = await mkdtemp(join(tmpdir(), 'tfauth-transfer-'))
afterAll(() => rm(base, { recursive: true }))

const secretKey = new Uint8Array(32).fill(7)
const at = (name: string) => openStore({ dataDir: join(base, name), secretKey })

async function fill(store: Store): Promise<void> {
  for (const thread of ['T1/C1/1.0', 'T1/C1/2.0']) {
    await store.cases.accept({
      delivery: `slack:${thread}`,
      place: { surface: 'slack', thread },
      workspace: 'T1',
      asker: 'U1',
      knowledge: 'k1',
      event: { kind: 'started' },
    })
  }
  const opened = await store.cases.at({ surface: 'slack', thread: 'T1/C1/1.0' })
  await store.cases.remember(opened?.id ?? '', 'verdict', '1.5')
  await store.cases.answered('slack:T1/C1/1.0')
  await store.retention.keepFor('T1', 14)
  await store.channels.setSettings('T1', 'C1', { listens: false, bots: true, quiet: 60, by: 'U1' })
  await store.audit.add({
    team: 'T1',
    by: 'U1',
    channel: 'C1',
    did: 'linked',
    link: 'L1',
    check: null,
    about: null,
    result: 'done',
    requestId: null,
  })
}

async function exported(store: Store): Promise<readonly string[]> {
  const lines: string[] = []
  await store.exportRows(async (line) => void lines.push(line))
  return lines
}

async function* from(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}

/** Moves what is stored there and back, and compares every line on the way. */
async function roundTrip(source: Store, target: Store): Promise<void> {
  const lines = await exported(source)
  expect(await target.importRows(from(lines))).toBe(lines.length - 2)
  // The two databases write the same instant in their own ways.
  const rows = (all: readonly string[]) =>
    all.slice(1, -1).map((line) => {
      const { table, row } = JSON.parse(line)
      for (const [name, value] of Object.entries(row))
        if (/_at$|^at$|^until$/.test(name) && typeof value === 'string')
          row[name] = new Date(value).toISOString()
      return { table, row }
    })
  expect(rows(await exported(target))).toEqual(rows(lines))
  expect(await target.cases.at({ surface: 'slack', thread: 'T1/C1/1.0' })).toEqual(
    await source.cases.at({ surface: 'slack', thread: 'T1/C1/1.0' }),
  )
  expect(target.fingerprint('one key')).toBe(source.fingerprint('one key'))
  expect((await target.owed()).count).toBe(1)
}

test('every table moves', async () => {
  const store = await at('tables')
  await store.close()
  const database = await openPglite(join(base, 'tables'))
  const { rows } = await sql<{
    name: string
  }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_name not like 'tfauth_migration%'`.execute(database.db)
  await database.close()
  expect(rows.map(({ name }) => name).sort()).toEqual([...TABLES_MOVED].sort())
})

test('an export is read into an empty store, and a record goes on after it', async () => {
  const [source, target] = [await at('source'), await at('target')]
  await fill(source)
  await roundTrip(source, target)
  await fill(target).catch(() => undefined)
  await expect(exported(target)).resolves.toBeDefined()
  await source.close()
  await target.close()
})

describe('what is no whole export for an empty store is refused, and nothing changes', async () => {
  const source = await at('refused-source')
  await fill(source)
  const lines = await exported(source)
  await source.close()
  // One store for all: nothing of what is refused may be in it afterwards.
  const target = await at('refused')
  afterAll(() => target.close())
  test.each<[string, readonly string[], RegExp]>([
    ['cut off', lines.slice(0, -1), /cut off after line/],
    ['a line is missing', lines.toSpliced(2, 1), /where its end says/],
    ['something else', ['{"id":1}'], /This is no export/],
    ['no JSON', [lines[0] ?? '', 'hello'], /Line 2 of the export is not JSON/],
    ['another table', [lines[0] ?? '', '{"table":"pg_user","row":{}}'], /names no table/],
    [
      'a row that does not fit',
      [lines[0] ?? '', '{"table":"cases","row":{"id":null}}'],
      /does not fit/,
    ],
    ['a later form', ['{"tfauth":"store","format":99}'], /newer tfauth/],
    ['nothing', [], /cut off/],
  ])('%s', async (_, given, says) => {
    const before = await exported(target)
    await expect(target.importRows(from(given))).rejects.toThrow(says)
    await expect(target.importRows(from(given))).rejects.toBeInstanceOf(NotImported)
    expect(await exported(target)).toEqual(before)
  })
  test('a store that holds something', async () => {
    const target = await at('refused-full')
    await fill(target)
    await expect(target.importRows(from(lines))).rejects.toThrow(/is not empty/)
    await target.close()
  })
})

describe.skipIf(!DATABASE_URL)('a PostgreSQL server (skipped without DATABASE_URL)', () => {
  test('a trial moves there and back', async () => {
    const { url, drop } = await serverDatabase(DATABASE_URL ?? '')
    const source = await at('trial')
    await fill(source)
    const server = await openStore({ dataDir: base, databaseUrl: url, secretKey })
    await roundTrip(source, server)
    const back = await at('back')
    await roundTrip(server, back)
    for (const store of [source, server, back]) await store.close()
    await drop()
  })
})
