import type { Workspaces } from '../../app/ports/case-store.ts'

type Solved = ReturnType<Workspaces['solved']>

// What somebody confirmed counts for other cases after this long.
const FRESH_MS = 5_000
const MOST_KNOWN = 1_000

/**
 * Takes the workspaces of a store; gives them with `solved` remembered for some seconds, since every paste asks for it
 * while Slack waits. What is switched off or forgotten here counts at once.
 */
export function cachedSolved(workspaces: Workspaces): Workspaces {
  const known = new Map<string, { readonly solved: Solved; readonly until: number }>()
  const after = async (work: Promise<void>) => {
    await work
    known.clear()
  }
  return {
    ...workspaces,
    solved: (workspace, limit) => {
      const key = `${workspace} ${limit}`
      const kept = known.get(key)
      if (kept && kept.until > performance.now()) return kept.solved
      const solved = workspaces.solved(workspace, limit)
      known.delete(key)
      known.set(key, { solved, until: performance.now() + FRESH_MS })
      solved.catch(() => known.delete(key))
      const oldest = known.keys().next().value
      if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest)
      return solved
    },
    setLearning: (workspace, on) => after(workspaces.setLearning(workspace, on)),
    resetLearning: (workspace) => after(workspaces.resetLearning(workspace)),
  }
}
