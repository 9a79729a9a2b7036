import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../../src/store/open-store.ts'
import { serverDatabase } from '../../doubles/server-database.ts'
import { casesContract } from './cases.contract.ts'

const { DATABASE_URL, CI } = process.env

casesContract('cases in PGlite', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tfauth-cases-'))
  const store = await openStore({ dataDir })
  // One process has the directory, so both doors are the same.
  return {
    one: store,
    two: store,
    end: async () => {
      await store.close()
      await rm(dataDir, { recursive: true })
    },
  }
})

if (DATABASE_URL) {
  casesContract('cases in PostgreSQL, two replicas', async () => {
    const { url, drop } = await serverDatabase(DATABASE_URL)
    // Opened at once: both find no tables and want to make them.
    const [one, two] = await Promise.all([
      openStore({ databaseUrl: url, dataDir: '' }),
      openStore({ databaseUrl: url, dataDir: '' }),
    ])
    return {
      one,
      two,
      end: async () => {
        await Promise.all([one.close(), two.close()])
        await drop()
      },
    }
  })
} else if (CI) {
  test('cases in PostgreSQL', () => {
    expect(DATABASE_URL, 'CI must prove both databases: set DATABASE_URL').toBeDefined()
  })
} else {
  describe.skip('cases in PostgreSQL (skipped: DATABASE_URL is not set; see .ci/with-postgres.sh)', () => {
    test('the contract', () => {})
  })
}
