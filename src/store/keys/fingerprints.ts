import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Database } from '../database/database.ts'

const NAME = 'fingerprints'
// Half of SHA-256: no two things of one workspace will ever meet by chance.
const LENGTH = 32

/**
 * Takes a database and the configured key, if any; gives the function from a text to its fingerprint, the same in all
 * replicas. Without a configured key, one is made at the first start and kept in the database.
 */
export async function fingerprints(
  database: Database,
  configured?: Uint8Array,
): Promise<(text: string) => string> {
  // Derived, so that a fingerprint says nothing about what else the configured key protects.
  const key = configured
    ? Buffer.from(hkdfSync('sha256', configured, '', `tfauth ${NAME}`, 32))
    : await ownKey(database)
  return (text) => createHmac('sha256', key).update(text).digest('hex').slice(0, LENGTH)
}

async function ownKey({ db, read, write }: Database): Promise<Buffer> {
  const find = () =>
    read(() =>
      db.selectFrom('own_keys').select('value').where('name', '=', NAME).executeTakeFirst(),
    )
  const found = await find()
  if (found) return found.value
  // Replicas that start at once: the first key stays.
  await write(() =>
    db
      .insertInto('own_keys')
      .values({ name: NAME, value: randomBytes(32) })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute(),
  )
  const kept = await find()
  if (!kept) throw new Error('the key for fingerprints was written and is not there')
  return kept.value
}
