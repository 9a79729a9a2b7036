import { aboutLink } from './accounts/link-store.ts'
import type { Database } from './database/database.ts'
import { KeyMissing } from './database/store-error.ts'
import type { Encryption } from './keys/encryption.ts'
import { aboutOf } from './workspaces/installation-store.ts'

/** Takes a database and the keys; seals again under the first what a former key sealed, so that this one can go. */
export async function rotateKeys(
  database: Database,
  { keyId, seal, open }: Encryption,
): Promise<void> {
  if (keyId === undefined) return
  const { db } = database
  const again = async (
    row: { readonly key_id: string; readonly sealed: Buffer },
    about: string,
    change: (values: { key_id: string; sealed: Buffer }) => { execute(): Promise<unknown> },
  ) => {
    try {
      const { box } = seal(open({ keyId: row.key_id, box: Buffer.from(row.sealed) }, about), about)
      await database.write(() => change({ key_id: keyId, sealed: box }).execute())
    } catch (error) {
      // Whoever uses it is told; all others go on.
      if (!(error instanceof KeyMissing)) throw error
    }
  }
  const installations = db.selectFrom('installations').selectAll().where('key_id', '<>', keyId)
  for (const row of await installations.execute())
    await again(row, aboutOf(row.id), (values) =>
      db
        .updateTable('installations')
        .set(values)
        .where('id', '=', row.id)
        .where('sealed', '=', row.sealed),
    )
  const links = db.selectFrom('links').selectAll().where('key_id', '<>', keyId)
  for (const row of await links.execute())
    await again(row, aboutLink(row.workspace, row.id), (values) =>
      db
        .updateTable('links')
        .set(values)
        .where('workspace', '=', row.workspace)
        .where('id', '=', row.id)
        .where('sealed', '=', row.sealed),
    )
}
