import { remedyOf, WORDS } from '../../core/knowledge.ts'
import type { AppDeps } from '../ports/app-deps.ts'
import type { CaseOutcome } from '../ports/case-store.ts'
import type { CaseView } from '../step/case-view.ts'

/**
 * Takes a case; gives how it ended well, null when it did not. What fixed it is not what it was: until someone says so,
 * each cause the remedy can cure gets the part of the case that its chance is.
 */
export function caseOutcome(
  { knowledge, threads }: Pick<AppDeps, 'knowledge' | 'threads'>,
  view: CaseView,
): CaseOutcome | null {
  const { state, diagnosis } = view
  const remedy = state.end === 'fixed' ? remedyOf(knowledge, state.fixedBy ?? '') : undefined
  if (!remedy || !diagnosis.symptom) return null
  return {
    workspace: threads.workspaceOf(view.case.place),
    symptom: diagnosis.symptom.id,
    remedy: remedy.id,
    confirmed: state.was,
    credit: state.was === null ? creditOf(remedy.cures, diagnosis.belief) : { [state.was]: 1 },
    asker: state.fixer ?? view.case.asker,
  }
}

function creditOf(
  cures: Readonly<Record<string, keyof typeof WORDS>>,
  belief: ReadonlyMap<string, number>,
): Readonly<Record<string, number>> {
  const parts = Object.entries(cures).map(
    ([cause, word]) => [cause, (belief.get(cause) ?? 0) * WORDS[word]] as const,
  )
  const all = parts.reduce((sum, [, part]) => sum + part, 0)
  if (all === 0) return {}
  return Object.fromEntries(
    parts.map(([cause, part]) => [cause, Math.round((1_000 * part) / all) / 1_000]),
  )
}
