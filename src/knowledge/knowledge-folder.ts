import type { Knowledge } from '../core/knowledge.ts'
import type { KnowledgeSource } from './knowledge-source.ts'
import { loadKnowledge } from './load-knowledge.ts'
import { loadLinkTemplates } from './load-link-templates.ts'

/** Takes the knowledge folder; gives it as a source. Throws KnowledgeFaults when it is asked and something is wrong. */
export function knowledgeFolder(dir: string): KnowledgeSource {
  let loaded: Knowledge | undefined
  return {
    knowledge: () => {
      loaded ??= loadKnowledge(dir)
      return loaded
    },
    templates: () => loadLinkTemplates(dir, undefined),
  }
}
