import type { Database } from './database.ts'
import { aboutOf } from './installations.ts'
import type { Sealing } from './sealed.ts'
import { KeyMissing } from './store-error.ts'

/** Takes a database and the keys; seals again under the first what a former key sealed, so that this one can go. */
export async function reseal(database: Database, { keyId, seal, open }: Sealing): Promise<void> {
  if (keyId === undefined) return
  const { db } = database
  const query = db.selectFrom('installations').selectAll().where('key_id', '<>', keyId)
  for (const { id, key_id, sealed } of await query.execute()) {
    try {
      const { box } = seal(
        open({ keyId: key_id, box: Buffer.from(sealed) }, aboutOf(id)),
        aboutOf(id),
      )
      await database.beforeWrite()
      await db
        .updateTable('installations')
        .set({ key_id: keyId, sealed: box })
        .where('id', '=', id)
        .where('sealed', '=', sealed)
        .execute()
      database.wrote()
    } catch (error) {
      // Whoever uses it is told; all others go on.
      if (!(error instanceof KeyMissing)) throw error
    }
  }
}
