import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeApp } from '../../../src/app/app.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { openPglite } from '../../../src/store/pglite/open-pglite.ts'
import { memoryDeps } from '../../doubles/memory-app.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const KEY = 'AKIAQ4TFAUTHNEXAMPLE'
const SECRET = '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'
const PASTE = `Error: x: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error InvalidClientTokenId: The security token included in the request is invalid.
export AWS_ACCESS_KEY_ID=${KEY}
export AWS_SECRET_ACCESS_KEY=${SECRET}`

test('a pasted key and its secret are found in nothing that is stored', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tfauth-nothing-kept-'))
  const store = await openStore({ dataDir })
  const app = makeApp(memoryDeps(knowledge, store))
  const place = { surface: 'sandbox', thread: 'thread-of-the-test' } as const
  const from = { surface: 'sandbox', presser: 'U1' } as const
  const paste = (delivery: string, text: string) =>
    app.paste({ delivery, place, asker: 'U1', text, direct: true })
  const pasted = await paste('d1', PASTE)
  const { id = '' } = pasted?.case ?? {}
  await app.press({
    delivery: 'd2',
    ...from,
    press: { case: id, revision: 1, do: { kind: 'start' } },
  })
  // Typed as an answer, a secret is none, and read as a paste.
  await paste('d3', SECRET)
  await paste('d4', KEY)
  const { case: now } = (await app.show(place)) ?? {}
  const fixed = { kind: 'fixed', remedy: 'env-override/unset-the-variables' } as const
  await app.press({
    delivery: 'd5',
    ...from,
    press: { case: id, revision: now?.revision ?? 0, do: fixed },
  })
  expect(await store.workspaces.solved('sandbox', 9)).toHaveLength(1)
  expect(await store.workspaces.marked('sandbox', 60_000)).not.toHaveLength(0)
  await store.close()

  const database = await openPglite(dataDir)
  for (const table of ['cases', 'deliveries', 'outcomes', 'marks', 'workspaces', 'own_keys']) {
    const query = sql`select t::text as row from ${sql.table(table)} t`
    const stored = JSON.stringify((await query.execute(database.db)).rows)
    for (const secret of [KEY, KEY.slice(4), SECRET, SECRET.slice(0, 10)])
      expect(stored, table).not.toContain(secret)
  }
  await database.close()
  await rm(dataDir, { recursive: true })
}, 60_000)
