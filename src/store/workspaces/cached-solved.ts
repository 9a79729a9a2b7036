import type { Workspaces } from '../../app/ports/case-store.ts'
import { boundedMap } from '../../core/bounded-map.ts'

type Solved = ReturnType<Workspaces['solved']>

// What somebody confirmed counts for other cases after this long.
const FRESH_MS = 5_000
const MOST_KNOWN = 1_000

/**
 * Takes the workspaces of a store; gives them with `solved` remembered for some seconds, since every paste asks for it
 * while Slack waits. What is switched off or forgotten here counts at once.
 */
export function cachedSolved(workspaces: Workspaces): Workspaces {
  const known = boundedMap<Solved>(MOST_KNOWN, { ms: FRESH_MS, now: () => performance.now() })
  const after = async (work: Promise<void>) => {
    await work
    known.clear()
  }
  return {
    ...workspaces,
    solved: (workspace, limit) => {
      const key = `${workspace} ${limit}`
      const kept = known.get(key)
      if (kept) return kept
      const solved = workspaces.solved(workspace, limit)
      known.set(key, solved)
      solved.catch(() => known.delete(key))
      return solved
    },
    setLearning: (workspace, on) => after(workspaces.setLearning(workspace, on)),
    resetLearning: (workspace) => after(workspaces.resetLearning(workspace)),
  }
}
