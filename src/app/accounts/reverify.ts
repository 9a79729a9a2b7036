import type { LinkingDeps } from './link-deps.ts'
import { withProof } from './verify-as-admin.ts'

const AT_ONCE = 5

/** Who acts when nobody does. */
const NOBODY = 'tfauth'

/** Proves again the active links that nobody proved for a day; gives how many. Replicas share them out. */
export async function reverify(deps: LinkingDeps): Promise<number> {
  const due = await deps.links.due(AT_ONCE)
  for (const link of due) {
    if (await deps.links.stopped(link.team)) continue
    await withProof(deps, link, { team: link.team, user: NOBODY, channel: null })
  }
  return due.length
}
