import { NOTHING_LEARNED } from '../../src/core/knowledge.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { learnResembles } from './resembles.ts'
import { readSources } from './sources.ts'

/** Takes the knowledge folder; gives every file that is learnt from it, by its name in `learned/`. Same folder, same bytes. */
export function learnedFiles(dir: string): Readonly<Record<string, string>> {
  // What was learnt before has no say in what is learnt now.
  const knowledge = { ...loadKnowledge(dir), learned: NOTHING_LEARNED }
  const sources = readSources(dir)
  return { 'resembles.json': `${JSON.stringify(learnResembles(knowledge, sources), null, 1)}\n` }
}
