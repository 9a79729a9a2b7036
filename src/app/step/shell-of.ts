import type { State } from '../../core/case/case-state.ts'
import type { PersonShell } from '../../core/knowledge.ts'

/** Takes what is known of a case; gives the shell its commands are shown for. */
export function shellOf({ shell, facts }: Pick<State, 'shell' | 'facts'>): PersonShell {
  return shell ?? (facts.get('shell')?.value === 'powershell' ? 'powershell' : 'bash')
}
