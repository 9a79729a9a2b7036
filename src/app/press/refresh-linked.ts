import { maskedId } from '../../core/aws-ids/mask-ids.ts'
import type { Case } from '../../core/case/case.ts'
import type { AppDeps } from '../ports/app-deps.ts'

/**
 * Takes a case, what it knows of linked accounts and who acts; gives what its next event says of them, where that has
 * changed: the accounts that the asker or whoever acts may have asked. What cannot be found out stays as it was.
 */
export async function refreshLinked(
  { accounts }: AppDeps,
  { place, asker }: Pick<Case, 'place' | 'asker'>,
  known: readonly string[],
  by: string,
): Promise<{ readonly linked?: readonly string[] }> {
  const people = [...new Set([asker, by])]
  const all = await Promise.all(people.map((one) => accounts.at(place, one))).catch(() => undefined)
  if (!all) return {}
  const linked = [...new Set(all.flat().map(({ account }) => maskedId(account)))].sort()
  return linked.join() === [...known].sort().join() ? {} : { linked }
}
