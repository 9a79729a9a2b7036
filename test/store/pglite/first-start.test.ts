import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { expect, test } from 'vitest'
import { firstStart } from '../../../src/store/pglite/first-start.ts'
import { startPglite } from '../../../src/store/pglite/start-pglite.ts'

// The archive is made for one version of PGlite, and ours may be newer.
test('the database that is unpacked is what this version of PGlite would make', {
  timeout: 120_000,
}, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tfauth-first-'))
  const home = await firstStart(dataDir)
  expect(await readdir(home)).not.toContain('postmaster.pid')
  expect((await stat(home)).mode & 0o077).toBe(0)
  const [unpacked, made] = [await startPglite(home), await startPglite(join(dataDir, 'made'))]
  const about = async (database: PGlite, query: string) => (await database.query(query)).rows
  for (const query of [
    `select catalog_version_no from pg_control_system()`,
    `select datname, datcollate, datctype, encoding, datlocprovider from pg_database order by 1`,
    `select proname, pronargs from pg_proc order by oid`,
    `select relname, relkind, relnatts from pg_class where relnamespace = 'pg_catalog'::regnamespace order by 1`,
    `select extname, extversion from pg_extension`,
    `select rolname, rolsuper from pg_roles order by 1`,
    `select name, setting from pg_settings where name not like '%directory' and name not like '%_file'
      and name not in ('TimeZone', 'log_timezone') order by 1`,
  ])
    expect(await about(unpacked, query), query).toEqual(await about(made, query))
  expect(await about(unpacked, `select extract(timezone from now())::int as zone`)).toEqual([
    { zone: 0 },
  ])
  await unpacked.close()
  await made.close()
  await rm(dataDir, { recursive: true })
})

test('a database that lost its PG_VERSION is refused, and nothing of it is touched', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tfauth-first-'))
  const home = join(dataDir, 'pglite')
  await mkdir(join(home, 'base'), { recursive: true })
  await writeFile(join(home, 'base', 'kept'), 'rows')
  await expect(firstStart(dataDir)).rejects.toThrow(
    /not whole: PG_VERSION is missing.*Restore a backup/,
  )
  expect(await readdir(home, { recursive: true })).toEqual(['base', join('base', 'kept')])
  await rm(dataDir, { recursive: true })
})
