import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { makeEncryption } from '../../../src/store/keys/encryption.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { serverDatabase } from '../../doubles/server-database.ts'
import { installationsContract, SECRET_KEY } from './installations.contract.ts'

const { DATABASE_URL, CI } = process.env

const dataDirs: string[] = []
const aDataDir = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tfauth-installations-'))
  dataDirs.push(dataDir)
  return dataDir
}
afterAll(() => Promise.all(dataDirs.map((dataDir) => rm(dataDir, { recursive: true }))))

installationsContract('installations in PGlite', async () => {
  const store = await openStore({ dataDir: await aDataDir(), secretKey: SECRET_KEY })
  return { one: store, two: store, end: () => store.close() }
})

if (DATABASE_URL) {
  installationsContract('installations in PostgreSQL, two replicas', async () => {
    const { url, drop } = await serverDatabase(DATABASE_URL)
    const options = { databaseUrl: url, dataDir: '', secretKey: SECRET_KEY }
    const [one, two] = await Promise.all([openStore(options), openStore(options)])
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
  test('installations in PostgreSQL', () => {
    expect(DATABASE_URL, 'CI must prove both databases: set DATABASE_URL').toBeDefined()
  })
} else {
  describe.skip('installations in PostgreSQL (skipped: DATABASE_URL is not set; see .ci/with-postgres.sh)', () => {
    test('the contract', () => {})
  })
}

describe('sealed', () => {
  const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]

  test('a box says nothing of what is in it, and is never the same', () => {
    const { seal, open } = makeEncryption([first])
    const [one, two] = [seal('xoxe-1', 'T1'), seal('xoxe-1', 'T1')]
    expect(one.box.equals(two.box)).toBe(false)
    expect(one.box.includes('xoxe')).toBe(false)
    expect(open(one, 'T1')).toBe('xoxe-1')
  })

  test('a box that was changed, cut or moved to another row does not open', () => {
    const { seal, open } = makeEncryption([first])
    const { keyId, box } = seal('xoxe-1', 'T1')
    expect(() => open({ keyId, box }, 'T2')).toThrow(/changed or moved/)
    for (const at of [0, 12, box.length - 1]) {
      const changed = Buffer.from(box)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(() => open({ keyId, box: changed }, 'T1')).toThrow(/changed or moved/)
    }
    for (const length of [0, 12, 20, box.length - 1])
      expect(() => open({ keyId, box: box.subarray(0, length) }, 'T1')).toThrow(/changed or moved/)
  })

  test('keys are changed: the former one opens, the new one seals', () => {
    const before = makeEncryption([first]).seal('xoxe-1', 'T1')
    const both = makeEncryption([second, first])
    expect(both.open(before, 'T1')).toBe('xoxe-1')
    expect(both.seal('x', 'T1').keyId).toBe(makeEncryption([second]).keyId)
    expect(() => makeEncryption([second]).open(before, 'T1')).toThrow(/Add the former key/)
    expect(() => makeEncryption([]).seal('x', 'T1')).toThrow(/TFAUTH_SECRET_KEY is not set/)
  })

  test('after one start with both keys the former one is not needed any more', async () => {
    const dataDir = await aDataDir()
    const start = async (secretKey: Uint8Array, ...formerKeys: Uint8Array[]) =>
      openStore({ dataDir, secretKey, formerKeys })
    const before = await start(first)
    await before.installations.keep('T1', 'the record')
    await before.close()
    const without = await start(second)
    await expect(without.installations.find('T1')).rejects.toThrow(/Add the former key/)
    await without.close()
    await (await start(second, first)).close()
    const after = await start(second)
    expect(await after.installations.find('T1')).toBe('the record')
    await after.close()
  })
})
